import { rendersBySlot } from '../document/slots.js'
import { yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** A short word may well be an abbreviation; several are a shout. */
export const subjectCapitals: LintRule = {
  id: 'TPL503',
  group: 'text',
  severity: 'warning',
  title: 'A subject is not written in capitals.',
  why: 'Filters take it for spam, and people feel shouted at.',
  source: 'SpamAssassin, test SUBJ_ALL_CAPS, https://spamassassin.apache.org/old/tests_3_3_x.html',
  fix: 'write it as a sentence',
  bad: yamlWith({ subject: 'YOUR ORDER IS ON ITS WAY' }),
  good: yamlWith({ subject: 'Your order is on its way' }),
  check: (subject, report) => {
    for (const [text, renders] of rendersBySlot(subject, subject.definition?.email?.subject)) {
      const shouts = renders.every(({ mail }) => isShouted(mail.subject))
      if (shouts) report(text.placeAt(0), `the subject is written in capitals: \`${renders[0]?.mail.subject ?? ''}\``)
    }
  },
}

function isShouted(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  return capitals >= 10 && !/\p{Ll}/u.test(text) && /\p{Lu}\s+\p{Lu}/u.test(text)
}
