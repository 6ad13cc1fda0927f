import type { LintDocument } from '../document/lint-document.js'

const hiding = /<!--\[if\s+!\s*(?:mso|vml)[^\]]*\]>\s*(?:<!)?-->[\s\S]*?<!--\s*<!\[endif\]-->/gi
const hidden = new WeakMap<LintDocument, readonly (readonly [number, number])[]>()

/**
 * Whether Outlook for Windows, which draws with Word, sees what stands here: not between `<!--[if !mso]><!-->` and
 * `<!--<![endif]-->`, nor in an element with `mso-hide: all`.
 */
export function wordSees(document: LintDocument, offset: number): boolean {
  let ranges = hidden.get(document)
  if (ranges === undefined) {
    const comments = [...document.text.matchAll(hiding)].map(
      (match) => [match.index, match.index + match[0].length] as const,
    )
    const elements = document
      .elements()
      .filter((element) => /mso-hide\s*:\s*all/i.test(element.attribute('style') ?? ''))
      .map(({ begin, end }) => [begin, end] as const)
    ranges = [...comments, ...elements]
    hidden.set(document, ranges)
  }
  return !ranges.some(([begin, end]) => begin <= offset && offset < end)
}
