import { apnsLimit, apnsPayload } from '../../render/push/apns-payload.js'
import { fcmLimit, fcmPayloadSize } from '../../render/push/fcm-payload.js'
import type { RenderedPush } from '../../render/rendered.js'
import { bodyPlace } from '../body-place.js'
import { firstOfLocale, pushIn } from '../channel-renders.js'
import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

const lines = { longest: 4000, body: 'It arrives tomorrow.' }

/** A notification that is too large is refused whole. */
export const pushTooLarge: LintRule = {
  id: 'TPL720',
  group: 'push',
  severity: 'error',
  title: 'A push message fits in the payload that APNs and FCM take, with the longest values too.',
  why: 'APNs answers `PayloadTooLarge` and FCM `INVALID_ARGUMENT`: the customer gets nothing.',
  source:
    'Apple, Generating a remote notification (4096 bytes), https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification; Firebase, FCM message types (4096 bytes), https://firebase.google.com/docs/cloud-messaging/customize-messages/set-message-type',
  fix: 'send an id in the data and let the app fetch the rest, or give the values a smaller `maxLength`',
  bad: pushWith("{ title: Your order is on its way, data: { text: '{{ name }}' } }", lines),
  good: pushWith("{ title: Your order is on its way, data: { text: '{{ name | truncate: 100 }}' } }", lines),
  check(subject, report) {
    const renders = pushIn(subject.renders())
    const large = firstOfLocale(renders, ({ rendered }) => excessOf(rendered) !== undefined)
    for (const { sample, locale, rendered } of large) {
      report(bodyPlace(subject, 'push', locale), `sample "${sample}" (${locale}) is ${excessOf(rendered) ?? ''}`)
    }
    // Mails would be rendered along with them.
    if (renders.length === 0) return
    const known = new Set(large.map(({ locale }) => locale))
    for (const { locale, rendered } of firstOfLocale(
      pushIn(subject.longest()),
      (render) => !known.has(render.locale) && excessOf(render.rendered) !== undefined,
    )) {
      report(
        bodyPlace(subject, 'push', locale),
        `with values as long as the schema allows the message (${locale}) is ${excessOf(rendered) ?? ''}`,
      )
    }
  },
}

function excessOf(push: RenderedPush): string | undefined {
  const apns = apnsPayload(push).byteLength
  if (apns > apnsLimit) return `${apns} bytes for APNs, which takes ${apnsLimit}`
  const fcm = fcmPayloadSize(push)
  return fcm > fcmLimit ? `${fcm} bytes for FCM, which takes ${fcmLimit}` : undefined
}
