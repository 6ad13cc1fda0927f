import { type Mark, markForm } from './linear.js'

/** Finds the marks in a stretch of the text, of which there are thousands, most of them without. */
export function markFinder(
  text: string,
  marks: readonly Mark[],
): (start: number, end: number) => readonly { readonly mark: Mark; readonly at: number }[] {
  const all = [...text.matchAll(markForm)].flatMap(([form, index], nth, matches) => {
    const mark = marks[Number(index)]
    const at = matches[nth]?.index ?? 0
    return mark === undefined ? [] : [{ mark, at, end: at + form.length }]
  })
  return (start, end) => {
    let low = 0
    let high = all.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((all[middle]?.at ?? 0) < start) low = middle + 1
      else high = middle
    }
    let stop = low
    while ((all[stop]?.end ?? Number.POSITIVE_INFINITY) <= end) stop++
    return stop === low ? none : all.slice(low, stop)
  }
}

const none: readonly never[] = []
