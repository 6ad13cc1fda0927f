import { parseDocument } from 'htmlparser2'

import type { MarkupAttribute, MarkupElement, MarkupNode } from './markup.js'
import { maskTokens } from './mask-tokens.js'

type ParsedNode = ReturnType<typeof parseDocument>['children'][number]

const startTag = /<[^\s/>]+/y
/** Skips tokens between attributes, and the value of one whose name is a token. */
const attributeGap = /(?:[\s/\uE000]|=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))*/y
const attributeForm = /([^\s=>"'/\uE000][^\s=>"'/]*)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+))?/y

/**
 * Reads MJML or HTML as the author wrote it, template tokens and all, with the offset of everything. Forgiving: what is
 * not well-formed is read as a browser would, and said by others.
 */
export function readMarkup(text: string): readonly MarkupNode[] {
  const masked = maskTokens(text)
  const { children } = parseDocument(masked, {
    withStartIndices: true,
    withEndIndices: true,
    recognizeSelfClosing: true,
    decodeEntities: false,
  })
  return nodesOf(children, undefined)

  function nodesOf(nodes: readonly ParsedNode[], parent: MarkupElement | undefined): readonly MarkupNode[] {
    return nodes.flatMap((node) => nodeOf(node, parent))
  }

  function nodeOf(node: ParsedNode, parent: MarkupElement | undefined): readonly MarkupNode[] {
    const begin = node.startIndex ?? 0
    const end = (node.endIndex ?? begin) + 1
    if ('attribs' in node) {
      const children: MarkupNode[] = []
      const attributes = attributesAt(begin)
      const attributeNode = (name: string): MarkupAttribute | undefined => attributes.find((each) => each.name === name)
      const element: MarkupElement = {
        kind: 'element',
        name: node.name,
        attributes,
        children,
        parent,
        begin,
        end,
        attribute: (name) => attributeNode(name)?.value,
        attributeNode,
      }
      children.push(...nodesOf(node.children, element))
      return [element]
    }
    if (node.type === 'text') return [{ kind: 'text', text: text.slice(begin, end), parent, begin, end }]
    if (node.type === 'comment')
      return [{ kind: 'comment', text: text.slice(begin + '<!--'.length, end - '-->'.length), parent, begin, end }]
    return 'children' in node ? nodesOf(node.children, parent) : []
  }

  function attributesAt(begin: number): readonly MarkupAttribute[] {
    startTag.lastIndex = begin
    if (!startTag.test(masked)) return []
    const found: MarkupAttribute[] = []
    const next = (from: number): RegExpExecArray | null => {
      attributeGap.lastIndex = from
      attributeGap.test(masked)
      attributeForm.lastIndex = attributeGap.lastIndex
      return attributeForm.exec(masked)
    }
    for (let match = next(startTag.lastIndex); match !== null; match = next(attributeForm.lastIndex)) {
      const [, written = '', between = '', quoted = ''] = match
      // Behind a name alone the mask is a token of its own.
      const name = quoted === '' ? written.replace(/\uE000+$/, '') : written
      const quotes = /^["']/.test(quoted) ? 1 : 0
      const valueBegin = match.index + written.length + between.length + quotes
      const value = text.slice(valueBegin, valueBegin + quoted.length - 2 * quotes)
      found.push({ name: name.toLowerCase(), value, begin: match.index, valueBegin })
    }
    return found
  }
}
