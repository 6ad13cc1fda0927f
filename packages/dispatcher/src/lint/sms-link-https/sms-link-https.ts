import { bodyPlace } from '../body-place.js'
import { firstOfLocale, smsIn } from '../channel-renders.js'
import { linksIn } from '../links-in.js'
import type { LintRule } from '../lint-rule.js'

const unsafe = /^(?:http:\/\/|www\.)/i

/** What a tap opens is https from the first byte. */
export const smsLinkHttps: LintRule = {
  id: 'TPL705',
  group: 'sms',
  severity: 'warning',
  title: 'Links of an SMS state https.',
  why: 'Phones open `www.` and `http://` links without encryption first: whoever shares the network can read and change what the customer sees.',
  source: 'RFC 9110, 4.2.2 (https URI scheme), https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2',
  fix: 'write https:// before the host; for a value let the schema ask for it: pattern: "^https://"',
  bad: { 'sms.liquid': 'Your order is on its way, {{ name }}: http://shop.example/track' },
  good: { 'sms.liquid': 'Your order is on its way, {{ name }}: https://shop.example/track' },
  check(subject, report) {
    const isUnsafe = (text: string) => linksIn(text).find(({ url }) => unsafe.test(url))
    for (const { sample, locale, rendered } of firstOfLocale(
      smsIn(subject.renders()),
      (render) => isUnsafe(render.rendered.text) !== undefined,
    )) {
      const { url } = isUnsafe(rendered.text) ?? { url: '' }
      report(bodyPlace(subject, 'sms', locale, url), `${url} in sample "${sample}" (${locale}) is not https`)
    }
  },
}
