/** A link in a text, as phones find it. */
export interface TextLink {
  readonly url: string
  readonly begin: number
  readonly end: number
}

const link = /(?<![\p{L}\p{N}.@/-])(?:https?:\/\/|www\.)[^\s<>"]+/giu
const behind: ReadonlySet<string | undefined> = new Set(".,;:!?)']")

/** The web addresses in a text: with their scheme, or from `www.`. Punctuation behind one is none of it. */
export function linksIn(text: string): readonly TextLink[] {
  return [...text.matchAll(link)].map(({ 0: found, index }) => {
    let length = found.length
    while (behind.has(found[length - 1])) length--
    return { url: found.slice(0, length), begin: index, end: index + length }
  })
}

/** The host of a link in small letters, without `www.`. */
export function hostOf(url: string): string {
  const host = /^(?:https?:\/\/)?(?:[^/@]*@)?(?:www\.)?([^/:?#]*)/i.exec(url)?.[1] ?? ''
  return host.toLowerCase()
}
