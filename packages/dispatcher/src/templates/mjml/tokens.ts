import { type LiquidToken, readTokens } from '../language/tokens.js'
import type { Findings } from '../source/findings.js'
import { type MappedText, sliceMapped } from '../source/mapped-text.js'

/** What of Liquid has to travel through another language unharmed. */
export interface Travelling {
  /**
   * `output` prints; `open`, `divide` and `close` are the tags of a block; `single` stands alone (assign, render, and
   * whole raw and capture blocks); `gone` is a comment.
   */
  readonly kind: 'output' | 'open' | 'divide' | 'close' | 'single' | 'gone'
  /** Name of the tag. */
  readonly name: string
  readonly begin: number
  readonly end: number
  readonly text: MappedText
}

const blocks: ReadonlySet<string> = new Set(['if', 'unless', 'case', 'for'])
const dividers: ReadonlySet<string> = new Set(['elsif', 'else', 'when'])
/** Taken whole: what they hold is no part of the document around. */
const opaque: ReadonlySet<string> = new Set(['comment', 'raw', 'capture'])

/** Reads the Liquid of a text as pieces that travel whole; empty where it cannot be read, which is a finding. */
export function readTravelling(source: MappedText, findings: Findings): readonly Travelling[] {
  const tokens = readTokens(source, findings) ?? []
  const travelling: Travelling[] = []
  let start: LiquidToken | undefined
  for (const token of tokens) {
    if (start !== undefined) {
      if (token.kind !== 'tag' || token.name !== `end${start.name}`) continue
      const { begin, name } = start
      start = undefined
      travelling.push({
        kind: name === 'comment' ? 'gone' : 'single',
        name,
        begin,
        end: token.end,
        text: sliceMapped(source, begin, token.end),
      })
    } else if (token.kind === 'tag' && opaque.has(token.name)) start = token
    else if (token.kind !== 'text') {
      const { begin, end, name } = token
      travelling.push({ kind: kindOf(token), name, begin, end, text: sliceMapped(source, begin, end) })
    }
  }
  return travelling
}

function kindOf({ kind, name }: LiquidToken): Travelling['kind'] {
  if (kind === 'output') return 'output'
  if (name === '#') return 'gone'
  if (blocks.has(name)) return 'open'
  if (dividers.has(name)) return 'divide'
  return name.startsWith('end') ? 'close' : 'single'
}

/** The text with all Liquid covered, character by character, so that offsets stay. */
export function maskLiquid(source: MappedText, tokens: readonly Travelling[]): MappedText {
  let text = ''
  let end = 0
  for (const token of tokens) {
    text += source.text.slice(end, token.begin) + '\uE000'.repeat(token.end - token.begin)
    end = token.end
  }
  return { text: text + source.text.slice(end), placeAt: source.placeAt }
}
