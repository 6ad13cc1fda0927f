import type { Channel, Lane } from '@tidings/sdk'

import type { AndroidOptions, IosOptions } from '../render/push/platform-options.js'
import type { Steps } from '../render/template.js'
import type { JsonSchema } from './schema/close-schema.js'
import type { MappedText, SourcePlace } from './source/mapped-text.js'
import type { YamlPath } from './source/yaml-text.js'

/** A Liquid text in template.yaml: the same for all locales, or one for each. */
export type Slot = ReadonlyMap<string, MappedText>

/** Key of the text that a slot has for all locales. */
export const everyLocale = '*'

/** What template.yaml says about e-mail. */
export interface EmailDefinition {
  readonly subject: Slot
  readonly preheader?: Slot
  readonly senderName?: Slot
}

/** What template.yaml says about text messages. */
export interface SmsDefinition {
  /** Whether characters that GSM-7 lacks are sent as its nearest ones. Default: false. */
  readonly transliterate: boolean
  /** Segments that a sample may take before it is a finding. Default: 3. */
  readonly maxSegments: number
}

/** What template.yaml says about push messages. */
export interface PushDefinition {
  readonly title: Slot
  readonly image?: Slot
  readonly link?: Slot
  /** Seconds. Default: 4 weeks, the longest that FCM keeps a message. */
  readonly ttl: number
  readonly data: ReadonlyMap<string, Slot>
  readonly collapseKey?: Slot
  readonly ios?: IosOptions
  readonly android?: AndroidOptions
}

/** template.yaml, checked. */
export interface TemplateDefinition {
  readonly title: string
  readonly category: string
  readonly lane: Lane
  readonly steps: Steps
  readonly locales: readonly string[]
  /** Brands that it may be dressed in. Absent: all of the project. */
  readonly brands?: readonly string[]
  /** Closed, see `closeSchema`. */
  readonly schema: JsonSchema
  readonly channels: readonly Channel[]
  readonly email?: EmailDefinition
  readonly sms?: SmsDefinition
  readonly push?: PushDefinition
  /** Where something stands, for findings. */
  placeOf(path: YamlPath): SourcePlace
  placeOfKey(path: YamlPath): SourcePlace
}
