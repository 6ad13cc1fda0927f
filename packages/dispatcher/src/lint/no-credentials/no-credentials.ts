import { addressesOf } from '../document/addresses.js'
import { addressOf } from '../document/links.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A name before the host, which readers take for the host. */
export const noCredentials: LintRule = {
  id: 'TPL665',
  group: 'security',
  severity: 'error',
  title: 'A web address has no user name or password in it.',
  why: 'Everybody who gets the mail gets them, browsers refuse such addresses or warn, and filters take them for phishing.',
  source: 'RFC 3986, 3.2.1 and 7.5, https://www.rfc-editor.org/rfc/rfc3986#section-7.5',
  fix: 'let the page ask for them, or use an address that needs none',
  bad: mailWith('<mj-button href="https://orders:summer@shop.example/1">Follow your order</mj-button>'),
  good: mailWith('<mj-button href="https://shop.example/1">Follow your order</mj-button>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const attribute of addressesOf(document)) {
        const user = /^https?:\/\/([^/?#\s@]+)@/i.exec(addressOf(attribute))?.[1]
        if (user !== undefined)
          report(
            document.placeAt(attribute.valueBegin),
            `the address has \`${user.replace(/:.*/, ':…')}\` before its host`,
          )
      }
    }
  },
}
