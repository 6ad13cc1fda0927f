import { longestCollapseKey } from '../../render/push/collapse-key.js'
import type { RenderedPush } from '../../render/rendered.js'
import { firstOfLocale, pushIn } from '../channel-renders.js'
import type { LintExample, LintRule } from '../lint-rule.js'

const definition = (push: string): string => `title: Order shipped
category: orders
lane: transactional
locales: [en]
data:
  type: object
  required: [name]
  properties: { name: { type: string, maxLength: 80 } }
channels:
  push: ${push}
`

const bad: LintExample = {
  'template.yaml': definition("{ title: Your order is on its way, collapseKey: 'order-{{ name }}' }"),
  'email.mjml': '',
  'sms.liquid': '',
  'push.liquid': '{{ name }}, it arrives tomorrow.',
  'samples/short.json': '{ "to": { "push": [{ "token": "t", "app": "ios" }] }, "data": { "name": "Ann" } }',
}

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
  bad,
  good: {
    ...bad,
    'template.yaml': definition("{ title: Your order is on its way, collapseKey: 'order-{{ name | truncate: 50 }}' }"),
  },
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
