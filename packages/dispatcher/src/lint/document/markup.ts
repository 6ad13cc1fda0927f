/** An attribute, as it was written. Offsets are into the document. */
export interface MarkupAttribute {
  /** In small letters. */
  readonly name: string
  /** With its template tokens; empty for an attribute without a value. */
  readonly value: string
  /** Where its name begins. */
  readonly begin: number
  /** Where its value begins, behind the quote. */
  readonly valueBegin: number
}

/** An element, as it was written: of MJML, or of HTML in it or by itself. */
export interface MarkupElement {
  readonly kind: 'element'
  /** In small letters. */
  readonly name: string
  readonly attributes: readonly MarkupAttribute[]
  readonly children: readonly MarkupNode[]
  readonly parent: MarkupElement | undefined
  /** Offset of its `<`. */
  readonly begin: number
  /** Offset behind its end tag. */
  readonly end: number
  /** Value of an attribute; undefined where there is none. */
  attribute(name: string): string | undefined
  attributeNode(name: string): MarkupAttribute | undefined
}

/** Text between tags, or a comment. */
export interface MarkupText {
  readonly kind: 'text' | 'comment'
  /** With its template tokens, entities as written; of a comment what is inside. */
  readonly text: string
  readonly parent: MarkupElement | undefined
  readonly begin: number
  readonly end: number
}

/** A piece of a document. */
export type MarkupNode = MarkupElement | MarkupText

/** Every element of a tree, each before its children. */
export function* elementsOf(nodes: readonly MarkupNode[]): Generator<MarkupElement> {
  for (const node of nodesOf(nodes)) if (node.kind === 'element') yield node
}

/** Every node of a tree, each before its children. With a list of its own: mails may be nested deeper than calls. */
function* nodesOf(nodes: readonly MarkupNode[]): Generator<MarkupNode> {
  const waiting = [...nodes].reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node
    if (node.kind !== 'element') continue
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at]
      if (child !== undefined) waiting.push(child)
    }
  }
}

/** Whether an element stands in one of those names, however deep. */
export function standsIn({ parent }: MarkupElement, ...names: readonly string[]): boolean {
  for (let around = parent; around !== undefined; around = around.parent) if (names.includes(around.name)) return true
  return false
}

/** The text of a node without its tags, white space as written. */
export function textIn(node: MarkupNode): string {
  return [...nodesOf([node])].map((each) => (each.kind === 'text' ? each.text : '')).join('')
}
