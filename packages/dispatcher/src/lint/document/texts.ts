import { isInside } from './ancestors.js'
import type { LintDocument } from './lint-document.js'
import type { MarkupNode, MarkupText } from './markup.js'
import { readable } from './readable-text.js'

/** Where text is none that a reader sees. */
const unseen = ['style', 'mj-style', 'script', 'title', 'mj-title', 'mj-preview', 'mj-attributes', 'mj-html-attributes']

/** Every text of a document that a reader sees, in order. */
export function textsOf(document: LintDocument): readonly MarkupText[] {
  const found: MarkupText[] = []
  const walk = (nodes: readonly MarkupNode[]): void => {
    for (const node of nodes) {
      if (node.kind === 'element') walk(node.children)
      else if (node.kind === 'text' && readable(node.text) !== '' && !isInside(node, ...unseen)) found.push(node)
    }
  }
  walk(document.nodes)
  return found
}
