import { clientsAt } from '../clients/audience.js'
import { clientsWithout } from '../clients/client-support.js'
import { clientList } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import type { LintRule } from '../lint-rule.js'

/** Content that is hidden for some and shown to others. */
export const hiddenAttribute: LintRule = {
  id: 'TPL611',
  group: 'clients',
  severity: 'warning',
  title: 'Nothing is hidden by the `hidden` attribute alone.',
  why: 'Clients that remove the attribute show what was meant to be hidden.',
  source: 'https://www.caniemail.com/features/html-hidden/',
  fix: 'hide it with style="display:none", or leave it out with an `if`',
  bad: mailExample({ body: '<mj-raw><p hidden>Internal: second try</p></mj-raw>' }),
  good: mailExample({ body: '<mj-raw><p style="display:none">Internal: second try</p></mj-raw>' }),
  check: (subject, report) => {
    for (const document of subject.documents) {
      for (const element of document.elements()) {
        const hidden = element.attributeNode('hidden')
        if (hidden === undefined || /display\s*:\s*none/i.test(element.attribute('style') ?? '')) continue
        const without = clientsWithout('hidden=', clientsAt(subject, document, element.begin))
        if (without.length === 0) continue
        report(document.placeAt(hidden.begin), `what is \`hidden\` is shown by ${clientList(without)}`)
      }
    }
  },
}
