import { slotText } from '../../templates/definition/slot-text.js'
import { yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Both stand beside each other, in the same line. */
export const preheaderAdds: LintRule = {
  id: 'TPL505',
  group: 'text',
  severity: 'warning',
  title: 'A preheader says more than the subject.',
  why: 'Lists of mails show both in one line, and the reader learns the same twice instead of what comes next.',
  source:
    'Gmail and Apple Mail show the preheader behind the subject, https://www.emailtooltester.com/en/blog/email-subject-lines-character-limit/',
  fix: 'say in the preheader what the subject leaves open: when, how much, until when',
  bad: yamlWith({
    subject: 'Your order is on its way to you, {{ name }}',
    preheader: 'Your order is on its way to you, {{ name }}',
  }),
  good: yamlWith({
    subject: 'Your order is on its way to you, {{ name }}',
    preheader: 'It arrives tomorrow between 9 and 12, follow it on its way',
  }),
  check: ({ definition }, report) => {
    const [usual = 'en'] = definition?.locales ?? []
    for (const locale of definition?.locales ?? []) {
      const subject = slotText(definition?.email?.subject, locale, usual)?.text
      const preheader = slotText(definition?.email?.preheader, locale, usual)?.text
      if (subject === undefined || preheader === undefined) continue
      const said = wordsOf(preheader.text)
      if (said !== '' && said === wordsOf(subject.text))
        report(preheader.placeAt(0), 'the preheader repeats the subject')
    }
  },
}

const wordsOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s.!…]+$/, '')
    .replace(/\s+/g, ' ')
