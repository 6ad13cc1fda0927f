import type { Output } from '../output.js'
import type { RenderedEmail } from '../rendered.js'
import { type Mailbox, parseAddress } from './address.js'
import { mailboxField, textField, tokenField } from './header.js'
import { HeaderError } from './header-error.js'
import { headerText } from './header-text.js'
import { createQuotedPrintable } from './quoted-printable.js'

/** One body of a mail, loaded: its chunks were made by `encodeChunk`. `S` is what it reads its values from. */
export interface MailBody<S> {
  run(scope: S, out: Output<Uint8Array>): void
}

/** What all mails of a template in one locale have in common. */
export interface EmailParts<S> {
  readonly text: MailBody<S>
  readonly html: MailBody<S>
  /** Marketing mails do not carry `Auto-Submitted`. */
  readonly marketing: boolean
  /** BCP 47: the `Content-Language` header (RFC 3282). Absent: none. */
  readonly locale?: string
}

/** What is special to one mail. */
export interface EmailRequest<S> {
  readonly scope: S
  /** `<intent>.<n>`: the source of Message-ID and boundary. */
  readonly messageId: string
  /** The Date header. */
  readonly admittedAt: Date
  readonly from: Mailbox
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  /** https; makes the mail one that can be unsubscribed from with one click (RFC 8058). */
  readonly unsubscribeUrl?: string
}

/** A template's mail in one locale, ready to be written for any recipient. */
export interface PreparedEmail<S> {
  /**
   * The whole message and its envelope, whose addresses are those of the headers. The same request gives the same bytes.
   *
   * @throws HeaderError where a value cannot stand in its header; whatever a body throws passes through
   */
  write(request: EmailRequest<S>): RenderedEmail
}

/** Boundary characters (RFC 2046 section 5.1.1), as far as an id has them. 66 of the 70 remain after `=_` and dashes. */
const messageIdForm = /^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/
const messageIdLimit = 66

const partEnd = 'charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
const textPart = `\r\nContent-Type: text/plain; ${partEnd}`
const htmlPart = `\r\nContent-Type: text/html; ${partEnd}`
const oneClick = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n'

/** Rendering is synchronous, so that all templates of a thread can write into the same buffer. */
const output = createQuotedPrintable()

/**
 * Prepares what does not change from mail to mail; done once, when a template is loaded. Writing a mail throws
 * `HeaderError` where a header cannot carry its value.
 */
export function prepareEmail<S>(parts: EmailParts<S>): PreparedEmail<S> {
  const { locale } = parts
  const language = locale === undefined ? '' : tokenField('Content-Language', locale)
  const lastHeaders = `MIME-Version: 1.0\r\n${language}${parts.marketing ? '' : 'Auto-Submitted: auto-generated\r\n'}`
  let sender = senderHeaders({ email: 'nobody@localhost' }, undefined)

  return {
    write(request) {
      const { messageId, from, replyTo, scope } = request
      if (sender.email !== from.email || sender.name !== from.name || sender.replyTo !== replyTo) {
        sender = senderHeaders(from, replyTo)
      }
      if (messageId.length > messageIdLimit || !messageIdForm.test(messageId)) {
        throw new HeaderError(
          'Message-ID',
          `a message id is 1 to ${messageIdLimit} letters and digits with single dots or hyphens between`,
        )
      }
      const to = parseAddress('To', request.to)
      const subject = headerText('Subject', request.subject)
      // Encoded bodies have `=` only before two hex digits or a line end, so that none can contain this.
      const boundary = `=_${messageId}`

      output.begin()
      output.verbatim(
        `Date: ${mailDate(request.admittedAt)}\r\n` +
          tokenField('Message-ID', `<${messageId}@${sender.domain}>`) +
          sender.lines +
          tokenField('To', to.email) +
          textField('Subject', subject) +
          tokenField('X-Tidings-Message', messageId) +
          (request.unsubscribeUrl === undefined ? '' : unsubscribeHeaders(request.unsubscribeUrl)) +
          lastHeaders +
          `Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n--${boundary}${textPart}`,
      )
      parts.text.run(scope, output)
      output.endBody()
      output.verbatim(`\r\n--${boundary}${htmlPart}`)
      parts.html.run(scope, output)
      output.endBody()
      output.verbatim(`\r\n--${boundary}--\r\n`)
      const raw = output.finish()
      return {
        channel: 'email',
        from: sender.envelope,
        to: to.email,
        subject,
        ...(locale === undefined ? {} : { locale }),
        raw,
      }
    },
  }
}

/** The headers that depend on the brand alone: the same for nearly all mails in a row. */
function senderHeaders(from: Mailbox, replyTo: string | undefined) {
  const { email, domain } = parseAddress('From', from.email)
  const replyLine = replyTo === undefined ? '' : mailboxField('Reply-To', { email: replyTo })
  const lines = mailboxField('From', from) + replyLine
  return { email: from.email, name: from.name, replyTo, envelope: email, domain, lines }
}

function unsubscribeHeaders(url: string): string {
  if (!/^https:\/\/[^<>]+$/.test(url)) {
    throw new HeaderError(
      'List-Unsubscribe',
      'the unsubscribe address must be an https URL without < and >; correct the brand',
    )
  }
  return tokenField('List-Unsubscribe', `<${url}>`) + oneClick
}

/** RFC 5322 section 3.3, in UTC. */
function mailDate(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new HeaderError('Date', 'the admission time is not a date')
  return date.toUTCString().replace('GMT', '+0000')
}
