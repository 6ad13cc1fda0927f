import { isDefault } from '../document/ancestors.js'
import type { MarkupElement } from '../document/markup.js'
import { createAttributeLookup } from '../document/mjml-attributes.js'
import type { LintRule } from '../lint-rule.js'

const section = (width: string) => ({
  'email.mjml': `<mjml lang="en"><mj-head><mj-title>Your order</mj-title></mj-head><mj-body><mj-section>
    <mj-column width="${width}"><mj-text>Hello {{ name }}</mj-text></mj-column>
    <mj-column width="${width}"><mj-text>It comes tomorrow.</mj-text></mj-column>
  </mj-section></mj-body></mjml>`,
})

/** A second row of columns is a second section. */
export const columnsFit: LintRule = {
  id: 'TPL430',
  group: 'structure',
  severity: 'warning',
  title: 'The columns of a section fill it and no more.',
  why: 'Outlook on Windows sets them in one row all the same, and stretches the mail; other clients break the row where they like.',
  source:
    'CSS 2.2, 9.4.2 (inline blocks that do not fit go into the next line); mjml, mj-column, https://documentation.mjml.io/#mj-column',
  fix: 'let the widths add up to 100%, and put a second row into a section of its own',
  bad: section('60%'),
  good: section('50%'),
  check: ({ documents }, report) => {
    const lookup = createAttributeLookup(documents)
    for (const document of documents) {
      for (const row of [...document.elements('mj-section'), ...document.elements('mj-group')]) {
        if (
          isDefault(row) ||
          row.children.some(({ kind, ...node }) => kind === 'text' && 'text' in node && /\{[%{]|<%/.test(node.text))
        )
          continue
        const columns = row.children.filter(
          (node): node is MarkupElement => node.kind === 'element' && /^mj-(?:column|group)$/.test(node.name),
        )
        const widths = columns.map((column) => lookup(column, 'width'))
        const shares = widths.map((width) =>
          width === undefined ? 100 / columns.length : Number(/^([\d.]+)%$/.exec(width.trim())?.[1]),
        )
        const sum = shares.reduce((total, share) => total + share, 0)
        if (sum > 101) report(document.placeAt(row.begin), `the columns are ${Math.round(sum)}% wide together`)
      }
    }
  },
}
