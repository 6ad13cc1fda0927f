import type { Findings } from '../source/findings.js'
import type { MappedText } from '../source/mapped-text.js'
import type { PluralCategory } from './plural-categories.js'

/** A stretch of a text, or an argument of it. */
export type TextPiece = string | { readonly argument: string }

/** A text of a catalogue: one, or one for each plural category of its argument `count`. */
export type CatalogueText =
  | { readonly is: 'text'; readonly pieces: readonly TextPiece[] }
  | { readonly is: 'plural'; readonly forms: ReadonlyMap<PluralCategory, readonly TextPiece[]> }

/** The argument that a plural goes by. */
export const countArgument = 'count'

const piece = /\\([{}\\])|\{([^{}]*)\}|[{}]/g
const argumentName = /^[A-Za-z_][\w-]*$/

/**
 * Reads `Hello {name}`. `\{` is a brace.
 * @param source the text with the place of each character
 */
export function readText(source: MappedText, findings: Findings): readonly TextPiece[] {
  const { text } = source
  const liquid = /\{[{%]/.exec(text)
  if (liquid !== null) {
    findings.add(
      'TPL120',
      source.placeAt(liquid.index),
      'a text of a catalogue has no Liquid in it',
      "write {name}, and give it with {{ 'key' | t: name: value }}",
    )
    return []
  }
  const pieces: TextPiece[] = []
  let plain = ''
  let end = 0
  for (const match of text.matchAll(piece)) {
    const [all, escaped, argument] = match
    plain += text.slice(end, match.index) + (escaped ?? '')
    end = match.index + all.length
    if (escaped !== undefined) continue
    if (argument === undefined || !argumentName.test(argument)) {
      findings.add(
        'TPL120',
        source.placeAt(match.index),
        argument === undefined ? `\`${all}\` without its other half` : `\`${all}\` is no argument`,
        'an argument is a name in braces, as {name}; a brace itself is \\{',
      )
      continue
    }
    if (plain !== '') pieces.push(plain)
    plain = ''
    pieces.push({ argument })
  }
  plain += text.slice(end)
  if (plain !== '') pieces.push(plain)
  return pieces
}

/** Names of the arguments of a text, of all its forms together. */
export function argumentsOf(text: CatalogueText): ReadonlySet<string> {
  const lists = text.is === 'text' ? [text.pieces] : [...text.forms.values()]
  const names = lists.flat().flatMap((each) => (typeof each === 'string' ? [] : [each.argument]))
  return new Set(text.is === 'plural' ? [countArgument, ...names] : names)
}

/** The text as its author wrote it, arguments in braces; of a plural the form `other`. */
export function spellText(text: CatalogueText): string {
  const pieces = text.is === 'text' ? text.pieces : (text.forms.get('other') ?? [])
  return pieces.map((each) => (typeof each === 'string' ? each : `{${each.argument}}`)).join('')
}
