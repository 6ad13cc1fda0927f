import { firstOfLocale, pushIn } from '../channel-renders.js'
import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

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
  bad: pushWith("{ title: Your order is on its way, link: 'http://shop.example/orders' }"),
  good: pushWith("{ title: Your order is on its way, link: 'https://shop.example/orders' }"),
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
