import { type Mailbox, parseAddress } from './address.js'
import { encodedLineWidth, encodedWords } from './encoded-words.js'
import { HeaderError } from './header-error.js'
import { headerText, isPlain } from './header-text.js'

/** Columns of a line (RFC 5322 section 2.1.1); only a single token that cannot be folded goes beyond. */
const lineWidth = 78
/** Bytes of a line without its CRLF, hard (RFC 5322 section 2.1.1). */
const lineLimit = 998

const fieldName = /^[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)*$/
const visibleAscii = /^[!-~]+$/
const atoms = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/

/**
 * A header with free text, as `Subject`: folded at its spaces, or in encoded words where ASCII cannot carry it
 * unchanged. Ends in CRLF.
 *
 * @throws HeaderError as `headerText` says
 */
export function textField(name: string, text: string): string {
  const start = `${checkName(name)}: `
  const value = headerText(name, text)
  if (isPlain(value) && !value.includes('  ')) {
    if (start.length + value.length <= lineWidth) return `${start}${value}\r\n`
    const folded = fold(start, value)
    if (folded !== undefined) return folded
  }
  return `${start}${encodedWords(value, start.length)}\r\n`
}

/**
 * A header of one token that must stay in one piece and on one line, as `Message-ID` or `List-Unsubscribe`: visible
 * ASCII. Ends in CRLF.
 *
 * @throws HeaderError for any other character, the start of an encoded word, an empty token, and a line over 998 bytes
 */
export function tokenField(name: string, token: string): string {
  const start = `${checkName(name)}: `
  // Some parsers decode encoded words in every header.
  if (!visibleAscii.test(token) || token.includes('=?')) {
    throw new HeaderError(
      name,
      'it must be one piece of visible ASCII characters, without spaces and without =?; encode or correct it',
    )
  }
  if (start.length + token.length > lineLimit) {
    throw new HeaderError(
      name,
      `the line would have ${start.length + token.length} bytes, the limit is ${lineLimit}; shorten it`,
    )
  }
  return `${start}${token}\r\n`
}

/**
 * A header with one mailbox, as `From`: the name as atoms, as a quoted string or in encoded words, whichever carries it
 * unchanged. Runs of blanks in the name become one. Ends in CRLF.
 *
 * @throws HeaderError as `headerText` and `parseAddress` say
 */
export function mailboxField(name: string, mailbox: Mailbox): string {
  const start = `${checkName(name)}: `
  const { email } = parseAddress(name, mailbox.email)
  const shown = headerText(name, mailbox.name ?? '').replaceAll(/\s+/g, ' ')
  if (shown === '') return `${start}${email}\r\n`
  const line = `${start}${phrase(shown, start.length)}`
  const column = line.length - (line.lastIndexOf('\n') + 1)
  const width = line.includes('=?') ? encodedLineWidth : lineWidth
  return `${line}${column + email.length + 3 > width ? '\r\n ' : ' '}<${email}>\r\n`
}

function checkName(name: string): string {
  if (!fieldName.test(name)) {
    throw new HeaderError(
      JSON.stringify(name),
      'a header name is made of words of letters and digits with hyphens between',
    )
  }
  return name
}

function phrase(name: string, used: number): string {
  if (isPlain(name)) {
    if (atoms.test(name) && used + name.length <= lineWidth) return name
    const quoted = `"${name.replaceAll(/["\\]/g, '\\$&')}"`
    if (used + quoted.length <= lineWidth) return quoted
  }
  return encodedWords(name, used)
}

/** The value on several lines; undefined where a word is too long for a line. */
function fold(start: string, value: string): string | undefined {
  const [first = '', ...words] = value.split(' ')
  const lines: string[] = []
  let line = start + first
  for (const word of words) {
    if (line.length > lineWidth) return undefined
    if (line.length + 1 + word.length <= lineWidth) {
      line += ` ${word}`
    } else {
      lines.push(line)
      line = ` ${word}`
    }
  }
  if (line.length > lineWidth) return undefined
  lines.push(line)
  return `${lines.join('\r\n')}\r\n`
}
