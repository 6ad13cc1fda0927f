import { addressesOf } from '../document/addresses.js'
import { addressOf } from '../document/links.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** What a system fills in, in any of their languages, behind what begins a part of a path or query. */
const filledIn = /(?<=[?&;/=])(?:\{\{[^}]*\}\}|<%=[^%]*%>|\*\|[^|]*\|\*|%%[^%]*%%|\$\{[^}]*\}|\[\[[^\]]*\]\])/g
const personal =
  /(?:^|[^A-Za-z])(?:e[-_]?mail(?:[-_]?addr(?:ess)?)?|(?:mobile|phone)(?:[-_]?number)?|birth[-_]?da(?:y|te)|date[-_]of[-_]birth|iban|ssn|passport(?:[-_]?number)?)(?![A-Za-z_-])/i
/** What is left of the value says nothing to whoever does not know it already. */
const hashed = /\b(?:md5|sha\d*|hmac\w*|hash\w*|encrypt\w*)\b/i

/** Addresses are written into the logs of everyone on the way. */
export const personalLinks: LintRule = {
  id: 'TPL660',
  group: 'security',
  severity: 'warning',
  title: 'A web address has no personal data in it.',
  why: 'It is written into server logs, browser histories, the statistics of third parties and into every forwarded mail.',
  source: 'RFC 9110, 17.9; Regulation (EU) 2016/679 (GDPR), Art. 5(1)(f) and 32; CWE-598',
  fix: 'put an opaque token into the address, and look the person up by it',
  bad: mailWith(
    '<mj-button href="https://shop.example/orders?email={{ recipient.email }}">Follow your order</mj-button>',
  ),
  good: mailWith('<mj-button href="{{ url }}">Follow your order</mj-button>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const attribute of addressesOf(document)) {
        if (!/^https?:/i.test(addressOf(attribute))) continue
        for (const { index, 0: token } of attribute.value.matchAll(filledIn)) {
          if (personal.test(token) && !hashed.test(token))
            report(document.placeAt(attribute.valueBegin + index), `\`${token}\` makes the address personal`)
        }
      }
    }
  },
}
