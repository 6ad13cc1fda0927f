import { HeaderError } from './header-error.js'

/**
 * UTF-16 units of a subject or a name. Real ones have under 200; relays refuse header sections over some 100 KB
 * (Postfix: `header_size_limit`), which would lose the mail for good.
 */
const textLimit = 2000

// Cc is C0, DEL and C1; Cs is a surrogate without its other half. U+2028, U+2029 and U+0085 count as line ends in some parsers.
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029]/u
const printableAscii = /^[ -~]*$/

/**
 * Checks free text for a header and takes the blanks off its ends, which no reader of a header keeps.
 *
 * @throws HeaderError for control characters, line ends (also U+2028 and U+2029), half surrogate pairs, and text of
 * more than 2,000 characters.
 */
export function headerText(field: string, text: string): string {
  if (text.length > textLimit) {
    throw new HeaderError(field, `it has ${text.length} characters, the limit is ${textLimit}; shorten it`)
  }
  const hit = forbidden.exec(text)
  if (hit !== null) throw new HeaderError(field, describe(text, hit.index))
  return text.trim()
}

/** Whether the text has only space and visible ASCII, and nothing that a reader would take for an encoded word. */
export function isPlain(text: string): boolean {
  return printableAscii.test(text) && !text.includes('=?')
}

function describe(text: string, index: number): string {
  const code = text.charCodeAt(index)
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const kind =
    code >= 0xd800 && code <= 0xdfff
      ? 'half of a surrogate pair'
      : code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029
        ? 'a line end'
        : 'a control character'
  return `character ${index + 1} is ${name}, ${kind}, which a header must not contain; remove it from the data or the template`
}
