import type { Channel } from '@tidings/sdk'
import type { z } from 'zod'

/** What the configuration needs to know of a kind of provider. */
export interface ProviderKindSettings {
  /** Schema of the provider block without `kind`. */
  readonly configuration: z.ZodType
  /** Channels that it sends; absent: all. */
  readonly channels?: readonly Channel[]
}

/** All kinds by name, as `kind:` in `tidings.yaml` says them. */
export type ProviderKindTable = Readonly<Record<string, ProviderKindSettings>>
