import { parseDocument } from 'htmlparser2'

import { isNestedTooDeep } from '../../templates/html/nesting.js'
import { isFilled, withFilled } from './filled-attributes.js'
import type { MarkupAttribute, MarkupElement, MarkupNode, MarkupText } from './markup.js'
import { maskedCharacter, maskOf, maskTokens } from './mask-tokens.js'

type ParsedNode = ReturnType<typeof parseDocument>['children'][number]

interface ParentNode {
  readonly children: readonly ParsedNode[]
}

/** Nodes that are still to be read, and where they belong. */
interface Pending {
  readonly nodes: readonly ParsedNode[]
  readonly parent: MarkupElement | undefined
  readonly into: MarkupNode[]
  readonly depth: number
}

/** No mail is nested as deep; what is deeper is read as if it stood at this depth, so that no rule goes through more levels. */
const deepest = 500

const startTag = /<[^\s/>]+/y
/** `<td{% if wide %} colspan="2"{% endif %}>`: the name ends before a condition; a value is a part of it. */
const gluedToken = /(<[A-Za-z][\w-]*)\uE000/g
const control = /^(?:\{%|\{\{[#^/]|<%[^=])/
/**
 * Skips tokens between attributes, the value of one whose name is a token, and what should not be there, as a quote too
 * many, which browsers skip as well.
 */
const attributeGap = /(?:[\s"'/\uE000]|=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))*/y
const attributeForm = /([^\s=>"'/\uE000][^\s=>"'/]*)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+))?/y

/**
 * Reads MJML or HTML as the author wrote it, template tokens and all, with the offset of everything. Forgiving: what is
 * not well-formed is read as a browser would, and said by others. Nothing is read of what is nested deeper than browsers read.
 */
export function readMarkup(text: string): readonly MarkupNode[] {
  const masked = maskTokens(text).replace(gluedToken, (match, name: string, offset: number) =>
    control.test(text.slice(offset + name.length, offset + name.length + 3)) ? `${name} ` : match,
  )
  if (isNestedTooDeep(masked)) return []
  const { children } = parseDocument(masked, {
    withStartIndices: true,
    withEndIndices: true,
    recognizeSelfClosing: true,
    decodeEntities: false,
  })
  const top: MarkupNode[] = []
  // With a list of its own: what is nested deeper than calls may be is read as well.
  const waiting: Pending[] = [{ nodes: children, parent: undefined, into: top, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const node of next.nodes) read(node, next)
  }
  return top

  function read(node: ParsedNode, { parent, into, depth }: Pending): void {
    const begin = node.startIndex ?? 0
    const end = (node.endIndex ?? begin) + 1
    if ('attribs' in node) {
      // For an end tag too many browsers make an empty paragraph, which nobody wrote.
      if (masked.startsWith('</', begin)) return
      const inner: MarkupNode[] = []
      const attributes = withFilled(attributesAt(begin))
      const attributeNode = (name: string): MarkupAttribute | undefined => attributes.find((each) => each.name === name)
      const element: MarkupElement = {
        kind: 'element',
        name: written(node.name, begin + '<'.length),
        attributes,
        children: inner,
        parent,
        begin,
        end,
        attribute: (name) => attributeNode(name)?.value,
        attributeNode,
      }
      into.push(element)
      if (isFilled(attributes)) inner.push(filledText(node, element))
      else if (depth < deepest) waiting.push({ nodes: node.children, parent: element, into: inner, depth: depth + 1 })
      else waiting.push({ nodes: node.children, parent, into, depth })
    } else if (node.type === 'text') {
      into.push({ kind: 'text', text: text.slice(begin, end), parent, begin, end })
    } else if (node.type === 'comment') {
      const inside = text.slice(begin + '<!--'.length, end - '-->'.length)
      into.push({ kind: 'comment', text: inside, parent, begin, end })
    } else if ('children' in node) {
      for (const child of node.children) read(child, { nodes: [], parent, into, depth })
    }
  }

  /** In the place of what an element holds now, whatever it will hold. */
  function filledText({ children }: ParentNode, parent: MarkupElement): MarkupText {
    const begin = children[0]?.startIndex ?? parent.end
    const end = children.length === 0 ? parent.end : (children.at(-1)?.endIndex ?? begin) + 1
    return { kind: 'text', text: maskOf(text.slice(begin, end)) || maskedCharacter, parent, begin, end }
  }

  /** A name in small letters, with its tokens. */
  function written(name: string, at: number): string {
    return (name.includes(maskedCharacter) ? text.slice(at, at + name.length) : name).toLowerCase()
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
      const [, asMasked = '', between = '', quoted = ''] = match
      // Behind a name alone the mask is a token of its own.
      const name = quoted === '' ? asMasked.replace(/\uE000+$/, '') : asMasked
      const quotes = /^["']/.test(quoted) ? 1 : 0
      const valueBegin = match.index + asMasked.length + between.length + quotes
      const value = text.slice(valueBegin, valueBegin + quoted.length - 2 * quotes)
      found.push({ name: written(name, match.index), value, begin: match.index, valueBegin })
    }
    return found
  }
}
