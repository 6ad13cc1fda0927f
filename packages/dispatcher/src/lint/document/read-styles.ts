import type { Atrule, Block, CssNode, Declaration, Rule, Selector } from 'css-tree'
import parse from 'css-tree/parser'
import walk from 'css-tree/walker'

import { cssOf, isTooDeep } from './css-of.js'
import type { LintDocument } from './lint-document.js'
import type { MarkupElement } from './markup.js'
import type { Style, StyleAtRule, StyleBlock, StyleDeclaration, StyleSelector } from './style.js'

const read = new WeakMap<LintDocument, readonly Style[]>()
const inline = new WeakMap<LintDocument, ReadonlyMap<MarkupElement, Style>>()

/** The style attribute of an element; undefined where it has none that says something. */
export function styleOn(document: LintDocument, element: MarkupElement): Style | undefined {
  let styles = inline.get(document)
  if (styles === undefined) {
    styles = new Map(stylesOf(document).flatMap((style) => (style.inline ? [[style.element, style] as const] : [])))
    inline.set(document, styles)
  }
  return styles.get(element)
}

/** The CSS in a document, in its order: of `<style>`, `<mj-style>` and `style` attributes. Forgiving, as browsers are. */
export function stylesOf(document: LintDocument): readonly Style[] {
  const known = read.get(document)
  if (known !== undefined) return known
  const styles = document.elements().flatMap((element) => stylesOn(document, element))
  read.set(document, styles)
  return styles
}

function stylesOn(document: LintDocument, element: MarkupElement): readonly Style[] {
  const found: Style[] = []
  const attribute = element.attributeNode('style')
  if (attribute !== undefined && attribute.value.trim() !== '') {
    found.push(readStyle(element, attribute.value, attribute.valueBegin, true))
  }
  const [first] = element.children
  const last = element.children.at(-1)
  if ((element.name === 'style' || element.name === 'mj-style') && first !== undefined && last !== undefined) {
    found.push(readStyle(element, document.text.slice(first.begin, last.end), first.begin, false))
  }
  return found
}

function readStyle(element: MarkupElement, text: string, begin: number, inline: boolean): Style {
  const blocks: StyleBlock[] = []
  const atRules: StyleAtRule[] = []
  const sheet = !inline && element.attribute('inline') === undefined
  const css = cssOf(text, inline)
  if (isTooDeep(css)) return { element, inline, sheet, text, begin, blocks, atRules }
  const tree = parse(css, {
    context: inline ? 'declarationList' : 'stylesheet',
    positions: true,
    onParseError: () => {},
  })
  if (tree.type === 'DeclarationList') readBlock(tree.children, [], [], false, 0)
  else if (tree.type === 'StyleSheet') readChildren(tree.children, [], false)
  return { element, inline, sheet, text, begin, blocks, atRules }

  function readChildren(children: Iterable<CssNode>, within: readonly StyleAtRule[], nested: boolean): void {
    for (const node of children) {
      if (node.type === 'Rule') readRule(node, within, nested)
      else if (node.type === 'Atrule') readAtRule(node, within, nested)
    }
  }

  function readRule({ prelude, block }: Rule, within: readonly StyleAtRule[], nested: boolean): void {
    const selectors = prelude.type === 'SelectorList' ? [...prelude.children] : []
    const at = startOf(prelude)
    readBlock(
      block.children,
      selectors.flatMap((node) => (node.type === 'Selector' ? [selectorOf(node)] : [])),
      within,
      nested,
      at,
    )
  }

  function readAtRule(node: Atrule, within: readonly StyleAtRule[], nested: boolean): void {
    const { name, prelude, block } = node
    const written = prelude === null ? '' : textOf(prelude)
    const rule: StyleAtRule = {
      name: name.toLowerCase().replace(/^-(?:webkit|moz|ms|o)-/, ''),
      prelude: written,
      within,
      begin: begin + startOf(node),
    }
    atRules.push(rule)
    if (block !== null) readInner(block, [...within, rule], nested)
  }

  /** In an at-rule stand blocks, or (as in `@font-face`, or nested) declarations. */
  function readInner({ children }: Block, within: readonly StyleAtRule[], nested: boolean): void {
    const declarations = [...children].some(({ type }) => type === 'Declaration')
    if (declarations) readBlock(children, [], within, nested, 0)
    else readChildren(children, within, nested)
  }

  function readBlock(
    children: Iterable<CssNode>,
    selectors: readonly StyleSelector[],
    within: readonly StyleAtRule[],
    nested: boolean,
    at: number,
  ): void {
    const nodes = [...children]
    const declarations = nodes.flatMap((node) => (node.type === 'Declaration' ? [declarationOf(node)] : []))
    blocks.push({ declarations, selectors, within, nested, begin: begin + at })
    readChildren(nodes, within, true)
  }

  function declarationOf(node: Declaration): StyleDeclaration {
    const functions: string[] = []
    const units: string[] = []
    const words: string[] = []
    walk(node.value, (part) => {
      if (part.type === 'Function') functions.push(part.name.toLowerCase())
      else if (part.type === 'Dimension') units.push(part.unit.toLowerCase())
      else if (part.type === 'Identifier') words.push(part.name.toLowerCase())
    })
    return {
      property: text.slice(startOf(node), startOf(node) + node.property.length).toLowerCase(),
      value: textOf(node.value),
      important: node.important !== false,
      begin: begin + startOf(node),
      valueBegin: begin + startOf(node.value),
      functions,
      units,
      words,
    }
  }

  function selectorOf(node: Selector): StyleSelector {
    const parts = new Set<string>()
    walk(node, (part) => {
      if (part.type === 'Combinator' && part.name !== ' ') parts.add(part.name)
      else if (part.type === 'AttributeSelector') parts.add('[]')
      else if (part.type === 'NestingSelector') parts.add('&')
      else if (part.type === 'TypeSelector' && part.name === '*') parts.add('*')
      else if (part.type === 'PseudoClassSelector' || part.type === 'PseudoElementSelector') {
        parts.add(`:${part.name.toLowerCase()}`)
      }
    })
    return { text: textOf(node), begin: begin + startOf(node), parts: [...parts] }
  }

  function textOf({ loc }: CssNode): string {
    return loc === null || loc === undefined ? '' : text.slice(loc.start.offset, loc.end.offset).trim()
  }
}

const startOf = ({ loc }: CssNode): number => loc?.start.offset ?? 0
