import type { Findings } from '../source/findings.js'
import { joinMapped, type MappedText, madeText, sliceMapped } from '../source/mapped-text.js'

/** What addresses of pictures and other files of the project begin with, as authors write them. */
export const assetsStart = '_assets/'

const skipped = [
  /<!--(?!\[if)[\s\S]*?-->/,
  /\{%-?\s*comment\b[\s\S]*?\bendcomment\s*-?%\}/,
  /\{%-?\s*raw\b[\s\S]*?\bendraw\s*-?%\}/,
]
/** One character of an address, or a whole output in it. */
const part = String.raw`\{\{[\s\S]*?\}\}|`
const addresses = [
  new RegExp(String.raw`(?<=(?:src|href|background|poster|url)\s*=\s*"\s*)_assets/(?:${part}[^"])*`),
  new RegExp(String.raw`(?<=(?:src|href|background|poster|url)\s*=\s*'\s*)_assets/(?:${part}[^'])*`),
  /(?<=(?:src|href|background|poster|url)\s*=\s*)_assets\/[^\s>]*/,
  new RegExp(String.raw`(?<=url\(\s*["']?\s*)_assets/(?:${part}[^"')])*`),
]
const sought = new RegExp(
  `${skipped.map(({ source }) => source).join('|')}|${addresses.map(({ source }) => `(${source})`).join('|')}`,
  'gi',
)

/**
 * Writes `src="_assets/mark.png"` as the language says it, `src="{{ 'mark.png' | asset_url }}"`: in URL attributes and CSS
 * `url(…)`, wherever the address begins with `_assets/`. A value in it, as in `_assets/dishes/{{ dish.picture }}.png`, goes
 * through the filter too. What cannot be said so is a finding.
 */
export function spellAssets(source: MappedText, findings: Findings): MappedText {
  if (!source.text.includes(assetsStart)) return source
  const pieces: MappedText[] = []
  let end = 0
  for (const match of source.text.matchAll(sought)) {
    const [, double, single, bare, css] = match
    const address = double ?? single ?? bare ?? css
    if (address === undefined) continue
    if (bare !== undefined) {
      findings.add('TPL207', source.placeAt(match.index), 'the address of a file has no quotes', 'put quotes around it')
      continue
    }
    const stop = match.index + address.trimEnd().length
    pieces.push(sliceMapped(source, end, match.index), spellAsset(sliceMapped(source, match.index, stop), findings))
    end = stop
  }
  if (end === 0) return source
  return joinMapped([...pieces, sliceMapped(source, end, source.text.length)])
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
