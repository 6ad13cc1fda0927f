import { clientsAt } from '../clients/audience.js'
import { clientsWithout } from '../clients/client-support.js'
import { clientList } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import { type MarkupElement, standsIn } from '../document/markup.js'
import type { LintRule } from '../lint-rule.js'

const fields = ['form', 'input', 'select', 'textarea', 'button']

function formsOf({ name, attribute }: MarkupElement): readonly string[] {
  if (name === 'input') return [`<input type=${(attribute('type') ?? 'text').toLowerCase()}>`, '<input type=text>']
  return [`<${name}>`]
}

/** Forms in a mail. */
export const formFields: LintRule = {
  id: 'TPL609',
  group: 'clients',
  severity: 'warning',
  title: 'A mail asks nothing by a form.',
  why: 'Some clients show no fields, others show them and send nothing: an answer seems given and is lost.',
  source: 'https://www.caniemail.com/features/html-form/',
  fix: 'link to a page with the form',
  bad: mailExample({
    body: '<mj-raw>\n  <form action="https://shop.example/rate"><input type="text" name="rating" aria-label="Rating"></form>\n</mj-raw>',
  }),
  good: mailExample({ body: '<mj-button href="https://shop.example/rate">Rate your order</mj-button>' }),
  check: (subject, report) => {
    for (const document of subject.documents) {
      for (const element of document.elements()) {
        if (!fields.includes(element.name) || standsIn(element, 'form')) continue
        // With an address it is a button of Inky, which makes a link of it.
        if (element.attribute('href') !== undefined) continue
        if (element.attribute('type')?.toLowerCase() === 'hidden') continue
        const clients = clientsAt(subject, document, element.begin)
        const without = formsOf(element).map((form) => clientsWithout(form, clients))
        const first = without.find((support) => support.length > 0)
        if (first === undefined) continue
        report(document.placeAt(element.begin), `\`<${element.name}>\` does not work in ${clientList(first)}`)
      }
    }
  },
}
