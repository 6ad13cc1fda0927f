import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

/** Most phones are asleep, or out of reach, at some moment. */
export const pushNowOrNever: LintRule = {
  id: 'TPL728',
  group: 'push',
  severity: 'warning',
  title: 'A push message that is not critical may wait for its device.',
  why: 'With `ttl: 0` a device that is off or sleeping at that moment never shows the message, and nobody is told.',
  source:
    'Firebase, Lifespan of a message, https://firebase.google.com/docs/cloud-messaging/customize-messages/setting-message-lifespan; Apple, Sending notification requests to APNs (apns-expiration), https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns',
  fix: 'state in `ttl` for how many seconds the message is worth reading',
  bad: pushWith('{ title: Your order is on its way, ttl: 0 }'),
  good: pushWith('{ title: Your order is on its way, ttl: 43200 }'),
  check({ definition }, report) {
    if (definition?.push?.ttl !== 0 || definition.lane === 'critical') return
    report(
      definition.placeOf(['channels', 'push', 'ttl']),
      `a device that is not reached at once never shows a message of the ${definition.lane} lane with ttl 0`,
    )
  },
}
