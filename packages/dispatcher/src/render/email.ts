import type { EmailArtefact } from './artefact.js'
import { type PreparedEmail, prepareEmail } from './mime/email-writer.js'
import { HeaderError } from './mime/header-error.js'
import { encodeChunk } from './mime/quoted-printable.js'
import { loadProgram, type Program, runToText } from './program.js'
import { RenderError } from './render-error.js'
import type { RenderedEmail } from './rendered.js'
import type { Scope } from './scope.js'
import type { RenderRequest } from './template.js'

/** A mail of one template in one locale, loaded. */
export interface LoadedEmail {
  render(request: RenderRequest, scope: Scope): RenderedEmail
}

const asIs = (text: string): string => text

/**
 * Loads what does not change from mail to mail. Rendering throws `RenderError` where the data lacks something or a
 * header cannot carry it.
 */
export function loadEmail(
  artefact: EmailArtefact,
  { marketing, locale }: { readonly marketing: boolean; readonly locale: string },
): LoadedEmail {
  const subject = loadProgram(artefact.subject, asIs)
  const senderName = artefact.senderName === undefined ? undefined : loadProgram(artefact.senderName, asIs)
  const prepared: PreparedEmail<Scope> = prepareEmail({
    html: loadProgram(artefact.html, encodeChunk),
    text: loadProgram(artefact.text, encodeChunk),
    marketing,
    locale,
  })
  return {
    render(request, scope) {
      const { address, brand } = request
      const { replyTo } = brand.sender
      if (typeof address !== 'string')
        throw new RenderError(scope.subject, 'an e-mail goes to an address, not to a device')
      try {
        return prepared.write({
          scope,
          messageId: request.messageId,
          admittedAt: request.admittedAt,
          from: {
            email: brand.sender.email,
            name: senderName === undefined ? brand.sender.name : runToLine(senderName, scope),
          },
          to: address,
          ...(replyTo === undefined ? {} : { replyTo }),
          subject: runToLine(subject, scope),
          ...(request.unsubscribeUrl === undefined ? {} : { unsubscribeUrl: request.unsubscribeUrl }),
        })
      } catch (error) {
        if (error instanceof HeaderError) throw new RenderError(scope.subject, error.message, { cause: error })
        throw error
      }
    },
  }
}

/** A header is one line: white space of any kind becomes one space. */
export function runToLine(program: Program<string>, scope: Scope): string {
  return runToText(program, scope).replace(/\s+/g, ' ').trim()
}
