import { decodeQuotedPrintable } from '../../render/mime/decode-quoted-printable.js'
import type { LintRender } from '../lint-subject.js'

/** A rendered mail, taken apart again. */
export interface RenderedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** UTF-8 bytes of the HTML, as a client counts them. */
  readonly htmlBytes: number
}

const read = new WeakMap<LintRender, RenderedMail>()

/** The mail of a render; undefined where it is of another channel. Each is taken apart once. */
export function mailOf(render: LintRender): RenderedMail | undefined {
  const { rendered } = render
  if (rendered.channel !== 'email') return undefined
  const known = read.get(render)
  if (known !== undefined) return known
  const raw = Buffer.from(rendered.raw.buffer, rendered.raw.byteOffset, rendered.raw.byteLength)
  const text = decodePart(raw, 'text/plain')
  const html = decodePart(raw, 'text/html')
  const mail = { subject: rendered.subject, text: text.toString(), html: html.toString(), htmlBytes: html.length }
  read.set(render, mail)
  return mail
}

/** Both parts are quoted-printable between boundaries, as our own writer makes them. */
function decodePart(raw: Buffer, type: string): Buffer {
  const head = raw.indexOf(`Content-Type: ${type}`)
  const begin = raw.indexOf('\r\n\r\n', head) + 4
  const end = raw.indexOf('\r\n--=_', begin)
  return decodeQuotedPrintable(raw.subarray(begin, end))
}
