import type { Findings } from '../source/findings.js'
import { joinMapped, type MappedText, sliceMapped } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'

const include = /<mj-include\b([^>]*?)\/?>(?:\s*<\/mj-include\s*>)?/g

/** Pieces inside pieces; more than this is a mistake. */
const deepest = 10
/** Pieces of one mail; two in each of ten that include each other would make a thousand. */
const mostPieces = 500

/**
 * Puts included pieces in place. They come from a map: no path reaches the file system, and mjml never sees an include.
 * @param pieces by the path as it may be written
 */
export function flattenIncludes(
  source: MappedText,
  pieces: ReadonlyMap<string, MappedText>,
  findings: Findings,
  open: readonly string[] = [],
  count: { pieces: number } = { pieces: 0 },
): MappedText {
  const parts: MappedText[] = []
  let end = 0
  for (const match of source.text.matchAll(include)) {
    const place = source.placeAt(match.index)
    parts.push(sliceMapped(source, end, match.index))
    end = match.index + match[0].length
    const piece = findPiece(match[1] ?? '', place, pieces, findings)
    if (piece === undefined) continue
    const { file } = piece.placeAt(0)
    if (open.includes(file)) findings.add('TPL205', place, `${file} includes itself`)
    else if (open.length >= deepest) findings.add('TPL205', place, `pieces are included more than ${deepest} deep`)
    else if (++count.pieces > mostPieces) findings.add('TPL205', place, `more than ${mostPieces} pieces are included`)
    else parts.push(flattenIncludes(piece, pieces, findings, [...open, file], count))
  }
  if (end === 0) return source
  parts.push(sliceMapped(source, end, source.text.length))
  return joinMapped(parts)
}

function findPiece(
  attributes: string,
  place: ReturnType<MappedText['placeAt']>,
  pieces: ReadonlyMap<string, MappedText>,
  findings: Findings,
): MappedText | undefined {
  const path = /\bpath\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes)
  const wanted = (path?.[1] ?? path?.[2] ?? '').replace(/^\.\//, '')
  if (wanted === '') {
    findings.add('TPL205', place, 'mj-include has no path', 'write <mj-include path="header.mjml" />')
    return undefined
  }
  if (/\btype\s*=/.test(attributes)) {
    findings.add('TPL205', place, 'only MJML can be included', 'put CSS into <mj-style> in a .mjml file')
    return undefined
  }
  const piece = pieces.get(wanted)
  if (piece === undefined) {
    findings.add(
      'TPL205',
      place,
      `there is no piece \`${wanted}\`${didYouMean(wanted, pieces.keys())}`,
      'pieces are the .mjml files in _partials/, _layouts/ and in the template itself',
    )
    return undefined
  }
  if (/<mjml[\s>]/.test(piece.text)) {
    findings.add(
      'TPL205',
      place,
      `${wanted} is a whole <mjml>, not a piece`,
      'leave <mjml>, <mj-head> and <mj-body> out of it',
    )
    return undefined
  }
  return piece
}
