import { missing, plainBlocks } from '../clients/audience.js'
import { clientList } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import type { StyleDeclaration } from '../document/style.js'
import type { LintRule } from '../lint-rule.js'

const properties = /^(?:grid-template(?:-\w+)?|column-count|columns|inset|object-fit|aspect-ratio|shape-outside)$/

/** How the data calls what places boxes; undefined for what does not. */
function formOf({ property, words }: StyleDeclaration): string | undefined {
  if (property === 'display') {
    if (words.some((word) => word === 'flex' || word === 'inline-flex')) return 'display:flex'
    if (words.some((word) => word === 'grid' || word === 'inline-grid')) return 'display:grid'
  }
  if (property === 'position' && words.some((word) => /^(?:absolute|fixed|sticky)$/.test(word))) return 'position:'
  return properties.test(property) ? `${property}:` : undefined
}

/** Boxes that stand beside each other on the web and below each other in a mail. */
export const layoutCss: LintRule = {
  id: 'TPL600',
  group: 'clients',
  severity: 'warning',
  title: 'The layout does not depend on CSS that mail clients ignore.',
  why: 'Where flex boxes, grids or absolute positions are ignored, the parts fall below or onto each other.',
  source: 'https://www.caniemail.com/features/css-display-flex/',
  fix: 'place boxes with mj-section and mj-column, or with a table in HTML',
  bad: mailExample({ head: '<mj-style>\n  .row { display: flex }\n</mj-style>' }),
  good: mailExample({ head: '<mj-style>\n  .row { text-align: center }\n</mj-style>' }),
  check: (subject, report) => {
    for (const { document, block } of plainBlocks(subject)) {
      for (const declaration of block.declarations) {
        const form = formOf(declaration)
        const without = form === undefined ? [] : missing(subject, document, declaration, [form])
        if (without.length === 0) continue
        const { property, value, begin } = declaration
        report(document.placeAt(begin), `\`${property}: ${value}\` is ignored by ${clientList(without)}`)
        // What else the block says of its layout is cured together with this.
        break
      }
    }
  },
}
