/** Columns of a line with an encoded word in it (RFC 2047 section 2). */
export const encodedLineWidth = 76

/** Columns of an encoded word (RFC 2047 section 2). */
const wordWidth = 75
const overhead = '=?utf-8?q??='.length

// What may stand for itself in every place, also in a display name (RFC 2047 section 5, rule 3).
const literal = /^[A-Za-z0-9!*+/-]$/

/**
 * Writes text as RFC 2047 encoded words on as many lines as it takes, in base64 or Q, whichever is shorter. No word ends
 * inside a character.
 *
 * @param used columns already taken on the first line
 */
export function encodedWords(text: string, used: number): string {
  const base64Length = Math.ceil(Buffer.byteLength(text) / 3) * 4
  const encoded = Array.from(text, quote)
  const quotedLength = encoded.reduce((sum, piece) => sum + piece.length, 0)
  const useQ = quotedLength <= base64Length

  const words: string[] = []
  let word = ''
  let size = 0
  let limit = Math.min(wordWidth, encodedLineWidth - used) - overhead
  let index = 0
  for (const character of text) {
    const piece = encoded[index++] as string
    const next = useQ ? size + piece.length : size + Buffer.byteLength(character)
    if ((useQ ? next : Math.ceil(next / 3) * 4) > limit) {
      words.push(word)
      word = ''
      size = 0
      limit = wordWidth - overhead
    }
    word += useQ ? piece : character
    size += useQ ? piece.length : Buffer.byteLength(character)
  }
  words.push(word)
  return words
    .map((payload) => (useQ ? `=?utf-8?q?${payload}?=` : `=?utf-8?b?${Buffer.from(payload).toString('base64')}?=`))
    .join('\r\n ')
}

function quote(character: string): string {
  if (literal.test(character)) return character
  if (character === ' ') return '_'
  if (character < '\u0080') return `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  return encodeURIComponent(character).replaceAll('%', '=')
}
