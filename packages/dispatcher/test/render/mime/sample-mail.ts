import type { EmailRequest, MailBody } from '#dispatcher/render/mime/email-writer.js'
import { encodeChunk } from '#dispatcher/render/mime/quoted-printable.js'

/** A piece of a body: template text, or a value of the mail. */
export type Piece = { readonly text: string } | { readonly value: string }

/** A body as a loaded template has it: template text encoded beforehand, values when it runs. */
export function bodyOf(pieces: readonly Piece[]): MailBody<unknown> {
  const steps = pieces.map((piece) => ('text' in piece ? encodeChunk(piece.text) : piece.value))
  return {
    run(_scope, out) {
      for (const step of steps) {
        if (typeof step === 'string') out.value(step)
        else out.chunk(step)
      }
    },
  }
}

/** What the reader of a body made of these pieces must see. */
export function expectedBody(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => ('text' in piece ? piece.text : piece.value))
    .map((text) => Buffer.from(text.replaceAll(/\r\n|\r|\n/g, '\r\n')).toString())
    .join('')
}

/** An everyday mail. */
export const sampleRequest: EmailRequest<unknown> = {
  scope: undefined,
  messageId: '0199f3c2-5d10-7c3a-8b21-00009d41c70b.1',
  admittedAt: new Date('2026-11-24T14:02:11.120Z'),
  from: { email: 'orders@fennel.example', name: 'Fennel' },
  to: 'ann@example.com',
  subject: 'Your order is on its way',
}
