import { ancestorsOf } from '../document/ancestors.js'
import { elementsOf, type MarkupElement } from '../document/markup.js'
import { readableText } from '../document/readable-text.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** The heading of a column is read out before each of its cells. */
export const tableHeadings: LintRule = {
  id: 'TPL579',
  group: 'accessibility',
  severity: 'warning',
  title: 'The heading of a column or row has a text.',
  why: 'A screen reader reads the heading before each cell, and with an empty one the reader hears bare numbers.',
  source: 'WCAG 2.2, 1.3.1, technique H51, https://www.w3.org/WAI/WCAG22/Techniques/html/H51',
  fix: 'write the heading, or make the cell a <td>',
  bad: mailWith('<mj-table><tr><th>Dish</th><th></th></tr><tr><td>Soup</td><td>4</td></tr></mj-table>'),
  good: mailWith('<mj-table><tr><th>Dish</th><th>Price</th></tr><tr><td>Soup</td><td>4</td></tr></mj-table>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const heading of document.elements('th')) {
        if (heading.attribute('aria-label') !== undefined || readableText(heading) !== '') continue
        if ([...elementsOf(heading.children)].some((each) => (each.attribute('alt') ?? '').trim() !== '')) continue
        if (!heading.children.every(({ kind }) => kind === 'text')) continue
        const table = tableOf(heading)
        if (table === undefined || /^(?:presentation|none)$/.test(table.attribute('role') ?? '')) continue
        // Old frameworks place things by th alone: what heads no cell is no heading.
        if (!document.elements('td').some((cell) => tableOf(cell) === table)) continue
        report(document.placeAt(heading.begin), 'the heading of the table is empty')
      }
    }
  },
}

function tableOf(cell: MarkupElement): MarkupElement | undefined {
  return [...ancestorsOf(cell)].find(({ name }) => name === 'table' || name === 'mj-table')
}
