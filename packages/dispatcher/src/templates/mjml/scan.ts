import type { Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'
import { htmlContent, structure } from './elements.js'
import { checkHtmlBalance } from './html-balance.js'

/** Where a character of MJML stands. */
export type MjmlPlace =
  | { readonly in: 'attribute'; readonly element: string; readonly attribute: string; readonly id: number }
  /** Inside of a start tag, but in no value. */
  | { readonly in: 'tag'; readonly element: string; readonly id: number }
  /** In what mjml takes as HTML. */
  | { readonly in: 'content'; readonly element: string; readonly id: number }
  /** Between elements; `element` is the one around. */
  | { readonly in: 'between'; readonly element: string; readonly id: number }
  | { readonly in: 'comment'; readonly id: number }
  | { readonly in: 'before' | 'after'; readonly id: number }

/** A stretch of MJML that is all of one kind. */
export interface MjmlSpan {
  readonly begin: number
  readonly end: number
  readonly place: MjmlPlace
}

/** What the scanner saw. */
export interface MjmlScan {
  /** In order, without gaps. */
  readonly spans: readonly MjmlSpan[]
  /** Behind `<mjml`, where attributes can be added; undefined where there is no root. */
  readonly rootName?: number
  /** Attributes of the root. */
  readonly rootAttributes: ReadonlySet<string>
  /** Behind `<mj-head>`; undefined where there is no head. */
  readonly head?: number
  /** Before `<mj-body`. */
  readonly body?: number
  /** Begin of elements that may stand once: `mj-title`, `mj-preview`. */
  readonly once: ReadonlyMap<string, number>
  /** What stands directly in an element, by the id of its place. */
  readonly children: ReadonlyMap<number, readonly MjmlChild[]>
}

/** An element in another. */
export interface MjmlChild {
  readonly name: string
  readonly attributes: ReadonlySet<string>
}

interface Open {
  readonly name: string
  readonly begin: number
  readonly id: number
}

const tagStart = /<(\/?)([A-Za-z][\w:-]*)/y
const attributeForm = /([^\s=<>"'/\uE000]+|\uE000+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/y

/**
 * Reads MJML whose Liquid has been masked, and reports with line and column what mjml would swallow without a word: tags
 * that are not closed or cross each other, text between elements, values without quotes.
 */
export function scanMjml(source: MappedText, findings: Findings): MjmlScan {
  const { text } = source
  const spans: MjmlSpan[] = []
  const open: Open[] = []
  const once = new Map<string, number>()
  const children = new Map<number, MjmlChild[]>()
  const rootAttributes = new Set<string>()
  const marks: { rootName?: number; head?: number; body?: number } = {}
  let ids = 0
  let seenRoot = false
  let outside: { readonly name: string; readonly begin: number } | undefined
  let at = 0

  const problem = (offset: number, message: string, hint?: string) =>
    findings.add('TPL201', source.placeAt(offset), message, hint)
  const around = (): MjmlPlace => {
    const parent = open.at(-1)
    if (parent === undefined) return { in: seenRoot ? 'after' : 'before', id: 0 }
    return { in: 'between', element: parent.name, id: parent.id }
  }
  const add = (end: number, place: MjmlPlace) => {
    if (end > at) spans.push({ begin: at, end, place })
    at = Math.max(at, end)
  }

  while (at < text.length) {
    const next = text.indexOf('<', at)
    checkBare(at, next === -1 ? text.length : next)
    if (next === -1) {
      add(text.length, around())
      break
    }
    add(next, around())
    if (text.startsWith('<!--', next)) {
      const end = text.indexOf('-->', next + 4)
      if (end === -1) problem(next, 'the comment is not closed')
      add(end === -1 ? text.length : end + 3, { in: 'comment', id: ++ids })
      continue
    }
    tagStart.lastIndex = next
    const match = tagStart.exec(text)
    if (match === null) {
      if (!/^<[!?]/.test(text.slice(next, next + 2))) problem(next, 'a `<` that begins no tag', 'write &lt;')
      const end = text.indexOf('>', next)
      add(end === -1 ? text.length : end + 1, around())
      continue
    }
    const [, slash, name = ''] = match
    if (slash === '/') close(name, next)
    else openTag(name, next)
  }
  for (const { name, begin } of open.reverse()) problem(begin, `<${name}> is not closed`)
  if (outside !== undefined) {
    const { name, begin } = outside
    problem(
      begin,
      `<${name}> stands outside of <mjml>${didYouMean(name, ['mjml'])}`,
      'an e-mail body is one <mjml> element',
    )
  } else if (marks.rootName === undefined) problem(0, 'there is no <mjml> element', 'an e-mail body begins with <mjml>')
  else if (marks.body === undefined) problem(0, 'there is no <mj-body> element')
  return { spans, rootAttributes, once, children, ...marks }

  function unknown(name: string, begin: number): void {
    findings.add(
      'TPL202',
      source.placeAt(begin),
      `<${name}> is no MJML element${didYouMean(name, [...structure, ...htmlContent])}`,
      name.startsWith('mj-') ? undefined : 'put HTML into <mj-text>, <mj-table> or <mj-raw>',
    )
  }

  function checkBare(begin: number, end: number): void {
    const parent = open.at(-1)
    if (!seenRoot || (parent !== undefined && !structure.has(parent.name))) return
    const bare = /[^\s\uE000]/.exec(text.slice(begin, end))
    if (bare === null) return
    findings.add(
      'TPL203',
      source.placeAt(begin + bare.index),
      `text between MJML elements is lost${parent === undefined ? '' : `, here inside of <${parent.name}>`}`,
      'put it into <mj-text> or <mj-raw>',
    )
  }

  function close(name: string, begin: number): void {
    const end = text.indexOf('>', begin)
    const stop = end === -1 ? text.length : end + 1
    const parent = open.at(-1)
    if (parent?.name === name) open.pop()
    else {
      const index = open.findLastIndex((each) => each.name === name)
      if (index === -1) problem(begin, `</${name}> closes nothing`)
      else {
        const inner = open[index + 1]
        if (inner !== undefined) {
          const { line } = source.placeAt(begin)
          problem(inner.begin, `<${inner.name}> is not closed before </${name}> in line ${line}`)
        }
        open.length = index
      }
    }
    add(stop, { in: 'tag', element: name, id: ++ids })
  }

  function openTag(name: string, begin: number): void {
    const id = ++ids
    const parent = open.at(-1)
    if (parent === undefined && name !== 'mjml') outside ??= { name, begin }
    else if (!structure.has(name) && !htmlContent.has(name) && parent?.name !== 'mj-attributes') unknown(name, begin)
    if (name === 'mj-body' && marks.body === undefined) marks.body = begin
    if (name === 'mj-title' || name === 'mj-preview') once.set(name, begin)
    let cursor = begin + 1 + name.length
    if (name === 'mjml' && parent === undefined) {
      marks.rootName = cursor
      seenRoot = true
    }
    let selfClosing = false
    const attributes = name === 'mjml' ? rootAttributes : new Set<string>()
    if (parent !== undefined) {
      const siblings = children.get(parent.id) ?? []
      siblings.push({ name, attributes })
      children.set(parent.id, siblings)
    }
    for (;;) {
      while (/\s/.test(text[cursor] ?? '')) cursor++
      const rest = text[cursor]
      if (rest === undefined || rest === '<') {
        problem(begin, `the tag <${name} is not closed with >`)
        add(cursor, { in: 'tag', element: name, id })
        return
      }
      if (rest === '>') break
      if (rest === '/') {
        selfClosing = text[cursor + 1] === '>'
        cursor++
        continue
      }
      attributeForm.lastIndex = cursor
      const match = attributeForm.exec(text)
      if (match === null) {
        problem(cursor, `\`${rest}\` does not belong into the tag <${name}>`)
        cursor++
        continue
      }
      const [whole, attribute = '', equals = '', value] = match
      if (value === undefined) {
        if (!/^\uE000+$/.test(attribute)) problem(cursor, `the attribute ${attribute} has no value`)
      } else if (!/^["']/.test(value)) problem(cursor, `the value of ${attribute} stands without quotes`)
      else {
        const inside = cursor + attribute.length + equals.length + 1
        add(inside, { in: 'tag', element: name, id })
        add(cursor + whole.length - 1, { in: 'attribute', element: name, attribute, id: ++ids })
      }
      attributes.add(attribute)
      cursor += whole.length
    }
    add(cursor + 1, { in: 'tag', element: name, id })
    if (name === 'mj-head' && marks.head === undefined && !selfClosing) marks.head = at
    if (selfClosing) return
    if (!htmlContent.has(name)) {
      open.push({ name, begin, id })
      return
    }
    const end = text.indexOf(`</${name}`, at)
    const next = text.slice(at, end === -1 ? undefined : end).search(/<\/?mj-[a-z]/)
    if (end === -1 || next !== -1) {
      problem(begin, `<${name}> is not closed`)
      add(next === -1 ? text.length : at + next, { in: 'content', element: name, id })
      return
    }
    if (name !== 'mj-raw' && name !== 'mj-style') checkHtmlBalance(source, at, end, findings)
    add(end, { in: 'content', element: name, id })
    const stop = text.indexOf('>', end)
    add(stop === -1 ? text.length : stop + 1, { in: 'tag', element: name, id })
  }
}
