import { ancestorsOf } from '../document/ancestors.js'
import { createAttributeLookup } from '../document/mjml-attributes.js'
import { readStyleSheets } from '../document/style-sheets.js'
import { isHidden, styleOf } from '../document/styles.js'
import { textsOf } from '../document/texts.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Pixels, as Lighthouse counts legible text. */
const smallest = 12

/** Looks at the nearest size that is stated in pixels or points; what a style sheet does nobody knows. */
export const textSize: LintRule = {
  id: 'TPL576',
  group: 'accessibility',
  severity: 'warning',
  title: 'Text is 12 pixels tall at least.',
  why: 'On a phone it cannot be read without zooming, and a mail does not zoom well.',
  source: 'Lighthouse, audit `font-size` (legible text), https://developer.chrome.com/docs/lighthouse/seo/font-size',
  fix: 'set font-size to 12px or more; 16px reads well',
  bad: mailWith('<mj-text font-size="9px">It comes tomorrow.</mj-text>'),
  good: mailWith('<mj-text font-size="14px">It comes tomorrow.</mj-text>'),
  check: ({ documents }, report) => {
    const lookup = createAttributeLookup(documents)
    const sheets = readStyleSheets(documents)
    for (const document of documents) {
      const told = new Set<number>()
      for (const text of textsOf(document)) {
        // A separator or a footnote mark is no text to read.
        if (isHidden(text) || !/[\p{L}\p{N}]{2}/u.test(text.text)) continue
        for (const element of ancestorsOf(text)) {
          if (element.name === 'sup' || element.name === 'sub') break
          const style = styleOf(element, 'font-size')
          const own = element.attributeNode('font-size')
          const value = style?.value ?? (element.name.startsWith('mj-') ? lookup(element, 'font-size') : undefined)
          if (value === undefined) {
            if (sheets.sets(element, 'font-size')) break
            continue
          }
          const begin = style?.begin ?? own?.begin ?? element.begin
          const [, number, unit] = /^([\d.]+)(px|pt)$/.exec(value.trim()) ?? []
          const pixels = Number(number) * (unit === 'pt' ? 4 / 3 : 1)
          // Next to nothing is a way to hide, which is meant.
          if (number !== undefined && pixels > 2 && pixels < smallest && !told.has(begin)) {
            told.add(begin)
            report(document.placeAt(begin), `the text is ${value} tall`)
          }
          break
        }
      }
    }
  },
}
