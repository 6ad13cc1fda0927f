import { rendersBySlot } from '../document/slots.js'
import { yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A subject of signs and pictures is none to a screen reader, and an empty one is shown as "(no subject)". */
export const subjectWords: LintRule = {
  id: 'TPL502',
  group: 'text',
  severity: 'error',
  title: 'A subject has a word in every sample.',
  why: 'Clients show "(no subject)", filters count it against the mail, and nobody can search for it.',
  source: 'SpamAssassin, test MISSING_SUBJECT; RFC 5322, 3.6.5',
  fix: 'write words that stand whatever the data is',
  bad: yamlWith({ subject: '📦 🚚' }),
  good: yamlWith({ subject: '📦 Your order' }),
  check: (subject, report) => {
    for (const [text, renders] of rendersBySlot(subject, subject.definition?.email?.subject)) {
      const empty = renders.find(({ mail }) => !/[\p{L}\p{N}]/u.test(mail.subject))
      if (empty !== undefined)
        report(text.placeAt(0), `the subject of ${empty.what} has no word: \`${empty.mail.subject}\``)
    }
  },
}
