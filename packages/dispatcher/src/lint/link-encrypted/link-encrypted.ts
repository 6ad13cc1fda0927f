import { addressOf, linksOf } from '../document/links.js'
import { mailWith } from '../example-mail.js'
import { isStandIn } from '../link-host/stand-in.js'
import type { LintRule } from '../lint-rule.js'

/** The address of a link in a mail is often personal: who reads it on the way can use it. */
export const linkEncrypted: LintRule = {
  id: 'TPL531',
  group: 'links',
  severity: 'warning',
  title: 'A link is encrypted.',
  why: 'Browsers warn before a page that is not, and whoever shares the network reads the address with all that is in it.',
  source: 'RFC 9110, 4.2.2 and 17.1, https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2; RFC 7258',
  fix: 'write https://',
  bad: mailWith('<mj-button href="http://shop.example/orders">Follow your order</mj-button>'),
  good: mailWith('<mj-button href="https://shop.example/orders">Follow your order</mj-button>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const { href } of linksOf(document)) {
        if (href === undefined) continue
        const address = addressOf(href)
        // Hosts that stand for others are a finding of their own.
        if (/^http:\/\//i.test(address) && !isStandIn(address))
          report(document.placeAt(href.valueBegin), `\`${address}\` is not encrypted`)
      }
    }
  },
}
