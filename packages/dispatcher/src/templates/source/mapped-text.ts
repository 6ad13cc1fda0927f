/** A place in a file of the author. Line and column count from 1. */
export interface SourcePlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A text that knows where each of its characters was written, however often it was cut and put together. */
export interface MappedText {
  readonly text: string
  /** Where the character at this offset was written; the end of the text for anything behind it. */
  placeAt(offset: number): SourcePlace
}

/** A whole file, or a part of one that starts at `start`. */
export function fileText(
  file: string,
  text: string,
  start: Omit<SourcePlace, 'file'> = { line: 1, column: 1 },
): MappedText {
  let lines: number[] | undefined
  return {
    text,
    placeAt(offset) {
      lines ??= lineStarts(text)
      const at = Math.max(0, Math.min(offset, text.length))
      const line = lastAtOrBefore(lines, at)
      const column = at - (lines[line] ?? 0) + 1
      return { file, line: start.line + line, column: line === 0 ? start.column + column - 1 : column }
    },
  }
}

/** Puts texts together; each keeps its places. */
export function joinMapped(pieces: readonly MappedText[]): MappedText {
  const starts: number[] = []
  let text = ''
  for (const piece of pieces) {
    starts.push(text.length)
    text += piece.text
  }
  return {
    text,
    placeAt(offset) {
      const index = lastAtOrBefore(starts, Math.max(0, Math.min(offset, text.length)))
      const piece = pieces[index]
      if (piece === undefined) return { file: '', line: 1, column: 1 }
      return piece.placeAt(offset - (starts[index] ?? 0))
    },
  }
}

/** A part of a text, with its places. */
export function sliceMapped(source: MappedText, begin: number, end: number): MappedText {
  return {
    text: source.text.slice(begin, end),
    placeAt: (offset) => source.placeAt(begin + Math.min(offset, end - begin)),
  }
}

/** Text that the compiler made for something at one place. */
export function madeText(text: string, place: SourcePlace): MappedText {
  return { text, placeAt: () => place }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Index of the last number that is not greater; the list is ascending and starts at 0. */
function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((ascending[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
