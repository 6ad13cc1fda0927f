import { addressOf, linksOf } from '../document/links.js'
import { maskTokens } from '../document/mask-tokens.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** What is left of an address once it went through a client, a filter and a browser. */
export const linkCharacters: LintRule = {
  id: 'TPL536',
  group: 'links',
  severity: 'warning',
  title: 'A web address has only characters that addresses have.',
  why: 'Outlook and filters that rewrite links cut an address at the first blank, and the page is not found.',
  source: 'RFC 3986, 2, https://www.rfc-editor.org/rfc/rfc3986#section-2',
  fix: 'write %20 for a blank, and %3C, %3E, %7C … for the others',
  bad: mailWith('<mj-button href="https://shop.example/my orders">Follow your order</mj-button>'),
  good: mailWith('<mj-button href="https://shop.example/my%20orders">Follow your order</mj-button>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const { href } of linksOf(document)) {
        if (href === undefined || !/^https?:/i.test(addressOf(href))) continue
        const masked = maskTokens(href.value)
        const within = /[\s<>"\\^`|]/.exec(masked.trim())
        if (within === null) continue
        const at = href.valueBegin + masked.indexOf(masked.trim()) + within.index
        const character = /\s/.test(within[0]) ? 'a blank' : `\`${within[0]}\``
        report(document.placeAt(at), `the address has ${character} in it`)
      }
    }
  },
}
