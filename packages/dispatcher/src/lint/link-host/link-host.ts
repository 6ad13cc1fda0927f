import { addressOf, linksOf } from '../document/links.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'
import { hostOf, isStandIn } from './stand-in.js'

/** Addresses of a draft, and of the machine on which it was written. */
export const linkHost: LintRule = {
  id: 'TPL533',
  group: 'links',
  severity: 'error',
  title: 'A link leads to a host that customers can reach.',
  why: "The name example.com belongs to nobody, and localhost is the customer's own computer: the page does not open.",
  source: 'RFC 2606, 2 and 3; RFC 6761, 6, https://www.rfc-editor.org/rfc/rfc6761#section-6',
  fix: 'write the host of the page, or take it from a variable of the brand',
  bad: mailWith('<mj-button href="https://www.example.com/orders">Follow your order</mj-button>'),
  good: mailWith('<mj-button href="{{ url }}">Follow your order</mj-button>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const { href } of linksOf(document)) {
        if (href === undefined || !isStandIn(addressOf(href))) continue
        report(document.placeAt(href.valueBegin), `${hostOf(addressOf(href))} is no host that a customer can reach`)
      }
    }
  },
}
