import { missing, plainBlocks } from '../clients/audience.js'
import { clientList } from '../clients/client-words.js'
import { mailExample } from '../clients/mail-example.js'
import { maskTokens } from '../document/mask-tokens.js'
import type { StyleBlock, StyleDeclaration } from '../document/style.js'
import type { LintRule } from '../lint-rule.js'

/** What may be missing without harm: the words that only ask for what is there anyway, and pictures, which have a rule. */
const harmless = /^(?:=initial|=system-ui|=ui-.*|url\(\)|[a-z-]*gradient\(\))$/

const formsOf = ({ functions, units, words }: StyleDeclaration): readonly string[] =>
  [
    ...functions.map((name) => `${name}()`),
    ...units.map((unit) => `0${unit}`),
    ...words.map((word) => `=${word}`),
  ].filter((form) => !harmless.test(form))

/** `background` is what a client without `background-color: rgba()` falls back to. */
const shorthand = (property: string): string => property.replace(/^background-color$/, 'background')

const fallsBack = ({ declarations }: StyleBlock, { property, begin }: StyleDeclaration): boolean =>
  declarations.some((other) => other.begin < begin && shorthand(other.property) === shorthand(property))

/** Attributes of MJML elements that mjml writes into style attributes as they stand. */
const written =
  /^(?:(?:container-|inner-)?background-color|color|font-size|line-height|width|height|border(?:-\w+)?|padding(?:-\w+)?)$/

/** Functions and rare units. Most values are neither, and are not looked at further. */
const unusual = /\(|\d(?!px|em|pt)[a-z]/i

/** How the data calls what is in a value, without a parser: attributes of MJML are short. */
const formsIn = (value: string): readonly string[] => [
  ...[...value.matchAll(/([a-z-]+)\(/gi)].map(([, name = '']) => `${name.toLowerCase()}()`),
  ...[...value.matchAll(/\d([a-z]+)/gi)].map(([, unit = '']) => `0${unit.toLowerCase()}`),
]

/** Values that make a client drop the whole declaration. */
export const cssValues: LintRule = {
  id: 'TPL601',
  group: 'clients',
  severity: 'warning',
  title: 'A value that some clients do not know has one before it that they do.',
  why: 'A client drops a declaration whose value it does not know: the colour, size or width is then its own default.',
  source: 'https://www.caniemail.com/features/css-variables/',
  fix: 'write the same property with a plain value before it, as `width: 90%; width: calc(100% - 40px)`; in an attribute of MJML write the plain value',
  bad: mailExample({ head: '<mj-style>\n  .price { color: rgba(0, 0, 0, 0.8) }\n</mj-style>' }),
  good: mailExample({ head: '<mj-style>\n  .price { color: #333333; color: rgba(0, 0, 0, 0.8) }\n</mj-style>' }),
  check: (subject, report) => {
    for (const { document, block } of plainBlocks(subject)) {
      for (const declaration of block.declarations) {
        if (declaration.property.startsWith('--') || fallsBack(block, declaration)) continue
        const dropping = missing(subject, document, declaration, formsOf(declaration))
        if (dropping.length === 0) continue
        const ignored = missing(subject, document, declaration, [`${declaration.property}:`])
        // Who ignores the property cannot lose its value.
        const without = dropping.filter(({ client }) => !ignored.some((each) => each.client === client))
        if (without.length === 0) continue
        const { property, value, begin } = declaration
        report(document.placeAt(begin), `\`${property}: ${value}\` is dropped by ${clientList(without)}`)
      }
    }
    for (const document of subject.documents) {
      for (const { name, attributes } of document.elements()) {
        if (!name.startsWith('mj-')) continue
        for (const attribute of attributes) {
          if (!written.test(attribute.name) || !unusual.test(attribute.value)) continue
          const forms = formsIn(maskTokens(attribute.value)).filter((form) => !harmless.test(form))
          const without = missing(subject, document, { begin: attribute.valueBegin }, forms)
          if (without.length === 0) continue
          const what = `\`${attribute.name}="${attribute.value}"\``
          report(document.placeAt(attribute.valueBegin), `${what} is dropped by ${clientList(without)}`)
        }
      }
    }
  },
}
