/** A stretch of a Liquid text. */
export interface TextRange {
  readonly begin: number
  /** Behind its last character. */
  readonly end: number
}

const comment = /^\{%-?\s*comment\b/
const endComment = /\{%-?\s*endcomment\s*-?%\}/g

/** What a Liquid text says itself: all that stands outside of outputs, tags and comments. */
export function staticRanges(text: string): readonly TextRange[] {
  const ranges: TextRange[] = []
  let begin = 0
  while (begin < text.length) {
    const tag = nextTag(text, begin)
    if (tag === undefined) break
    if (tag.begin > begin) ranges.push({ begin, end: tag.begin })
    begin = tag.end
  }
  if (begin < text.length) ranges.push({ begin, end: text.length })
  return ranges
}

/** The next output, tag or comment; one without an end reaches to the end of the text. */
function nextTag(text: string, from: number): TextRange | undefined {
  for (let begin = text.indexOf('{', from); begin !== -1; begin = text.indexOf('{', begin + 1)) {
    const second = text[begin + 1]
    if (second !== '{' && second !== '%') continue
    if (second === '%' && comment.test(text.slice(begin, begin + 20))) {
      endComment.lastIndex = begin
      return { begin, end: endComment.test(text) ? endComment.lastIndex : text.length }
    }
    const end = text.indexOf(second === '{' ? '}}' : '%}', begin + 2)
    return { begin, end: end === -1 ? text.length : end + 2 }
  }
  return undefined
}

/** Each character of a text's static ranges, with its offset. */
export function* staticCharacters(text: string): Generator<{ readonly character: string; readonly offset: number }> {
  for (const { begin, end } of staticRanges(text)) {
    let offset = begin
    for (const character of text.slice(begin, end)) {
      yield { character, offset }
      offset += character.length
    }
  }
}
