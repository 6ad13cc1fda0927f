import { ancestorsOf } from '../document/ancestors.js'
import { contrastOf, readColour } from '../document/colour.js'
import { createAttributeLookup } from '../document/mjml-attributes.js'
import { createPaint } from '../document/paint.js'
import { readStyleSheets } from '../document/style-sheets.js'
import { isHidden } from '../document/styles.js'
import { textsOf } from '../document/texts.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

/** Says nothing where a colour comes from data, a picture or a style sheet: it looks only at what is certain. */
export const textContrast: LintRule = {
  id: 'TPL575',
  group: 'accessibility',
  severity: 'warning',
  title: 'Text stands out from its background with a contrast of 4.5, large text of 3.',
  why: 'One in twelve men and most people over seventy cannot read pale text, and in the sun nobody can.',
  source: 'WCAG 2.2, 1.4.3 Contrast (Minimum), https://www.w3.org/TR/WCAG22/#contrast-minimum',
  fix: 'make the text darker, or the background lighter',
  bad: mailWith('<mj-text color="#999999" container-background-color="#ffffff">It comes tomorrow.</mj-text>'),
  good: mailWith('<mj-text color="#555555" container-background-color="#ffffff">It comes tomorrow.</mj-text>'),
  check: ({ documents }, report) => {
    const lookup = createAttributeLookup(documents)
    const sheets = readStyleSheets(documents)
    for (const document of documents) {
      const told = new Set<number>()
      const paint = createPaint(lookup, sheets)
      for (const text of textsOf(document)) {
        if (isHidden(text)) continue
        const around = [...ancestorsOf(text)]
        const front = paint.colour(around)
        const back = paint.background(around)
        const [frontColour, backColour] = [readColour(front?.value ?? ''), readColour(back?.value ?? '')]
        if (front === undefined || back === undefined || frontColour === undefined || backColour === undefined) continue
        const needed = paint.isLarge(around) ? 3 : 4.5
        const contrast = contrastOf(frontColour, backColour)
        if (contrast >= needed || told.has(front.begin)) continue
        told.add(front.begin)
        const found = Math.floor(contrast * 100) / 100
        report(
          document.placeAt(front.begin),
          `${front.value} on ${back.value} has a contrast of ${found}, and this text needs ${needed}`,
        )
      }
    }
  },
}
