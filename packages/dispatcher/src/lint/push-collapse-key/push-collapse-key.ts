import { longestCollapseKey } from '../../render/push/collapse-key.js'
import type { RenderedPush } from '../../render/rendered.js'
import { firstOfLocale, pushIn } from '../channel-renders.js'
import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

const lines = { longest: 80 }

/** A key that is sent as its hash is found nowhere again. */
export const pushCollapseKey: LintRule = {
  id: 'TPL726',
  group: 'push',
  severity: 'warning',
  title: `A collapse key has ${longestCollapseKey} bytes at most, with the longest values too.`,
  why: 'APNs refuses a longer `apns-collapse-id`, so Tidings sends its hash instead, which nobody recognises in an app or a log.',
  source:
    'Apple, Sending notification requests to APNs, https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns',
  fix: 'make it of one short id, as order-{{ order.id }}, and give the id a `maxLength`',
  bad: pushWith("{ title: Your order is on its way, collapseKey: 'order-{{ name }}' }", lines),
  good: pushWith("{ title: Your order is on its way, collapseKey: 'order-{{ name | truncate: 50 }}' }", lines),
  check({ renders, longest, definition }, report) {
    if (definition?.push?.collapseKey === undefined) return
    const long = firstOfLocale(
      pushIn([...renders(), ...longest()]),
      ({ rendered }) => bytesOf(rendered) > longestCollapseKey,
    )
    for (const { sample, locale, rendered } of long) {
      report(
        definition.placeOf(['channels', 'push', 'collapseKey', locale]),
        `the collapse key (${locale}) may have ${bytesOf(rendered)} bytes, as in sample "${sample}" with values as long as the schema allows`,
      )
    }
  },
}

const bytesOf = ({ collapseKey = '' }: RenderedPush): number => Buffer.byteLength(collapseKey)
