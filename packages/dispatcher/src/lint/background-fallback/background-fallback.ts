import { clientsAt } from '../clients/audience.js'
import { clientsWithout } from '../clients/client-support.js'
import { clientList } from '../clients/client-words.js'
import type { LintDocument } from '../document/lint-document.js'
import type { MarkupElement } from '../document/markup.js'
import { maskedCharacter, maskTokens } from '../document/mask-tokens.js'
import { styleOn, stylesOf } from '../document/read-styles.js'
import type { StyleBlock, StyleDeclaration } from '../document/style.js'
import type { LintRule } from '../lint-rule.js'
import type { LintSubject } from '../lint-subject.js'

const section = (attributes: string) => ({
  'email.mjml': `<mjml lang="en">
  <mj-head>
    <mj-title>Your order is on its way</mj-title>
  </mj-head>
  <mj-body>
    <mj-section background-url="https://shop.example/sea.png"${attributes}>
      <mj-column>
        <mj-text color="#ffffff">Hello {{ name }}, your order is on its way.</mj-text>
      </mj-column>
    </mj-section>
    <mj-section>
      <mj-column>
        <mj-button href="{{ url }}">Follow your order</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`,
})

/** Words of `background` that are no colour. */
const placing =
  /^(?:none|transparent|initial|inherit|unset|(?:no-)?repeat(?:-[xy])?|space|round|left|right|top|bottom|center|cover|contain|auto|scroll|fixed|local|(?:border|padding|content)-box|text|important)$/

/** Whether a declaration, without its pictures, names a colour; a token may. */
function namesColour({ property, value }: StyleDeclaration): boolean {
  if (property !== 'background' && property !== 'background-color') return false
  const rest = maskTokens(value)
    .replace(/(?:url|[a-z-]*gradient)\((?:[^()]|\([^()]*\))*\)/gi, ' ')
    .toLowerCase()
  if (rest.includes(maskedCharacter) || /#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\(|var\(/.test(rest)) return true
  return (rest.match(/[a-z-]+/g) ?? []).some(
    (word) => word !== '-' && !placing.test(word) && !/^(?:px|em|rem|pt|vh|vw)$/.test(word),
  )
}

const showsPicture = ({ property, value, functions }: StyleDeclaration): boolean =>
  (property === 'background' || property === 'background-image') &&
  functions.concat(/url\(/i.test(value) ? 'url' : []).some((name) => name === 'url' || name.endsWith('gradient'))

const colours = ({ declarations }: Pick<StyleBlock, 'declarations'>): boolean => declarations.some(namesColour)

/** Whether the element, or one around it, has a colour of its own in an attribute. */
function isColoured(document: LintDocument, element: MarkupElement): boolean {
  for (let each: MarkupElement | undefined = element; each !== undefined; each = each.parent) {
    if (each.attribute('bgcolor') !== undefined || each.attribute('background-color') !== undefined) return true
    if (styleOn(document, each)?.blocks.some(colours)) return true
  }
  return false
}

/** Whether `<mj-attributes>` gives all elements of that name a colour. */
const hasDefault = ({ documents }: LintSubject, { name }: MarkupElement): boolean =>
  documents
    .flatMap((document) => document.elements('mj-attributes'))
    .flatMap(({ children }) => children)
    .some((child) => {
      if (child.kind !== 'element' || (child.name !== name && child.name !== 'mj-all')) return false
      return child.attribute('background-color') !== undefined
    })

/** Pictures behind text, with nothing behind them. */
export const backgroundFallback: LintRule = {
  id: 'TPL613',
  group: 'clients',
  severity: 'warning',
  title: 'Behind a background picture or gradient there is a colour.',
  why: 'Where pictures are off or backgrounds ignored, text that was made for the picture stands on white.',
  source: 'https://www.caniemail.com/features/css-background-image/',
  fix: 'add a background colour on which the text can be read',
  bad: section(''),
  good: section(' background-color="#224466"'),
  check: (subject, report) => {
    for (const document of subject.documents) {
      const tell = (at: number, form: string, what: string): void => {
        const without = clientsWithout(form, clientsAt(subject, document, at))
        const who = without.length === 0 ? 'where pictures are off' : `in ${clientList(without)}`
        report(document.placeAt(at), `${what} has no colour behind it, so it is white ${who}`)
      }
      for (const { inline, element, blocks } of stylesOf(document)) {
        for (const block of blocks) {
          const picture = block.declarations.find(showsPicture)
          if (picture === undefined || block.within.length > 0 || colours(block)) continue
          if (inline && isColoured(document, element)) continue
          const gradient = picture.functions.find((name) => name.endsWith('gradient'))
          tell(picture.begin, gradient === undefined ? 'background-image:' : `${gradient}()`, `\`${picture.property}\``)
        }
      }
      for (const element of document.elements()) {
        const address = element.attributeNode('background-url')
        // A class may bring the colour.
        if (address === undefined || element.attribute('mj-class') !== undefined) continue
        if (!isColoured(document, element) && !hasDefault(subject, element))
          tell(address.begin, 'background-image:', 'the background picture')
      }
    }
  },
}
