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
  try {
    return new Tokenizer(source.text).readTopLevelTokens().map(tokenOf)
  } catch (error) {
    const { message, offset } = liquidMessage(error)
    findings.add('TPL101', source.placeAt(offset), message)
    return undefined
  }
}

function tokenOf(token: TopLevelToken): LiquidToken {
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
