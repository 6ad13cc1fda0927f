import { fileNameOf, picturesOf } from '../document/pictures.js'
import { mailWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const placeholder =
  /^(?:alt(?:[ -]?text)?|image|img|picture|photo|pic|graphic|icon|spacer|placeholder|bild|foto|grafik|untitled|(?:img|dsc|image|picture|pic|photo|bild)[ _-]?\d+)$/i
const fileName = /^[\w.()-]+\.(?:png|jpe?g|gif|webp|svg|bmp|avif)$/i

/** A text that is only there to satisfy a checker says as little as none. */
export const alternativeWords: LintRule = {
  id: 'TPL572',
  group: 'accessibility',
  severity: 'warning',
  title: 'An alternative text says what the picture says.',
  why: 'A screen reader reads "I M G underscore 1 2 3 4 dot P N G" aloud, and the reader knows no more than before.',
  source: 'WCAG 2.2, 1.1.1, failure F30, https://www.w3.org/WAI/WCAG22/Techniques/failures/F30',
  fix: 'write what the picture tells, or alt="" where it only decorates',
  bad: mailWith('<mj-image src="https://shop.example/box.png" alt="box.png" />'),
  good: mailWith('<mj-image src="https://shop.example/box.png" alt="Open box with bread and leek" />'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const picture of picturesOf(document)) {
        const alt = picture.attributeNode('alt')
        const words = alt?.value.trim() ?? ''
        if (alt === undefined || words === '') continue
        const isFile = fileName.test(words) || words === fileNameOf(picture.attribute('src') ?? '')
        if (!isFile && !placeholder.test(words)) continue
        report(document.placeAt(alt.valueBegin), `the alternative text \`${words}\` says nothing of the picture`)
      }
    }
  },
}
