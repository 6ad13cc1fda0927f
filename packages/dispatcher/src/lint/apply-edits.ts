import type { Edit } from '../templates/source/edit.js'

/**
 * Applies edits to the bytes of a file. Its byte order mark and line ends stay as they are; of edits that overlap the first
 * one counts, and the others wait for the next run.
 */
export function applyEdits(raw: string, edits: readonly Pick<Edit, 'begin' | 'end' | 'text'>[]): string {
  const position = positions(raw)
  const ending = raw.includes('\r\n') ? '\r\n' : '\n'
  let result = ''
  let done = 0
  let last = -1
  for (const { begin, end, text } of [...edits].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < last) continue
    const [from, to] = [position(begin), position(end)]
    result += raw.slice(done, from) + text.replaceAll('\n', ending)
    done = to
    // Two insertions at one place would be one fix made twice.
    last = Math.max(end, begin + 1)
  }
  return result + raw.slice(done)
}

/** Offsets of the text as it was read, in the file as it is. */
function positions(raw: string): (offset: number) => number {
  const mark = raw.startsWith('\uFEFF') ? 1 : 0
  // The n-th pair of CR and LF was read as one character.
  const pairs = [...raw.matchAll(/\r\n/g)].map(({ index }, nth) => index - mark - nth)
  return (offset) => offset + mark + pairs.filter((at) => at < offset).length
}
