import { rendersBySlot } from '../document/slots.js'
import { yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** What the narrowest list shows beside a subject, that of the Gmail app. */
const least = 30

/** The longest sample counts, so that only texts are found that are always too short. */
export const preheaderLength: LintRule = {
  id: 'TPL506',
  group: 'text',
  severity: 'warning',
  title: 'A preheader fills its line.',
  why: 'Behind a short one clients go on with the first words of the mail, which are the name of the company or its menu.',
  source:
    'Apple Mail and Gmail show 30 to 100 characters, https://www.emailtooltester.com/en/blog/email-subject-lines-character-limit/',
  fix: 'write 40 to 100 characters',
  bad: yamlWith({ preheader: 'It arrives tomorrow' }),
  good: yamlWith({ preheader: 'It arrives tomorrow between 9 and 12, follow it on its way' }),
  check: (subject, report) => {
    for (const [text, renders] of rendersBySlot(subject, subject.definition?.email?.preheader)) {
      const lengths = renders.flatMap(({ mail }) => preheaderOf(mail.html)?.length ?? [])
      const longest = Math.max(...lengths)
      if (lengths.length > 0 && longest < least)
        report(text.placeAt(0), `the preheader has ${longest} characters in its longest sample`)
    }
  },
}

/** As mjml hides it; entities count as the one character that they are. */
function preheaderOf(html: string): string | undefined {
  const hidden = /<div style="display:none;[^"]*">([^<]*)<\/div>/.exec(html)?.[1]
  return hidden
    ?.replace(/&[#\w]+;/g, '.')
    .replace(/\s+/g, ' ')
    .trim()
}
