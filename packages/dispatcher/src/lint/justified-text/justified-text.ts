import { isDefault } from '../document/ancestors.js'
import { stylesOf } from '../document/styles.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Mail clients do not hyphenate, so that justified text has holes, on a phone most of all. */
export const justifiedText: LintRule = {
  id: 'TPL580',
  group: 'accessibility',
  severity: 'warning',
  title: 'Text is not stretched to the full width of its column.',
  why: 'The gaps between words form rivers, in which people with dyslexia lose the line; on a phone two words may fill one.',
  source: 'WCAG 2.2, 1.4.8 Visual Presentation, failure F88, https://www.w3.org/WAI/WCAG22/Techniques/failures/F88',
  fix: 'align the text to the left, or to the right in languages that run that way',
  bad: mailWith('<mj-text align="justify">Your box comes tomorrow.</mj-text>'),
  good: mailWith('<mj-text align="left">Your box comes tomorrow.</mj-text>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const element of document.elements()) {
        const align = element.attributeNode('align')
        if (align?.value.trim().toLowerCase() === 'justify')
          report(document.placeAt(align.begin), `<${element.name}> is justified`)
        if (isDefault(element)) continue
        for (const { property, value, begin } of stylesOf(element))
          if (property === 'text-align' && value.toLowerCase() === 'justify')
            report(document.placeAt(begin), `<${element.name}> is justified`)
      }
    }
  },
}
