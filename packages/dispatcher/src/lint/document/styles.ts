import { ancestorsOf } from './ancestors.js'
import type { MarkupElement, MarkupNode } from './markup.js'
import { maskedCharacter, maskTokens } from './mask-tokens.js'

/** One declaration of a `style` attribute. Offsets are into the document. */
export interface Declaration {
  /** In small letters. */
  readonly property: string
  /** Without `!important`. */
  readonly value: string
  readonly begin: number
}

const read = new WeakMap<MarkupElement, readonly Declaration[]>()

/** What the `style` attribute of an element declares, in order. Each is read once. */
export function stylesOf(element: MarkupElement): readonly Declaration[] {
  const known = read.get(element)
  if (known !== undefined) return known
  const styles = readStyles(element)
  read.set(element, styles)
  return styles
}

function readStyles(element: MarkupElement): readonly Declaration[] {
  const style = element.attributeNode('style')
  if (style === undefined) return []
  // Masked, so that a semicolon inside of a token ends nothing.
  const masked = maskTokens(style.value)
  return [...masked.matchAll(/([A-Za-z-]+)\s*:\s*((?:[^;"'(]|\([^)]*\)|"[^"]*"|'[^']*')*)/g)].map((match) => {
    const [, property = '', value = ''] = match
    return {
      property: property.toLowerCase(),
      value: value.replace(/!\s*important/i, '').trim(),
      begin: style.valueBegin + match.index,
    }
  })
}

/** The last declaration of a property, which is the one that counts; undefined where there is none. */
export function styleOf(element: MarkupElement, property: string): Declaration | undefined {
  return stylesOf(element).findLast((declaration) => declaration.property === property)
}

/** Whether a part of a declared value is filled in later. */
export function isFilledIn({ value }: Declaration): boolean {
  return value.includes(maskedCharacter)
}

/** Next to nothing, of a size. */
const nothing = /^(?:0|0\.0+|[01](?:\.0+)?px)$/

/**
 * Whether a node is kept from being seen: as the preheader in HTML is, or a row for one client only. Size hides text alone,
 * and of what is inherited the nearest counts: cells around text are often set in no size, against gaps between pictures.
 */
export function isHidden(node: MarkupNode): boolean {
  const inherited = new Set(node.kind === 'element' ? ['font-size'] : [])
  for (const element of node.kind === 'element' ? [node, ...ancestorsOf(node)] : ancestorsOf(node)) {
    if (element.attribute('hidden') !== undefined) return true
    const styles = stylesOf(element)
    for (const { property, value } of styles) {
      if (property === 'display' && value === 'none') return true
      if (property === 'mso-hide') return true
      if (property === 'visibility' && value === 'hidden' && !inherited.has(property)) return true
      if (property === 'font-size' && nothing.test(value) && !inherited.has(property)) return true
      if ((property === 'opacity' || property === 'max-height') && nothing.test(value)) return true
    }
    for (const { property } of styles) if (/^(?:visibility|font-size)$/.test(property)) inherited.add(property)
  }
  return false
}
