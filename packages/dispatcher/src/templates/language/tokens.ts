import { Tokenizer, TokenKind, type TopLevelToken } from 'liquidjs'

import type { Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'
import { liquidMessage } from './liquid-error.js'
import { allowedTags, insteadOfTag } from './tags.js'

/** One tag, output or stretch of text, with its offsets. */
export interface LiquidToken {
  readonly kind: 'text' | 'output' | 'tag'
  /** Name of a tag. */
  readonly name: string
  readonly begin: number
  readonly end: number
}

/** Cuts a text as liquidjs does; undefined where a tag or output is not closed, which becomes a finding. */
export function readTokens(source: MappedText, findings: Findings): readonly LiquidToken[] | undefined {
  return cutLiquid(source, findings)?.map(tokenOf)
}

/** The tokens of liquidjs itself; undefined where a tag or output is not closed, which becomes a finding. */
export function cutLiquid(source: MappedText, findings: Findings): TopLevelToken[] | undefined {
  const tokenizer = new Tokenizer(source.text)
  skipText(tokenizer)
  try {
    return tokenizer.readTopLevelTokens()
  } catch (error) {
    const { message, offset } = liquidMessage(error)
    findings.add('TPL101', source.placeAt(offset), message)
    return undefined
  }
}

/**
 * liquidjs looks for the end of a text at each of its characters, which takes longer than all else that is done to a mail.
 * It is led to where the text ends, and finds that at once.
 */
function skipText(tokenizer: Tokenizer): void {
  const { input } = tokenizer
  const read = tokenizer.readHTMLToken.bind(tokenizer)
  const next = /\{[{%]/g
  tokenizer.readHTMLToken = (delimiters) => {
    const begin = tokenizer.p
    next.lastIndex = begin
    tokenizer.p = next.exec(input)?.index ?? input.length
    const token = read(delimiters)
    token.begin = begin
    return token
  }
}

/** What the rest of the compiler needs to know of a token. */
export function tokenOf(token: TopLevelToken): LiquidToken {
  const { begin, end } = token
  if (token.kind === TokenKind.Tag) return { kind: 'tag', name: (token as { name?: string }).name ?? '', begin, end }
  return { kind: token.kind === TokenKind.Output ? 'output' : 'text', name: '', begin, end }
}

/** Reports every tag that is not part of the language; true where all are. */
export function checkTags(tokens: readonly LiquidToken[], source: MappedText, findings: Findings): boolean {
  let fine = true
  let inComment = false
  for (const { kind, name, begin } of tokens) {
    if (kind !== 'tag') continue
    if (inComment) {
      inComment = name !== 'endcomment'
      continue
    }
    if (name === 'comment') inComment = true
    if (allowedTags.has(name)) continue
    fine = false
    const hint = Object.hasOwn(insteadOfTag, name) ? insteadOfTag[name] : undefined
    findings.add(
      'TPL102',
      source.placeAt(begin),
      `the tag \`${name}\` is not part of the language${hint === undefined ? didYouMean(name, allowedTags) : ''}`,
      hint,
    )
  }
  return fine
}
