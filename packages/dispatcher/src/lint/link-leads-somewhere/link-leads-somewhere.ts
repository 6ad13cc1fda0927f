import { addressOf, linksOf } from '../document/links.js'
import { createAttributeLookup } from '../document/mjml-attributes.js'
import { isOpenEnded } from '../document/open-ended.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A link that was to be filled in before the mail went out. */
export const linkLeadsSomewhere: LintRule = {
  id: 'TPL530',
  group: 'links',
  severity: 'error',
  title: 'A link leads somewhere.',
  why: 'The reader clicks, and nothing happens or an empty page opens: the one thing that the mail was sent for does not work.',
  source:
    'HTML, 4.6.2 Links created by a and area elements; RFC 3986, 4.4, https://www.rfc-editor.org/rfc/rfc3986#section-4.4',
  fix: 'write the address, or take the link away',
  bad: mailWith('<mj-button href="#">Follow your order</mj-button>'),
  good: mailWith('<mj-button href="{{ url }}">Follow your order</mj-button>'),
  check: ({ documents }, report) => {
    const lookup = createAttributeLookup(documents)
    // A part of the mail may be the target of a link in another.
    const targets = new Set(
      documents.flatMap((document) =>
        document.elements().flatMap((each) => [each.attribute('id') ?? '', each.attribute('name') ?? '']),
      ),
    )
    for (const document of documents) {
      for (const { element, href } of linksOf(document)) {
        if (href === undefined) {
          if (lookup(element, 'href') !== undefined || isOpenEnded(document, element)) continue
          report(
            document.placeAt(element.begin),
            'the button has no href, and mjml makes it a text that looks like one',
          )
          continue
        }
        const address = addressOf(href)
        if (address === '' || address === '#' || address === '#!' || address === 'about:blank') {
          report(
            document.placeAt(href.valueBegin),
            address === '' ? 'the href is empty' : `\`${address}\` leads nowhere`,
          )
        } else if (/^#[\w-]+$/.test(address) && !targets.has(address.slice(1)) && address.toLowerCase() !== '#top') {
          report(document.placeAt(href.valueBegin), `nothing in the mail has the id ${address.slice(1)}`)
        }
      }
    }
  },
}
