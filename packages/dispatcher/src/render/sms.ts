import type { SmsArtefact } from './artefact.js'
import { loadProgram, runToText } from './program.js'
import { RenderError } from './render-error.js'
import type { RenderedSms } from './rendered.js'
import type { Scope } from './scope.js'
import { transliterate } from './sms/transliterate.js'
import type { RenderRequest } from './template.js'

/** A text message of one template in one locale, loaded. */
export interface LoadedSms {
  render(request: RenderRequest, scope: Scope): RenderedSms
}

/**
 * Loads a text message. Characters are sent as the author and the data have them, unless the template asks for their nearest
 * in GSM-7; the ends are trimmed. However long it is, it is sent: what it costs is a matter of lint. Rendering throws
 * `RenderError` where the data lacks something or nothing is left to send.
 */
export function loadSms({ body, transliterate: inGsm }: SmsArtefact): LoadedSms {
  const program = loadProgram(body, (text) => text)
  return {
    render({ address, brand }, scope) {
      if (typeof address !== 'string')
        throw new RenderError(scope.subject, 'an SMS goes to a phone number, not to a device')
      const written = runToText(program, scope)
      // Trimmed last: white space that GSM-7 lacks may have become white space of its own.
      const text = (inGsm ? transliterate(written) : written).trim()
      if (text === '') throw new RenderError(scope.subject, 'the message is empty')
      const from = brand.sender.sms
      const { locale } = scope.subject
      return { channel: 'sms', to: address, ...(from === undefined ? {} : { from }), locale, text }
    },
  }
}
