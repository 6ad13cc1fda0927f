import type { MarkupElement } from './markup.js'
import type { AttributeLookup } from './mjml-attributes.js'
import type { StyleSheets } from './style-sheets.js'
import { isFilledIn, styleOf, stylesOf } from './styles.js'

/** A colour as it was written, and where. */
export interface Paint {
  readonly value: string
  readonly begin: number
}

/** Finds the colours of a text from the elements around it, the nearest first; undefined where it is not certain. */
export interface PaintLookup {
  colour(around: readonly MarkupElement[]): Paint | undefined
  background(around: readonly MarkupElement[]): Paint | undefined
  /** 24 px, or 18.66 px and bold, as WCAG defines large text. */
  isLarge(around: readonly MarkupElement[]): boolean
}

/** Elements of mjml whose colours rules know. */
const knownText: ReadonlySet<string> = new Set(['mj-text', 'mj-table', 'mj-button'])
const pictures = /^(?:background|background-image)$/

/** Makes the lookup for the documents of one mail. */
export function createPaint(lookup: AttributeLookup, sheets: StyleSheets): PaintLookup {
  return {
    colour(around) {
      for (const element of around) {
        const style = styleOf(element, 'color')
        if (style !== undefined) return isFilledIn(style) || style.value === 'inherit' ? undefined : style
        const font = element.name === 'font' ? element.attributeNode('color') : undefined
        if (font !== undefined) return { value: font.value, begin: font.valueBegin }
        if (sheets.sets(element, 'color')) return undefined
        // Links have the colour of the client where nobody gives them one.
        if (element.name === 'a') return undefined
        if (!element.name.startsWith('mj-')) continue
        return knownText.has(element.name) ? attributePaint(element, ['color']) : undefined
      }
      return undefined
    },
    background(around) {
      for (const element of around) {
        const style = stylesOf(element).findLast(
          ({ property }) => property === 'background-color' || pictures.test(property),
        )
        if (style !== undefined) return style.property === 'background-image' || isFilledIn(style) ? undefined : style
        if (['background', 'background-url'].some((name) => element.attribute(name) !== undefined)) return undefined
        const names = element.name.startsWith('mj-') ? backgroundsOf(element) : ['bgcolor']
        const own = attributePaint(element, names)
        if (own !== undefined) return own
        if (sheets.sets(element, 'background-color') || sheets.sets(element, 'background-image')) return undefined
      }
      // What nobody paints is white in every client that is not dark, unless a style sheet paints it.
      const [root] = around.slice(-1)
      const whole = root?.name === 'mjml' || root?.name === 'html'
      return whole && !sheets.setsSomewhere('background-color') ? { value: '#ffffff', begin: root.begin } : undefined
    },
    isLarge(around) {
      if (around.some(({ name }) => /^h[1-3]$/.test(name))) return true
      const bold = around.some(
        (element) =>
          /^(?:b|strong|h\d|th)$/.test(element.name) ||
          /^(?:bold|[789]00)$/.test(styleOf(element, 'font-weight')?.value ?? lookup(element, 'font-weight') ?? ''),
      )
      for (const element of around) {
        const size =
          styleOf(element, 'font-size')?.value ??
          (element.name.startsWith('mj-') ? lookup(element, 'font-size') : undefined)
        const [, number, unit] = /^([\d.]+)(px|pt|em|rem|%)$/.exec(size ?? '') ?? []
        if (number === undefined) continue
        // What is measured by something else is taken for large: nothing is said then that is not certain.
        if (unit !== 'px' && unit !== 'pt') return true
        const pixels = Number(number) * (unit === 'pt' ? 4 / 3 : 1)
        return pixels >= 24 || (bold && pixels >= 18.66)
      }
      return false
    },
  }

  function attributePaint(element: MarkupElement, names: readonly string[]): Paint | undefined {
    for (const name of names) {
      const own = element.attributeNode(name)
      if (own !== undefined) return { value: own.value, begin: own.valueBegin }
      const value = element.name.startsWith('mj-') ? lookup(element, name) : undefined
      if (value !== undefined) return { value, begin: element.begin }
    }
    return undefined
  }
}

function backgroundsOf({ name }: MarkupElement): readonly string[] {
  if (name === 'mj-button') return ['background-color', 'container-background-color']
  if (name === 'mj-column') return ['inner-background-color', 'background-color']
  return ['background-color', 'container-background-color']
}
