import type { Channel } from '@tidings/sdk'

import type { Rendered } from '../render/rendered.js'
import type { Outcome } from './outcome.js'

/** What a delivery service can and cannot do. The adapter contract suite holds every adapter to its record. */
export interface Capability {
  readonly channels: readonly Channel[]
  /** How long the service drops a second call with the same key, in ms; null where it has no such key. */
  readonly dedupWindowMs: number | null
  /** Whether the service can be asked for a message by our id. */
  readonly lookup: boolean
  /** Whether its later events name our id. */
  readonly echoesId: boolean
  /** Largest body it takes, in bytes; null where it states none. */
  readonly maxBytes: number | null
}

/** One call for one message. */
export interface Call {
  /** `<intent>.<n>`: travels in a header, tag or reference, so that later events can be joined. */
  readonly messageId: string
  /** Dedup key, stable over retries of one generation. */
  readonly key: string
  readonly rendered: Rendered
  /** Aborts at the deadline of the call. An adapter that wrote bytes by then answers `unknown`, else `interrupted`. */
  readonly signal: AbortSignal
  /**
   * True once the local deadline for the first byte has passed. Checked in the same tick as the first write; where it
   * is true nothing is written and the outcome is `interrupted`.
   */
  readonly tooLate: () => boolean
}

/** A configured account of a delivery service. `call` never throws: whatever happens is an outcome. */
export interface Provider {
  /** As `tidings.yaml` names it. */
  readonly name: string
  readonly kind: string
  readonly capability: Capability
  /** Calls that may be open at once. */
  readonly concurrency: number
  call(call: Call): Promise<Outcome>
  /** Answers whether the service can be reached and the credentials are taken, without sending anything. */
  check(signal: AbortSignal): Promise<{ readonly ok: boolean; readonly detail: string }>
  /** Ends idle connections; waits for open calls. */
  close(): Promise<void>
}
