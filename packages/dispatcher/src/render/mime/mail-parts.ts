import { decodeQuotedPrintable } from './decode-quoted-printable.js'

/** What a mail says, for showing it. */
export interface MailParts {
  /** Decoded `From` header. */
  readonly from: string
  readonly text: string
  readonly html: string
}

/**
 * Takes apart a mail that our own renderer wrote: two parts, text before HTML, both quoted-printable UTF-8. Mails of
 * others are the catcher's to take apart.
 */
export function mailParts(raw: Uint8Array): MailParts {
  const mail = Buffer.from(raw).toString('latin1')
  const boundary = /boundary="([^"]+)"/.exec(mail)?.[1] ?? ''
  const [headers = '', text = '', html = ''] = mail.split(`\r\n--${boundary}`)
  const from = /^From: (.*(?:\r\n[ \t].*)*)/m.exec(headers)?.[1] ?? ''
  return { from: decodeWords(from.replace(/\r\n[ \t]/g, ' ')), text: decodePart(text), html: decodePart(html) }
}

/** A header of a mail, decoded and on one line. */
export interface MailHeader {
  readonly name: string
  readonly value: string
}

/** The headers of such a mail, in its order. */
export function mailHeaders(raw: Uint8Array): readonly MailHeader[] {
  const mail = Buffer.from(raw).toString('latin1')
  return mail
    .slice(0, mail.indexOf('\r\n\r\n'))
    .split(/\r\n(?![ \t])/)
    .map((line) => {
      const colon = line.indexOf(':')
      return { name: line.slice(0, colon), value: decodeWords(line.slice(colon + 1).replace(/\r\n[ \t]/g, ' ')).trim() }
    })
}

/** The HTML of such a mail; undefined where it has none. */
export function htmlOf(raw: Uint8Array): string | undefined {
  return mailParts(raw).html || undefined
}

function decodePart(part: string): string {
  const body = part.slice(part.indexOf('\r\n\r\n') + 4)
  return decodeText(body).replaceAll('\r\n', '\n')
}

const decodeText = (text: string): string => decodeQuotedPrintable(Buffer.from(text, 'latin1')).toString('utf8')

/** Encoded words of RFC 2047 in UTF-8; blanks between two of them are no part of the text. */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, body: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(body, 'base64').toString('utf8') : decodeText(body.replaceAll('_', ' ')),
    )
}
