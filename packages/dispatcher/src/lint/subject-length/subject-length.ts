import { rendersBySlot } from '../document/slots.js'
import { yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Characters that the widest list of mails shows, that of Gmail on a desktop. */
const limit = 70

/** What the longest sample makes of it counts. */
export const subjectLength: LintRule = {
  id: 'TPL500',
  group: 'text',
  severity: 'warning',
  title: 'A subject has at most 70 characters.',
  why: 'A list of mails cuts it off: Gmail on a desktop after about 70 characters, Apple Mail on an iPhone after about 48.',
  source: 'Measured in eight clients, https://www.emailtooltester.com/en/blog/email-subject-lines-character-limit/',
  fix: 'say what matters first, and the rest in the preheader; limit what data brings, as with `truncate: 30`',
  bad: yamlWith({ subject: 'Good news for you, {{ name }}: your order is on its way, and it will be there tomorrow' }),
  good: yamlWith({ subject: 'Your order is on its way, {{ name }}' }),
  check: (subject, report) => {
    for (const [text, renders] of rendersBySlot(subject, subject.definition?.email?.subject)) {
      const lengths = renders.map(({ what, mail }) => ({ what, length: [...mail.subject].length }))
      const longest = lengths.reduce((a, b) => (b.length > a.length ? b : a))
      if (longest.length > limit)
        report(text.placeAt(0), `the subject of ${longest.what} has ${longest.length} characters`)
    }
  },
}
