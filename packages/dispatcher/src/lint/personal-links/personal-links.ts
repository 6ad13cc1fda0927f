import { addressOf, linksOf } from '../document/links.js'
import { picturesOf } from '../document/pictures.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A query or path that carries what identifies a person, in whatever language the value is written. */
const personal =
  /[?&/=](?:\{\{\{?|<%=|\*\||%%|\$\{|\[\[?)[^}%|\]&]*(?:e[-_]?mail(?:[-_]?addr(?:ess)?)?|phone(?:[-_]?number)?|birth[-_]?(?:day|date)|date[-_]of[-_]birth|iban|ssn|passport(?:[-_]?number)?)(?![A-Za-z])[^}%|\]&]*(?:\}\}|%>|\|\*|%%|\}|\])/i

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
      const addresses = [
        ...linksOf(document).flatMap(({ href }) => href ?? []),
        ...picturesOf(document).flatMap((picture) => picture.attributeNode('src') ?? []),
      ]
      for (const attribute of addresses) {
        if (!/^https?:/i.test(addressOf(attribute))) continue
        const found = personal.exec(attribute.value)
        if (found !== null)
          report(
            document.placeAt(attribute.valueBegin + found.index + 1),
            `\`${found[0].slice(1)}\` makes the address personal`,
          )
      }
    }
  },
}
