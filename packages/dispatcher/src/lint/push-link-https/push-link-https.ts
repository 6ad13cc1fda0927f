import { firstOfLocale, pushIn } from '../channel-renders.js'
import type { LintExample, LintRule } from '../lint-rule.js'

const definition = (push: string): string => `title: Order shipped
category: orders
lane: transactional
locales: [en]
data:
  type: object
  required: [name]
  properties: { name: { type: string, maxLength: 40 } }
channels:
  push: ${push}
`

const bad: LintExample = {
  'template.yaml': definition("{ title: Your order is on its way, link: 'http://shop.example/orders' }"),
  'email.mjml': '',
  'sms.liquid': '',
  'push.liquid': '{{ name }}, it arrives tomorrow.',
  'samples/short.json': '{ "to": { "push": [{ "token": "t", "app": "ios" }] }, "data": { "name": "Ann" } }',
}

/** Apps only take over links that nobody can forge. */
export const pushLinkHttps: LintRule = {
  id: 'TPL723',
  group: 'push',
  severity: 'warning',
  title: 'The link of a push message is https, or of the app itself.',
  why: 'Universal Links and App Links do not take http: the tap leaves the app, for a page that whoever shares the network can change.',
  source:
    'Apple, Supporting universal links in your app, https://developer.apple.com/documentation/xcode/supporting-universal-links-in-your-app; Android, App Links, https://developer.android.com/training/app-links',
  fix: 'write https://, or a scheme of the app as shop://orders; for a value let the schema ask for it: pattern: "^https://"',
  bad,
  good: {
    ...bad,
    'template.yaml': definition("{ title: Your order is on its way, link: 'https://shop.example/orders' }"),
  },
  check({ renders, definition }, report) {
    if (definition === undefined) return
    const unsafe = firstOfLocale(pushIn(renders()), ({ rendered }) => /^http:/i.test(rendered.link ?? ''))
    for (const { sample, locale, rendered } of unsafe) {
      report(
        definition.placeOf(['channels', 'push', 'link', locale]),
        `${rendered.link ?? ''} in sample "${sample}" (${locale}) is not https`,
      )
    }
  },
}
