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

/** Whether a node is kept from being seen: as the preheader in HTML is, or a row for one client only. */
export function isHidden(node: MarkupNode): boolean {
  for (const element of ancestorsOf(node)) {
    if (element.attribute('hidden') !== undefined) return true
    for (const { property, value } of stylesOf(element)) {
      if (property === 'display' && value === 'none') return true
      if (property === 'mso-hide' || (property === 'visibility' && value === 'hidden')) return true
      if (/^(?:opacity|max-height|font-size)$/.test(property) && /^[01](?:\.0+)?(?:px)?$/.test(value) && value !== '1')
        return true
    }
  }
  return false
}
