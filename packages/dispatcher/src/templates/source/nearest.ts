import { suggest } from '../../config/suggest.js'

/** `` ; did you mean `x`? ``, or nothing where no known word is like it. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const found = suggest(word, known)
  return found === undefined ? '' : `; did you mean \`${found}\`?`
}
