import type { Channel, Lane, PushTarget, Recipient } from '@tidings/sdk'

import type { Rendered } from './rendered.js'

/** One thing that is wrong with data: where (JSON pointer) and what. */
export interface DataIssue {
  readonly path: string
  readonly message: string
}

/** Channels in order. `all`: each on its own. `first`: the next one is queued when the one before has failed. */
export interface Steps {
  readonly mode: 'all' | 'first'
  readonly channels: readonly Channel[]
}

/** The dress of a brand: sender, variables and where its pictures are, from `tidings.yaml`. */
export interface Brand {
  /** What templates and intents call it, which decides what pieces it has of its own. Default: `main`. */
  readonly key?: string
  readonly name: string
  readonly sender: { readonly email: string; readonly name: string; readonly replyTo?: string; readonly sms?: string }
  readonly variables: Readonly<Record<string, string>>
  /** Where the files of `_assets/` are served: https, without `/` at the end. Needed by templates that show some. */
  readonly assetBase?: string
}

/** The brand of intents that name none. */
export const usualBrand = 'main'

/** Everything a render depends on. The same request gives the same bytes, on every attempt. */
export interface RenderRequest {
  readonly channel: Channel
  /** The address on that channel: e-mail address, phone number or push target. */
  readonly address: string | PushTarget
  readonly recipient: Recipient
  readonly data: unknown
  readonly brand: Brand
  /** Every filter's "now", the Date header, and the source of Message-ID and boundary. */
  readonly admittedAt: Date
  /** `<intent>.<n>`. */
  readonly messageId: string
  /** One-click unsubscribe address (https), for marketing categories. */
  readonly unsubscribeUrl?: string
}

/** What is known of a version of a template before anything is rendered. */
export interface TemplateSummary {
  /** The template's, as its folder is called. */
  readonly name: string
  /** Hash of source, compiler version and settings: the version. 64 hex digits. */
  readonly hash: string
  /** Hash of the schema: the contract. 64 hex digits. */
  readonly contract: string
  /** For people. */
  readonly title: string
  /** What a recipient unsubscribes from. */
  readonly category: string
  readonly marketing: boolean
  readonly lane: Lane
  readonly steps: Steps
  /** BCP 47 tags; the first is the default. */
  readonly locales: readonly string[]
  /** Brands that it may be dressed in. Absent: all. */
  readonly brands?: readonly string[]
}

/** A published version of a template, loaded for rendering. Immutable, shared by all messages. */
export interface LoadedTemplate extends TemplateSummary {
  /** All that is wrong with the data; empty when it fits the contract. */
  validate(data: unknown): readonly DataIssue[]
  /**
   * @throws RenderError naming template, channel, line and column, where the data lacks something or a limit is passed.
   */
  render(request: RenderRequest): Rendered
}
