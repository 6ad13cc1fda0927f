import type { MarkupElement, MarkupNode } from './markup.js'

/** The elements around a node, the nearest first. */
export function* ancestorsOf(node: MarkupNode): Generator<MarkupElement> {
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) yield parent
}

/** Whether one of these elements is around the node. */
export function isInside(node: MarkupNode, ...names: readonly string[]): boolean {
  for (const { name } of ancestorsOf(node)) if (names.includes(name)) return true
  return false
}

/** Whether an element states defaults for others, and is none itself. */
export function isDefault(element: MarkupElement): boolean {
  return isInside(element, 'mj-attributes', 'mj-html-attributes')
}
