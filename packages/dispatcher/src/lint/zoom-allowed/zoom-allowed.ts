import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Phones take `viewport` of a mail at its word. */
export const zoomAllowed: LintRule = {
  id: 'TPL582',
  group: 'accessibility',
  severity: 'warning',
  title: 'Readers may enlarge the mail.',
  why: 'Where `viewport` forbids it, somebody with weak eyes cannot make the text any larger.',
  source: 'WCAG 2.2, 1.4.4 Resize Text, https://www.w3.org/TR/WCAG22/#resize-text; axe rule `meta-viewport`',
  fix: 'write content="width=device-width, initial-scale=1" and nothing else',
  bad: mailWith('', '<mj-raw><meta name="viewport" content="width=device-width, user-scalable=no" /></mj-raw>'),
  good: mailWith('', '<mj-raw><meta name="viewport" content="width=device-width, initial-scale=1" /></mj-raw>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const meta of document.elements('meta')) {
        if (meta.attribute('name')?.toLowerCase() !== 'viewport') continue
        const content = meta.attributeNode('content')
        if (content === undefined) continue
        const forbids = /user-scalable\s*=\s*(?:no|0)\b/i.exec(content.value)?.[0]
        const largest = /maximum-scale\s*=\s*([\d.]+)/i.exec(content.value)
        const limits = largest !== null && Number(largest[1]) < 2 ? largest[0] : undefined
        const wrong = forbids ?? limits
        if (wrong !== undefined)
          report(document.placeAt(content.valueBegin), `\`${wrong}\` keeps readers from enlarging the mail`)
      }
    }
  },
}
