/** Digits of the content's hash in a name: one of four billion, among the versions of one file. */
const digits = 8

/**
 * Where a file is served below a brand's `assetBase`: its path with the hash of its content before the ending, so that a
 * cache may keep it for ever, and a mail of last year still shows the picture of last year. Percent-encoded.
 *
 * @param path below `_assets/`, with `/`
 * @param hash of the content, in hex
 */
export function assetName(path: string, hash: string): string {
  const short = hash.slice(0, digits)
  const dot = path.lastIndexOf('.')
  const named =
    dot > path.lastIndexOf('/') + 1 ? `${path.slice(0, dot)}.${short}${path.slice(dot)}` : `${path}.${short}`
  return named.split('/').map(encode).join('/')
}

// What encodeURIComponent leaves may end an attribute or a CSS url().
const encode = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
