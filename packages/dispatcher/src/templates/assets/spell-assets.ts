import type { Findings } from '../source/findings.js'
import { joinMapped, type MappedText, madeText, sliceMapped } from '../source/mapped-text.js'

/** What addresses of pictures and other files of the project begin with, as authors write them. */
export const assetsStart = '_assets/'

/** What stands before an address: an attribute that is one, or CSS `url(`. As much of it as anybody writes. */
const before = /(?:(?:src|href|background|poster|url)\s*=|url\()\s*(["']?)\s*$/i
const longestBefore = 64

/**
 * Writes `src="_assets/mark.png"` as the language says it, `src="{{ 'mark.png' | asset_url }}"`: in URL attributes and CSS
 * `url(…)`, wherever the address begins with `_assets/`. A value in it, as in `_assets/dishes/{{ dish.picture }}.png`, goes
 * through the filter too. What cannot be said so is a finding.
 */
export function spellAssets(source: MappedText, findings: Findings): MappedText {
  const { text } = source
  if (!text.includes(assetsStart)) return source
  const isSkipped = skippedParts(text)
  const pieces: MappedText[] = []
  let end = 0
  for (let at = text.indexOf(assetsStart); at !== -1; at = text.indexOf(assetsStart, Math.max(at + 1, end))) {
    const found = before.exec(text.slice(Math.max(0, at - longestBefore), at))
    if (found === null || isSkipped(at)) continue
    const [opening, quote = ''] = found
    const isCss = /^url\(/i.test(opening)
    if (quote === '' && !isCss) {
      findings.add('TPL207', source.placeAt(at), 'the address of a file has no quotes', 'put quotes around it')
      continue
    }
    const stop = addressEnd(text, at, quote === '' ? ')' : quote)
    // An output without an end is what parsing finds.
    if (stop === undefined) break
    pieces.push(sliceMapped(source, end, at), spellAsset(sliceMapped(source, at, stop), findings))
    end = stop
  }
  if (end === 0) return source
  return joinMapped([...pieces, sliceMapped(source, end, text.length)])
}

/** Where an address ends, without blanks: quotes inside of an output end nothing. */
function addressEnd(text: string, begin: number, closing: string): number | undefined {
  let at = begin
  while (at < text.length && text[at] !== closing) {
    if (!text.startsWith('{{', at)) at += 1
    else {
      const close = text.indexOf('}}', at)
      if (close === -1) return undefined
      at = close + 2
    }
  }
  return begin + text.slice(begin, at).trimEnd().length
}

const openings = /<!--(?!\[if)|\{%-?\s*(?:comment|raw)\b/g
const closings: readonly (readonly [opening: RegExp, closing: RegExp])[] = [
  [/^<!--/, /-->/g],
  [/comment$/, /\{%-?\s*endcomment\b/g],
  [/raw$/, /\{%-?\s*endraw\b/g],
]

/** Whether an offset lies in a comment, which nobody sees, or in text that stays as it is. Asked in ascending order. */
function skippedParts(text: string): (offset: number) => boolean {
  const parts: (readonly [begin: number, end: number])[] = []
  openings.lastIndex = 0
  for (let open = openings.exec(text); open !== null; open = openings.exec(text)) {
    const [spelt] = open
    const closing = closings.find(([opening]) => opening.test(spelt))?.[1] ?? /$/g
    closing.lastIndex = openings.lastIndex
    const close = closing.exec(text)
    parts.push([open.index, close?.index ?? text.length])
    if (close === null) break
    openings.lastIndex = closing.lastIndex
  }
  let next = 0
  return (offset) => {
    while ((parts[next]?.[1] ?? Number.POSITIVE_INFINITY) <= offset) next += 1
    return (parts[next]?.[0] ?? Number.POSITIVE_INFINITY) <= offset
  }
}

/** A whole text, as a slot of template.yaml, that is the address of a file. */
export function spellAssetSlot(source: MappedText, findings: Findings): MappedText {
  const start = source.text.length - source.text.trimStart().length
  if (!source.text.startsWith(assetsStart, start)) return source
  return spellAsset(sliceMapped(source, start, source.text.trimEnd().length), findings)
}

/** @param address what begins with `_assets/` and nothing behind it */
function spellAsset(address: MappedText, findings: Findings): MappedText {
  const place = address.placeAt(0)
  const made = (text: string): MappedText => madeText(text, place)
  const path = address.text.slice(assetsStart.length)
  const outputs = [...path.matchAll(/\{\{-?([\s\S]*?)-?\}\}/g)]
  const [output] = outputs
  if (output === undefined && !path.includes('{%')) return made(`{{ ${quote(path)} | asset_url }}`)
  if (output === undefined || outputs.length > 1 || path.includes('{%')) {
    findings.add(
      'TPL207',
      place,
      'the address of a file holds one value at most, and no tags',
      'join the parts with append and capture, and put out {{ path | asset_url }}',
    )
    return made('')
  }
  const [whole, inner = ''] = output
  const begin = assetsStart.length + output.index + whole.indexOf(inner)
  const before = path.slice(0, output.index)
  const behind = path.slice(output.index + whole.length)
  return joinMapped([
    made('{{'),
    sliceMapped(address, begin, begin + inner.length),
    made(
      `${before === '' ? '' : ` | prepend: ${quote(before)}`}${behind === '' ? '' : ` | append: ${quote(behind)}`} | asset_url }}`,
    ),
  ])
}

/** Liquid has no escapes inside of quotes; a path with both kinds is no file that anybody serves. */
const quote = (text: string): string => (text.includes("'") ? `"${text.replaceAll('"', '')}"` : `'${text}'`)
