import type { Channel } from '@tidings/sdk'
import type { z } from 'zod'

import type { Provider } from './provider.js'

/** What an adapter is given besides its configuration. */
export interface ProviderContext {
  /** Where relative file names in the configuration start from: the folder of `tidings.yaml`. */
  readonly folder: string
}

/** One kind of delivery service: how an account of it is configured, and how to make one. */
export interface ProviderKind<Configuration = unknown> {
  /** As `kind:` in `tidings.yaml` names it. */
  readonly kind: string
  /** What it can send. A route may name it only for these. */
  readonly channels: readonly Channel[]
  /** The account's block in `tidings.yaml`, without `kind`. */
  readonly configuration: z.ZodType<Configuration>
  /**
   * Makes the account. Opens no connection.
   *
   * @param name what `tidings.yaml` calls it.
   * @throws Error where a file that the configuration names cannot be read.
   */
  create(name: string, configuration: Configuration, context: ProviderContext): Provider
}
