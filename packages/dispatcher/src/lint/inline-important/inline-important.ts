import { plainBlocks, reaches } from '../clients/audience.js'
import { clientFeature, clientsWithout } from '../clients/client-support.js'
import { clientWords } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import { wordSees } from '../clients/word-sees.js'
import type { LintRule } from '../lint-rule.js'

const word = 'outlook.windows'

/** `!important` where Word ignores the declaration that has it. */
export const inlineImportant: LintRule = {
  id: 'TPL615',
  group: 'clients',
  severity: 'warning',
  title: 'A `style` attribute says nothing with `!important`.',
  why: 'Outlook for Windows leaves out a declaration in a `style` attribute that has `!important`.',
  source: 'https://www.caniemail.com/features/css-important/',
  fix: 'take `!important` away: a style attribute is stronger than a style sheet anyway',
  bad: mailExample({ body: '<mj-text><span style="color: #333333 !important">In three days.</span></mj-text>' }),
  good: mailExample({ body: '<mj-text><span style="color: #333333">In three days.</span></mj-text>' }),
  check: (subject, report) => {
    if (!reaches(subject, 'outlook') || clientFeature('!important')?.support([word])[0]?.level !== 'partly') return
    if (subject.clients !== undefined && !subject.clients.includes(word)) return
    for (const { document, style, block } of plainBlocks(subject)) {
      if (!style.inline || !wordSees(document, style.begin)) continue
      const told = block.declarations.find(
        ({ property, important }) =>
          important &&
          // What Word does not know it ignores either way.
          clientsWithout(`${property}:`, [word]).length === 0 &&
          !block.declarations.some((other) => other.property === property && !other.important),
      )
      if (told === undefined) continue
      report(
        document.placeAt(told.begin),
        `${clientWords(word)} ignores \`${told.property}\`, which is \`!important\` here`,
      )
    }
  },
}
