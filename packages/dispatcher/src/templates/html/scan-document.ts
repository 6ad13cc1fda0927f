import { Tokenizer } from 'htmlparser2'

import type { Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'
import { ignoredParts } from './ignored-parts.js'

/** Where something in a document ends and begins. */
export interface Stretch {
  readonly begin: number
  readonly end: number
}

/** What an HTML mail says of itself, and where more can be put in. */
export interface DocumentScan {
  /** Behind `<html`, where attributes can be added. */
  readonly rootName: number
  /** Attributes of the root; undefined where Liquid may bring some. */
  readonly rootAttributes: ReadonlySet<string> | undefined
  /** Behind `<head>`; undefined where there is none. */
  readonly head: number | undefined
  readonly hasTitle: boolean
  readonly body: Stretch
  /** The first element of the body, where it is hidden: what lists of mails show beside the subject. */
  readonly preheader: number | undefined
  /** Comments that no client reads as a condition, and that hold no Liquid. */
  readonly comments: readonly Stretch[]
}

const masked = '\uE000'
const hidden = /(?:^|;)\s*display\s*:\s*none\b/i
/** Of Outlook's conditions, both halves. */
const conditional = /^\[if\b|^<!\[endif\]/i
/** For Outlook alone, and without an end: a condition that others see the content of ends at once. */
const unended = /^\[if\b[^\]]*\]>(?!\s*(?:<!(?:-- ?)?)?$)(?![\s\S]*<!\[endif\]$)/i

interface Tag {
  readonly name: string
  readonly begin: number
  readonly nameEnd: number
  readonly attributes: Map<string, string>
}

/**
 * Finds the parts of a whole HTML document whose Liquid has been masked; undefined, with a finding, where it is none.
 */
export function scanDocument(source: MappedText, findings: Findings): DocumentScan | undefined {
  const { text } = source
  const comments: Stretch[] = []
  let root: Tag | undefined
  let head: number | undefined
  let hasTitle = false
  let body: Stretch | undefined
  let preheader: number | undefined
  let tag: Tag = { name: '', begin: 0, nameEnd: 0, attributes: new Map() }
  let attribute = ''
  let value = ''
  let first = true

  const problem = (at: number, message: string, hint: string): void =>
    findings.add('TPL201', source.placeAt(at), message, hint)

  const started = (end: number): void => {
    const { name, begin, attributes } = tag
    if (name === 'html') root ??= tag
    else if (name === 'head') head ??= end
    else if (name === 'title' && body === undefined) hasTitle = true
    else if (name === 'body' && body !== undefined)
      problem(begin, 'there is a second <body>', 'put the tags around its attributes, or around what it holds')
    else if (name === 'body') body = { begin, end }
    else if (body !== undefined && first) {
      first = false
      if (hidden.test(attributes.get('style') ?? '')) preheader = begin
    }
  }
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ...ignoredParts,
      onopentagname(start, end) {
        const [name = ''] = text.slice(start, end).split(masked)
        tag = { name: name.toLowerCase(), begin: start - 1, nameEnd: start + name.length, attributes: new Map() }
        if (end > start + name.length) tag.attributes.set(masked, '')
      },
      onopentagend: (end) => started(end + 1),
      onselfclosingtag: (end) => started(end + 1),
      onattribname(start, end) {
        attribute = text.slice(start, end).toLowerCase()
        value = ''
      },
      onattribdata: (start, end) => {
        value += text.slice(start, end)
      },
      onattribend: () => void tag.attributes.set(attribute.includes(masked) ? masked : attribute, value),
      oncomment(start, end, offset) {
        const inside = text.slice(start, end - offset)
        const begin = start - '<!--'.length
        if (text[end] !== '>') problem(begin, 'the comment is not closed', 'close it with -->')
        else if (unended.test(inside))
          problem(begin, 'the condition is not closed before the comment ends', 'close it with <![endif]-->')
        // A value in a comment is a finding of its own.
        else if (!conditional.test(inside) && !inside.includes(masked)) comments.push({ begin, end: end + 1 })
      },
      ontext(start, end) {
        if (body !== undefined && text.slice(start, end).trim() !== '') first = false
      },
    },
  )
  tokenizer.write(text)
  tokenizer.end()

  const mjml = text.search(/<mj(?:ml|-[a-z-]+)[\s/>]/i)
  if (mjml !== -1) {
    problem(mjml, 'this is MJML, and the file is called as HTML', 'call it email.mjml')
    return undefined
  }
  if (root === undefined || body === undefined) {
    const missing = root === undefined ? 'html' : 'body'
    problem(0, `there is no <${missing}> element`, 'an e-mail body in HTML is a whole document: <html>, <head>, <body>')
    return undefined
  }
  const { attributes } = root
  return {
    rootName: root.nameEnd,
    rootAttributes: attributes.has(masked) ? undefined : new Set(attributes.keys()),
    head,
    hasTitle,
    body,
    preheader,
    comments,
  }
}
