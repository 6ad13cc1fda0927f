import { mailExample } from '../clients/mail-example.js'
import type { LintDocument } from '../document/lint-document.js'
import { maskedCharacter, maskTokens } from '../document/mask-tokens.js'
import { stylesOf } from '../document/read-styles.js'
import type { LintRule } from '../lint-rule.js'

/** What CSS itself knows, and fonts that come with Windows, macOS, iOS or Android. */
const known = new Set(
  `serif sans-serif monospace cursive fantasy system-ui ui-serif ui-sans-serif ui-monospace ui-rounded -apple-system
  blinkmacsystemfont inherit initial unset revert|arial|arial black|helvetica|helvetica neue|georgia|times|times new roman
  |verdana|tahoma|trebuchet ms|courier|courier new|lucida sans|lucida sans unicode|lucida grande|lucida console|geneva
  |palatino|palatino linotype|book antiqua|segoe ui|calibri|cambria|candara|consolas|corbel|constantia|impact|monaco|menlo
  |comic sans ms|century gothic|garamond|gill sans|optima|avenir|avenir next|futura|baskerville|didot|hoefler text
  |franklin gothic medium|microsoft yahei|pingfang sc|hiragino sans|meiryo|malgun gothic`
    .split('|')
    .flatMap((part, index) => (index === 0 ? part.split(/\s+/) : [part.trim()])),
)

const isKnown = (value: string): boolean =>
  value
    .replace(/&(?:quot|apos|#39|#34);/g, '')
    .split(',')
    .some((family) =>
      known.has(
        family
          .trim()
          .replace(/^["']|["']$/g, '')
          .trim()
          .toLowerCase(),
      ),
    )

/** Every list of fonts in a document with its place: of CSS, and of `font-family` attributes. */
function* fontLists(document: LintDocument): Generator<readonly [string, number]> {
  for (const { blocks } of stylesOf(document)) {
    for (const { declarations, within } of blocks) {
      if (within.some(({ name }) => name === 'font-face')) continue
      for (const { property, value, begin } of declarations) if (property === 'font-family') yield [value, begin]
    }
  }
  for (const element of document.elements()) {
    const attribute = element.attributeNode('font-family')
    if (attribute !== undefined) yield [attribute.value, attribute.valueBegin]
  }
}

/** Web fonts alone. */
export const fontFallback: LintRule = {
  id: 'TPL612',
  group: 'clients',
  severity: 'warning',
  title: 'A list of fonts has one that every device has.',
  why: 'Gmail and Outlook load no web fonts: with nothing else in the list the text is set in Times New Roman.',
  source: 'https://www.caniemail.com/features/css-at-font-face/',
  fix: 'end the list with a font that is always there, as `Lato, Arial, sans-serif`',
  bad: mailExample({ body: '<mj-text font-family="Lato">In three days.</mj-text>' }),
  good: mailExample({ body: '<mj-text font-family="Lato, Arial, sans-serif">In three days.</mj-text>' }),
  check: ({ documents }, report) => {
    for (const document of documents) {
      for (const [value, begin] of fontLists(document)) {
        if (value.trim() === '' || maskTokens(value).includes(maskedCharacter) || isKnown(value)) continue
        report(document.placeAt(begin), `\`${value}\` names no font that every device has`)
      }
    }
  },
}
