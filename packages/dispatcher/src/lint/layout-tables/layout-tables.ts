import { isInside } from '../document/ancestors.js'
import { elementsOf, type MarkupElement } from '../document/markup.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** mjml gives the tables that it makes a role; those in the author's own HTML have none by themselves. */
export const layoutTables: LintRule = {
  id: 'TPL578',
  group: 'accessibility',
  severity: 'warning',
  title: 'A table that only places things says so.',
  why: 'A screen reader announces "table with one column and nine rows" before every piece of a mail that is built of tables.',
  source:
    'WCAG 2.2, 1.3.1 Info and Relationships; WAI-ARIA 1.2, role `presentation`, https://www.w3.org/TR/wai-aria-1.2/#presentation',
  fix: 'write role="presentation" into the table',
  bad: mailWith('<mj-text><table><tr><td><table><tr><td>A</td><td>B</td></tr></table></td></tr></table></mj-text>'),
  good: mailWith(
    '<mj-text><table role="presentation"><tr><td><table><tr><td>A</td><td>B</td></tr></table></td></tr></table></mj-text>',
  ),
  check: ({ documents }, report) => {
    for (const document of documents) {
      // mjml turns the cells around them into its own tables, which have the role.
      for (const table of document.elements()) {
        if (table.name !== 'table' && table.name !== 'mj-table') continue
        if (table.attribute('role') !== undefined || isInside(table, 'mj-attributes')) continue
        if (placesThings(table))
          report(document.placeAt(table.begin), 'the table only places other things, and does not say so')
      }
    }
  },
}

/** Certain only where no table of data looks like that: it holds other tables. */
function placesThings(table: MarkupElement): boolean {
  const inside = [...elementsOf(table.children)]
  return inside.some(({ name }) => name === 'table') && !inside.some(({ name }) => name === 'th' || name === 'caption')
}
