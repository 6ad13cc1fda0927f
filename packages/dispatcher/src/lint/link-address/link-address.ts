import { addressOf, linksOf } from '../document/links.js'
import { isLiteral } from '../document/opaque.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const mailbox = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/

/** A program that writes mails or dials takes the address as it stands. */
export const linkAddress: LintRule = {
  id: 'TPL534',
  group: 'links',
  severity: 'error',
  title: 'A link to write or to call has an address or number that works.',
  why: "The reader's program opens an empty mail, or says that the number does not exist.",
  source: 'RFC 6068, 2, https://www.rfc-editor.org/rfc/rfc6068#section-2; RFC 3966, 3',
  fix: 'write mailto:help@shop.example, or tel:+49301234567 with digits and hyphens only',
  bad: mailWith('<mj-text><a href="mailto:help">Write to us</a></mj-text>'),
  good: mailWith('<mj-text><a href="mailto:help@shop.example">Write to us</a></mj-text>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const { href } of linksOf(document)) {
        if (href === undefined) continue
        const address = addressOf(href)
        const [, scheme = '', rest = ''] = /^(mailto|tel|sms):([^?]*)/i.exec(address) ?? []
        // `mailto:?subject=` lets the reader choose whom to tell.
        if (scheme === '' || !isLiteral(address) || (rest === '' && address.includes('?'))) continue
        if (scheme.toLowerCase() === 'mailto') {
          const wrong = unescaped(rest)
            .split(',')
            .find((each) => !mailbox.test(each.trim()))
          if (wrong !== undefined) report(document.placeAt(href.valueBegin), `\`${wrong}\` is no e-mail address`)
        } else if (!/^\+?[\d().*#\s-]*\d[\d().*#\s-]*(?:;.*)?$/.test(unescaped(rest))) {
          report(document.placeAt(href.valueBegin), `\`${rest}\` is no telephone number`)
        }
      }
    }
  },
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
