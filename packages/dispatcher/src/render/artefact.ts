import type { ProgramData } from './program-data.js'
import type { AndroidOptions, IosOptions } from './push/platform-options.js'
import type { TemplateSummary } from './template.js'

/**
 * Version of the artefact's form, raised whenever what is compiled may hold something that an older dispatcher does not
 * know. 2: texts of catalogues with values and plurals, pictures, brands and what each of them has of its own.
 */
export const artefactFormat = 2

/** Formats that this version renders: an update of the dispatcher must not stop what is published. */
export const readableFormats: readonly number[] = [1, artefactFormat]

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

/** The programs of a template, in each locale. */
export interface ChannelArtefacts {
  readonly email?: PerLocale<EmailArtefact>
  readonly sms?: PerLocale<SmsArtefact>
  readonly push?: PerLocale<PushArtefact>
}

/** What the pieces of some brands made of a template; channels that come out the same are left out. */
export interface BrandVariant extends ChannelArtefacts {
  readonly brands: readonly string[]
}

/** Where files of `_assets/` are found below a brand's `assetBase`: by the path as templates write it. */
export type AssetNames = Readonly<Record<string, string>>

/**
 * A compiled template: plain data, which the dispatcher stores, publishes and renders. Holds no source and no code.
 */
export interface Artefact extends TemplateSummary, ChannelArtefacts {
  readonly format: number
  readonly compilerVersion: string
  /** JSON Schema 2020-12 of the data. */
  readonly schema: Readonly<Record<string, unknown>>
  /** Brands with pieces of their own. Absent: every brand gets the same. */
  readonly variants?: readonly BrandVariant[]
  /** Files that the template shows. Absent: none. */
  readonly assets?: AssetNames
  /** What brands have instead, where their folder has a file of the same path. */
  readonly brandAssets?: Readonly<Record<string, AssetNames>>
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
  const unreadable = unreadableFormat(value)
  if (unreadable !== undefined) throw new Error(`The stored template ${unreadable}`)
  return value as Artefact
}

/** Why this version cannot render an artefact, and what to do, in words behind its name; undefined where it can. */
export function unreadableFormat(value: unknown): string | undefined {
  const { format, compilerVersion } = (value ?? {}) as { readonly format?: unknown; readonly compilerVersion?: unknown }
  if (typeof format === 'number' && readableFormats.includes(format)) return undefined
  const compiler = typeof compilerVersion === 'string' ? ` of compiler ${compilerVersion}` : ''
  const newer = typeof format === 'number' && format > artefactFormat
  return (
    `has the format ${JSON.stringify(format) ?? 'nothing'}${compiler}, and this version of Tidings reads formats up to ${artefactFormat}. ` +
    (newer
      ? 'Update the dispatcher to the version of Tidings that published it, or publish it again with the older one.'
      : 'Publish it again with the version of Tidings that runs.')
  )
}
