import type { Intent } from './intent.js'
import type { Lane } from './lane.js'

/** An intent ready to travel. */
export interface Envelope {
  readonly intent: Intent
  /** The order that it waits in: the contract's lane, or `transactional` where there is no contract. */
  readonly lane: Lane
  /** The wire format, at most `limits.intentBytes` of UTF-8. */
  readonly body: string
}

/** One call's way through a transport: what the caller asked for, and who knows what about the other. */
export interface Passage {
  /** The caller's transaction, as given. A transport without transactions refuses it with `InvalidOption`. */
  readonly tx?: unknown
  /**
   * True once the caller has been told that nothing was sent (deadline, abort): nothing may be sent any more. To be
   * read in the same tick as the call of `sending`.
   */
  readonly abandoned: boolean
  /** To be called in the tick in which the first byte may leave. A missed deadline is `EmitIndeterminate` from then on. */
  sending(): void
}

/** Which intent a cancellation is for: one of `id` and `idempotencyKey` is given. */
export interface CancelTarget {
  /** The service that emitted it: ids and keys are unique within it. */
  readonly source: string
  readonly id?: string
  readonly idempotencyKey?: string
}

/**
 * `cancelled`: it was waiting and will not be sent. `recorded`: it is not known yet, and will not be sent when it
 * comes. `too late`: an attempt has begun or it has ended.
 */
export type CancelResult = 'cancelled' | 'recorded' | 'too late'

/**
 * How intents leave a service. Deadlines, abort signals and validation are the client's: a transport sends what it is
 * given, at once, and never retries by itself. Errors are `TidingsError`s; any other becomes `TransportFailed`, or
 * `EmitIndeterminate` once `sending` has been called.
 */
export interface Transport {
  /** For error messages: `outbox`, `memory`. */
  readonly name: string
  /**
   * Resolves when all envelopes are durable where they were sent. Those of one call stay in order. A transport that
   * cannot take all or nothing says `EmitIndeterminate` where a part may have been taken.
   */
  publish(envelopes: readonly Envelope[], passage: Passage): Promise<void>
  /** Resolves when the cancellation is durable. */
  cancel(target: CancelTarget, passage: Passage): Promise<CancelResult>
  /** Waits for what was taken on, then lets go of what the transport itself opened. May be called again. */
  close(): Promise<void>
}
