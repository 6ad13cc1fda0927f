import { bodyPlace } from '../body-place.js'
import { firstOfLocale, smsIn } from '../channel-renders.js'
import { isShortener } from '../link-shorteners.js'
import { hostOf, linksIn } from '../links-in.js'
import type { LintRule } from '../lint-rule.js'

/** Carriers hold back what hides behind the host of everybody. */
export const smsLinkShortener: LintRule = {
  id: 'TPL706',
  group: 'sms',
  severity: 'warning',
  title: 'Links of an SMS name a host of the sender, not of a public link shortener.',
  why: 'Carriers filter messages with the hosts that spam hides behind: the message is paid for and never arrives.',
  source:
    'CTIA Messaging Principles and Best Practices (May 2023), 5.3.2 Embedded Website Links, https://www.ctia.org/the-wireless-industry/industry-commitments/messaging-interoperability-sms-mms',
  fix: 'link to a host of your own; a short one, if length matters',
  bad: { 'sms.liquid': 'Your order is on its way, {{ name }}: https://bit.ly/3xyz' },
  good: { 'sms.liquid': 'Your order is on its way, {{ name }}: https://shop.example/3xyz' },
  check(subject, report) {
    const shortened = (text: string) => linksIn(text).find(({ url }) => isShortener(hostOf(url)))
    for (const { locale, rendered } of firstOfLocale(
      smsIn(subject.renders()),
      (render) => shortened(render.rendered.text) !== undefined,
    )) {
      const { url } = shortened(rendered.text) ?? { url: '' }
      report(bodyPlace(subject, 'sms', locale, url), `${hostOf(url)} is a public link shortener (${locale})`)
    }
  },
}
