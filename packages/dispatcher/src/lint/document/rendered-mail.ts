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
  const decoded = Buffer.allocUnsafe(end - begin)
  let length = 0
  for (let at = begin; at < end; at++) {
    const byte = raw[at] ?? 0
    if (byte !== 0x3d) decoded[length++] = byte
    else {
      const [high = 0, low = 0] = [raw[at + 1], raw[at + 2]]
      if (high !== 0x0d) decoded[length++] = (digit(high) << 4) | digit(low)
      at += 2
    }
  }
  return decoded.subarray(0, length)
}

/** Of `0` to `9` and `A` to `F`. */
const digit = (byte: number): number => (byte <= 0x39 ? byte - 0x30 : byte - 0x37)
