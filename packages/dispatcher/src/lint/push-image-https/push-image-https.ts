import { firstOfLocale, pushIn } from '../channel-renders.js'
import { pushWith } from '../example-push.js'
import type { LintRule } from '../lint-rule.js'

/** iOS loads nothing without encryption. */
export const pushImageHttps: LintRule = {
  id: 'TPL724',
  group: 'push',
  severity: 'warning',
  title: 'The image of a push message is loaded over https.',
  why: 'App Transport Security keeps iPhones, and Android 9 and newer keep apps, from loading a picture over http: none is shown.',
  source:
    'Apple, NSAppTransportSecurity, https://developer.apple.com/documentation/bundleresources/information-property-list/nsapptransportsecurity; Android, Network security configuration, https://developer.android.com/privacy-and-security/security-config',
  fix: 'serve the picture from an address with https://',
  bad: pushWith("{ title: Your order is on its way, image: 'http://shop.example/box.png' }"),
  good: pushWith("{ title: Your order is on its way, image: 'https://shop.example/box.png' }"),
  check({ renders, definition }, report) {
    if (definition === undefined) return
    const unsafe = firstOfLocale(pushIn(renders()), ({ rendered }) => /^http:/i.test(rendered.image ?? ''))
    for (const { sample, locale, rendered } of unsafe) {
      report(
        definition.placeOf(['channels', 'push', 'image', locale]),
        `${rendered.image ?? ''} in sample "${sample}" (${locale}) is not https`,
      )
    }
  },
}
