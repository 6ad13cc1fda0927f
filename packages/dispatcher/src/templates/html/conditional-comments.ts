const conditionStart = /<!--\[if[^\]>]*\]>(?:<!-->)?/g
const conditionEnd = /(?:<!--)?<!\[endif\]-->/g

/** Outlook reads what other clients take for a comment; both have to be safe. Offsets stay. */
export function openConditionalComments(text: string): string {
  const blank = (match: string): string => (match.includes('\uE001') ? match : ' '.repeat(match.length))
  return text.replace(conditionStart, blank).replace(conditionEnd, blank)
}

/** Number of the conditional comment around an offset; 0 outside. */
export function conditionalRegions(text: string): (offset: number) => number {
  const starts = [...text.matchAll(conditionStart)].map(({ index }) => index)
  const ends = [...text.matchAll(conditionEnd)].map(({ index }) => index)
  return (offset) => {
    const opened = starts.filter((start) => start < offset).length
    const closed = ends.filter((end) => end < offset).length
    return opened > closed ? opened : 0
  }
}
