import type { LintDocument } from '../document/lint-document.js'

type Range = readonly [begin: number, end: number]

const hiding = /<!--\[if\s+\(?!\s*\(?(?:mso|vml)[^\]]{0,80}\]>\s*(?:<!)?-->/gi
const hidden = new WeakMap<LintDocument, readonly Range[]>()

/**
 * Whether Outlook for Windows, which draws with Word, sees what stands here: not between `<!--[if !mso]><!-->` and
 * `<!--<![endif]-->`, nor in an element with `mso-hide: all`.
 */
export function wordSees(document: LintDocument, offset: number): boolean {
  const ranges = hidden.get(document) ?? hiddenIn(document)
  hidden.set(document, ranges)
  let from = 0
  let to = ranges.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((ranges[middle]?.[1] ?? 0) <= offset) from = middle + 1
    else to = middle
  }
  return (ranges[from]?.[0] ?? Number.POSITIVE_INFINITY) > offset
}

/** What is hidden from Word, in order and without overlaps. */
function hiddenIn(document: LintDocument): readonly Range[] {
  const { text } = document
  const ranges: Range[] = []
  for (const { begin, end, attribute } of document.elements()) {
    if (/mso-hide\s{0,9}:\s{0,9}all/i.test(attribute('style') ?? '')) ranges.push([begin, end])
  }
  for (let match = hiding.exec(text); match !== null; match = hiding.exec(text)) {
    const end = text.indexOf('<![endif]', hiding.lastIndex)
    ranges.push([match.index, end < 0 ? text.length : end])
    hiding.lastIndex = end < 0 ? text.length : end
  }
  ranges.sort(([left], [right]) => left - right)
  const apart: Range[] = []
  for (const [begin, end] of ranges) {
    const last = apart.at(-1)
    if (last === undefined || last[1] <= begin) apart.push([begin, end])
    else apart[apart.length - 1] = [last[0], Math.max(last[1], end)]
  }
  return apart
}
