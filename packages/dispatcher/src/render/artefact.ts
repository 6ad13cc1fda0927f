import type { ProgramData } from './program-data.js'
import type { AndroidOptions, IosOptions } from './push/platform-options.js'
import type { TemplateSummary } from './template.js'

/** Version of the artefact's form. A daemon refuses artefacts of another one, which a newer or older compiler made. */
export const artefactFormat = 1

/** A mail in one locale. */
export interface EmailArtefact {
  readonly subject: ProgramData
  /** Absent: the brand's name. */
  readonly senderName?: ProgramData
  readonly html: ProgramData
  readonly text: ProgramData
}

/** A text message in one locale. */
export interface SmsArtefact {
  readonly body: ProgramData
  /** The whole text is sent in GSM-7 wherever its nearest characters allow. */
  readonly transliterate?: true
}

/** A push message in one locale. */
export interface PushArtefact {
  readonly title: ProgramData
  readonly body: ProgramData
  readonly image?: ProgramData
  readonly link?: ProgramData
  readonly data: Readonly<Record<string, ProgramData>>
  /** Seconds. */
  readonly ttl: number
  readonly collapseKey?: ProgramData
  readonly ios?: IosOptions
  readonly android?: AndroidOptions
}

/** One thing per locale of the template. */
export type PerLocale<T> = Readonly<Record<string, T>>

/**
 * A compiled template: plain data, which the dispatcher stores, publishes and renders. Holds no source and no code.
 */
export interface Artefact extends TemplateSummary {
  readonly format: typeof artefactFormat
  readonly compilerVersion: string
  /** JSON Schema 2020-12 of the data. */
  readonly schema: Readonly<Record<string, unknown>>
  readonly email?: PerLocale<EmailArtefact>
  readonly sms?: PerLocale<SmsArtefact>
  readonly push?: PerLocale<PushArtefact>
}

/** The artefact as bytes (UTF-8 JSON). The same artefact gives the same bytes. */
export function encodeArtefact(artefact: Artefact): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(artefact))
}

/**
 * Reads an artefact back.
 * @throws Error where the bytes are no artefact, or one of another format
 */
export function decodeArtefact(bytes: Uint8Array): Artefact {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new Error('The stored template is no artefact: its bytes are no JSON. Publish it again.', { cause })
  }
  const format = typeof value === 'object' && value !== null ? (value as { format?: unknown }).format : undefined
  if (format !== artefactFormat) {
    throw new Error(
      `The stored template has the format ${JSON.stringify(format) ?? 'nothing'}, and this version of Tidings reads format ${artefactFormat}. ` +
        'Publish it again with the version that runs, or update the dispatcher.',
    )
  }
  return value as Artefact
}
