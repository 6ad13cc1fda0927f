import { isDefault } from '../document/ancestors.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Readers of screen readers jump from heading to heading, by their level. */
export const headingOrder: LintRule = {
  id: 'TPL577',
  group: 'accessibility',
  severity: 'warning',
  title: 'Headings go down one level at a time.',
  why: 'Who moves by headings takes a skipped level for a part of the mail that is missing.',
  source: 'WCAG 2.2, 1.3.1, technique G141, https://www.w3.org/WAI/WCAG22/Techniques/general/G141',
  fix: 'use the next level, and give the heading its size by a style',
  bad: mailWith('<mj-text><h1>Your order</h1><h3>What is in it</h3></mj-text>'),
  good: mailWith('<mj-text><h1>Your order</h1><h2>What is in it</h2></mj-text>'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      let level: number | undefined
      for (const element of document.elements()) {
        const own = /^h([1-6])$/.exec(element.name)?.[1]
        if (own === undefined || isDefault(element)) continue
        if (level !== undefined && Number(own) > level + 1) {
          const message = `<${element.name}> follows <h${level}>, so that a level is missing between them`
          report(document.placeAt(element.begin), message)
        }
        level = Number(own)
      }
    }
  },
}
