import { type ParsedMail, simpleParser } from 'mailparser'

import type { CaughtMail } from './caught.js'

/** The headers a catcher looks at when a mail arrives, read from the first bytes and not decoded. */
export interface MailHead {
  readonly messageId?: string
  readonly locale?: string
}

const headerValue = (head: string, name: string): string | undefined =>
  new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, 'im').exec(head)?.[1]?.trim() || undefined

/** Reads what the log needs of a mail, without parsing it: our message id and its language. */
export const readMailHead = (raw: Buffer): MailHead => {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.toString('latin1', 0, end < 0 ? Math.min(raw.length, 65_536) : end)
  const messageId = headerValue(head, 'X-Tidings-Message')
  const locale = headerValue(head, 'Content-Language')
  return { ...(messageId !== undefined && { messageId }), ...(locale !== undefined && { locale }) }
}

const shownHeader = (parsed: ParsedMail): Readonly<Record<string, string>> =>
  Object.fromEntries(
    parsed.headerLines.map(({ key, line }) => [
      key,
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\r?\n\s*/g, ' ')
        .trim(),
    ]),
  )

/** Parses a mail as a mail program would, by mailparser. */
export const parseMail = async (raw: Buffer): Promise<{ readonly subject: string; readonly mail: CaughtMail }> => {
  const parsed = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true })
  return {
    subject: parsed.subject ?? '',
    mail: {
      ...(typeof parsed.html === 'string' && { html: parsed.html }),
      ...(parsed.text !== undefined && { plain: parsed.text }),
      headers: shownHeader(parsed),
      attachments: parsed.attachments.map(({ filename, contentType, size }) => ({
        name: filename ?? '',
        type: contentType,
        bytes: size,
      })),
    },
  }
}
