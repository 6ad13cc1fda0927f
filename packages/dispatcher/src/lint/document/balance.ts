import { Tokenizer } from 'htmlparser2'

import { ignoredParts } from '../../templates/html/ignored-parts.js'
import { deepestNesting } from '../../templates/html/nesting.js'
import { mayStayOpen, voidElements } from '../../templates/mjml/html-balance.js'
import { type ControlTag, controlTags } from './control-tags.js'
import { maskedCharacter, maskTokens } from './mask-tokens.js'

/** Something that HTML opens and does not close, or the other way round. */
export interface Imbalance {
  readonly at: number
  readonly message: string
}

interface Open {
  readonly name: string
  readonly at: number
}

/** A block of the template language, while it is walked through. */
interface Block {
  readonly before: readonly Open[]
  /** How the first arm left things: what comes behind is read as if it had been taken. */
  taken: readonly Open[] | undefined
}

/** An end tag ends nothing outside of the cell that it stands in. */
const cells: ReadonlySet<string> = new Set(['td', 'th', 'caption', 'table'])
const tableParts: ReadonlySet<string> = new Set([...cells, 'tr', 'tbody', 'thead', 'tfoot', 'colgroup'])
const neverClosed: ReadonlySet<string> = new Set(['html', 'head', 'body', 'optgroup', 'rt', 'rp'])
/** Browsers make an element of these end tags, or take them away; nothing moves. */
const harmless: ReadonlySet<string> = new Set(['p', 'br', 'html', 'head', 'body', ...voidElements])

/**
 * What in HTML is not closed, closes nothing, or crosses something else, as a browser reads it. Each arm of a condition is
 * read by itself; where arms leave different elements open nothing behind them can be said.
 *
 * @param isPiece others may open what it closes, and close what it opens
 */
export function imbalances(text: string, isPiece: boolean): readonly Imbalance[] {
  const found: Imbalance[] = []
  const control = controlTags(text)
  const blocks: Block[] = []
  const masked = maskTokens(text)
  let open: readonly Open[] = []
  /** Closed by an end tag around them, so that their own ends nothing; one mistake is told once. */
  let crossed: string[] = []
  let next = 0
  let certain = true
  let last: Open = { name: '', at: 0 }

  const problem = (at: number, message: string): void => {
    if (certain) found.push({ at, message })
  }
  const follow = ({ kind }: ControlTag): void => {
    const block = blocks.at(-1)
    if (kind === 'open') blocks.push({ before: open, taken: undefined })
    else if (kind === 'unknown' || block === undefined) certain = false
    else {
      // What stands before the first `when` of a case leaves nothing open.
      if (block.taken === undefined) block.taken = open
      else if (namesOf(block.taken) !== namesOf(open)) certain = false
      if (kind === 'divide') open = block.before
      else {
        open = block.taken
        blocks.pop()
      }
    }
  }
  const begin = (): void => {
    if (open.length >= deepestNesting) {
      problem(last.at, `<${last.name}> is nested deeper than ${deepestNesting} elements`)
      certain = false
    } else if (last.name !== '' && !voidElements.has(last.name)) open = [...open, last]
  }
  const reach = (offset: number): void => {
    for (let tag = control[next]; tag !== undefined && tag.begin < offset; tag = control[++next]) follow(tag)
  }
  const end = (name: string, at: number): void => {
    const barrier = tableParts.has(name) ? -1 : open.findLastIndex((each) => cells.has(each.name))
    const index = open.findLastIndex((each) => each.name === name)
    if (index <= barrier) {
      const known = crossed.lastIndexOf(name)
      if (known !== -1) crossed = crossed.toSpliced(known, 1)
      else if (!harmless.has(name) && !isPiece) problem(at, `</${name}> closes nothing`)
      return
    }
    for (const inner of open.slice(index + 1)) {
      if (mayStayOpen.has(inner.name) || neverClosed.has(inner.name)) continue
      problem(inner.at, `<${inner.name}> is not closed before </${name}>`)
      crossed = [...crossed, inner.name]
    }
    open = open.slice(0, index)
  }

  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ...ignoredParts,
      onopentagname(start, stop) {
        const [name = ''] = masked.slice(start, stop).split(maskedCharacter)
        last = { name: name.toLowerCase(), at: start - 1 }
      },
      onopentagend() {
        reach(last.at)
        begin()
      },
      onselfclosingtag() {
        reach(last.at)
        // HTML knows it in drawings only: elsewhere the element stays open. What Word writes has names of its own.
        const isClosed = last.name.includes(':') || open.some(({ name }) => name === 'svg' || name === 'math')
        if (!isClosed) begin()
      },
      onclosetag(start, stop) {
        reach(start)
        const name = masked.slice(start, stop).toLowerCase()
        if (name.includes(maskedCharacter)) certain = false
        else end(name, start - '</'.length)
      },
    },
  )
  tokenizer.write(masked)
  tokenizer.end()
  reach(text.length)
  if (isPiece) return found
  for (const { name, at } of open) {
    if (!mayStayOpen.has(name) && !neverClosed.has(name)) problem(at, `<${name}> is not closed`)
  }
  return found.sort((left, right) => left.at - right.at)
}

const namesOf = (open: readonly Open[]): string => open.map(({ name }) => name).join(' ')

const condition = /<!--\[if([^\]]*)\]>(?:<!-->|<!-- -->|-->)?|(?:<!--)?<!\[endif\](?:--)?>/gi

/** HTML as Word reads it for Outlook: with what stands in its conditional comments, and without what is kept from it. */
export function asWordReads(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ')
  let read = ''
  let done = 0
  let isKept = false
  for (const match of text.matchAll(condition)) {
    const part = text.slice(done, match.index)
    read += (isKept ? blank(part) : part) + blank(match[0])
    done = match.index + match[0].length
    isKept = match[1] !== undefined && /^[\s(]*!/.test(match[1])
  }
  const rest = text.slice(done)
  return read + (isKept ? blank(rest) : rest)
}
