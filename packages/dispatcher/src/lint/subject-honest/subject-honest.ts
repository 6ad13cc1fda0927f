import { readable } from '../document/readable-text.js'
import { yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** As clients write it before what is answered or passed on, in the languages of Europe. */
const answer = /^(?:re|aw|antw|sv|vs|odp|fwd?|wg|tr|rv|vb)\s*(?:\[\d+\])?\s*:/i

/** Nothing that Tidings sends is an answer. */
export const subjectHonest: LintRule = {
  id: 'TPL501',
  group: 'text',
  severity: 'error',
  title: 'A subject does not pretend to be an answer.',
  why: 'It is a deceptive subject by law, Gmail counts it against the sender, and readers who see through it complain.',
  source:
    '15 U.S.C. 7704(a)(2) (CAN-SPAM); Gmail, email sender guidelines, https://support.google.com/mail/answer/81126',
  fix: 'take `Re:` or `Fwd:` away',
  bad: yamlWith({ subject: 'Re: Your order, {{ name }}' }),
  good: yamlWith({ subject: 'Your order, {{ name }}' }),
  check: ({ definition }, report) => {
    for (const text of definition?.email?.subject.values() ?? []) {
      const begin = answer.exec(readable(text.text))?.[0]
      if (begin !== undefined)
        report(text.placeAt(0), `the subject begins with \`${begin}\`, and the mail answers nothing`)
    }
  },
}
