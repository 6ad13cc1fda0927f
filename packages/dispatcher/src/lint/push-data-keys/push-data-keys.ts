import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

const byFcm = /^(?:from|message_type)$|^(?:google|gcm)\./

/** Some keys of the data belong to the push services. */
export const pushDataKeys: LintRule = {
  id: 'TPL725',
  group: 'push',
  severity: 'error',
  title: 'The data of a push message has no key that a push service keeps for itself.',
  why: 'FCM refuses a message with such a key, APNs reads `aps` as its own, and `link` and `image` are where apps find those of the message.',
  source:
    'Firebase, FCM HTTP v1 API, Message.data, https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages; Apple, Generating a remote notification, https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification',
  fix: 'give the key another name, and let the app read that one',
  bad: pushWith("{ title: Your order is on its way, data: { from: '{{ name }}' } }"),
  good: pushWith("{ title: Your order is on its way, data: { sender: '{{ name }}' } }"),
  check({ definition }, report) {
    if (definition?.push === undefined) return
    const { data, link, image } = definition.push
    for (const key of data.keys()) {
      const owner = byFcm.test(key)
        ? 'FCM keeps'
        : key === 'aps'
          ? 'APNs keeps'
          : (key === 'link' && link !== undefined) || (key === 'image' && image !== undefined)
            ? `channels.push.${key} takes`
            : undefined
      if (owner === undefined) continue
      report(definition.placeOfKey(['channels', 'push', 'data', key]), `${owner} the key \`${key}\` for itself`)
    }
  },
}
