import { missing, plainBlocks } from '../clients/audience.js'
import { clientList } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import type { LintRule } from '../lint-rule.js'

const logical = /^(?:(?:margin|padding|border)-(?:inline|block)(?:-start|-end)?|(?:max-|min-)?(?:inline|block)-size)$/

/** Spaces and sizes by writing direction. */
export const logicalCss: LintRule = {
  id: 'TPL602',
  group: 'clients',
  severity: 'warning',
  title: 'Spaces and sizes are given by side, not by writing direction.',
  why: 'Clients that ignore the logical properties show the mail without the space, border or width.',
  source: 'https://www.caniemail.com/features/css-margin-inline-block/',
  fix: 'write left, right, top, bottom, width and height; for right-to-left locales write a file of their own',
  bad: mailExample({ head: '<mj-style>\n  .note { padding-inline: 20px }\n</mj-style>' }),
  good: mailExample({ head: '<mj-style>\n  .note { padding-left: 20px; padding-right: 20px }\n</mj-style>' }),
  check: (subject, report) => {
    for (const { document, block } of plainBlocks(subject)) {
      const declaration = block.declarations.find(({ property }) => logical.test(property))
      if (declaration === undefined) continue
      const without = missing(subject, document, declaration, [`${declaration.property}:`])
      if (without.length === 0) continue
      report(document.placeAt(declaration.begin), `\`${declaration.property}\` is ignored by ${clientList(without)}`)
    }
  },
}
