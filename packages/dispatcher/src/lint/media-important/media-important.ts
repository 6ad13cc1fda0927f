import { mailExample } from '../clients/mail-example.js'
import type { LintDocument } from '../document/lint-document.js'
import { stylesOf } from '../document/read-styles.js'
import type { Style, StyleDeclaration } from '../document/style.js'
import type { LintRule } from '../lint-rule.js'

const example = (color: string) =>
  mailExample({
    head: `<mj-style>\n  @media (prefers-color-scheme: dark) {\n    .price { color: ${color} }\n  }\n</mj-style>`,
    body: '<mj-text>That is <span class="price" style="color: #333333">12 euros</span>.</mj-text>',
  })

const namesOf = (text: string | undefined): readonly string[] => (text ?? '').match(/\S+/g) ?? []

/** Style attributes by the classes of their elements. */
function byClass(document: LintDocument): ReadonlyMap<string, readonly Style[]> {
  const found = new Map<string, Style[]>()
  for (const style of stylesOf(document)) {
    if (!style.inline) continue
    for (const name of namesOf(style.element.attribute('class'))) {
      const known = found.get(name)
      if (known === undefined) found.set(name, [style])
      else known.push(style)
    }
  }
  return found
}

/** The style attributes that a selector changes, where it asks for a class and nothing else: `.price`, `span.price`. */
function attributesOf(styles: ReadonlyMap<string, readonly Style[]>, selector: string): readonly Style[] {
  const [, tag = '', name] = /^([a-z0-9]*)\.([\w-]+)$/i.exec(selector) ?? []
  if (name === undefined) return []
  return (styles.get(name) ?? []).filter(({ element }) => tag === '' || element.name === tag.toLowerCase())
}

const saysOther = ({ blocks }: Style, { property, value }: StyleDeclaration): boolean =>
  blocks.some(({ declarations }) => declarations.some((other) => other.property === property && other.value !== value))

/** Styles for dark mode or narrow screens that never apply. */
export const mediaImportant: LintRule = {
  id: 'TPL614',
  group: 'clients',
  severity: 'warning',
  title: 'What a media query changes is stronger than the style attribute that it changes.',
  why: 'A style attribute beats every style sheet: in dark mode, or on a phone, the mail looks as everywhere else.',
  source: 'https://www.w3.org/TR/css-style-attr/#interpret',
  fix: 'add `!important` to the declaration in the media query',
  bad: example('#eeeeee'),
  good: example('#eeeeee !important'),
  check: ({ documents }, report) => {
    for (const document of documents) {
      const styles = byClass(document)
      for (const { blocks } of stylesOf(document)) {
        for (const { within, selectors, declarations } of blocks) {
          if (!within.some(({ name }) => name === 'media')) continue
          const beaten = selectors.flatMap(({ text }) => attributesOf(styles, text))
          const weak = declarations.find(
            (declaration) => !declaration.important && beaten.some((style) => saysOther(style, declaration)),
          )
          if (weak === undefined) continue
          const message = `\`${weak.property}\` never applies: a style attribute of the element says another one`
          report(document.placeAt(weak.begin), message)
        }
      }
    }
  },
}
