import { isDefault } from './ancestors.js'
import type { LintDocument } from './lint-document.js'
import type { MarkupAttribute, MarkupElement } from './markup.js'

/** An element that leads somewhere when it is clicked. */
export interface MarkupLink {
  readonly element: MarkupElement
  /** undefined for a button that leads nowhere. */
  readonly href: MarkupAttribute | undefined
}

const linking: ReadonlySet<string> = new Set([
  ...['a', 'area', 'mj-button', 'mj-image', 'mj-navbar-link', 'mj-social-element', 'mj-carousel-image'],
])

/** Every link of a document, in order. */
export function linksOf(document: LintDocument): readonly MarkupLink[] {
  return document
    .elements()
    .filter((element) => linking.has(element.name) && !isDefault(element))
    .map((element) => ({ element, href: element.attributeNode('href') }))
    .filter(({ element, href }) => href !== undefined || element.name === 'mj-button')
}

/** An address without the white space around it, which clients take away, and with `&amp;` read. */
export function addressOf({ value }: MarkupAttribute): string {
  return value.trim().replaceAll('&amp;', '&')
}
