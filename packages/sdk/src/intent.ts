import type { Lane } from './lane.js'
import type { Recipient } from './recipient.js'

/**
 * What a service wants said: a template, a person, the data. Immutable once emitted. Known by `(source, id)` and,
 * if given, by `(source, idempotencyKey)`; the same key with another body is refused.
 */
export interface Intent {
  /** UUIDv7 made by the SDK; other emitters may use any id up to 200 characters. */
  readonly id: string
  /** The emitting service. */
  readonly source: string
  /** When it was emitted, RFC 3339. */
  readonly time: string
  readonly template: string
  readonly to: Recipient
  readonly data: unknown
  /** Hash of the schema that the emitter checked the data against. Absent: admission validates. */
  readonly contract?: string
  /** The lane that the contract named; only a hint for intents whose template is not published yet. */
  readonly lane?: Lane
  readonly idempotencyKey?: string
  /** RFC 3339. Not before this moment. */
  readonly sendAt?: string
  /** RFC 3339. Not after this moment. Default per lane: critical 10 min, transactional 72 h, bulk 48 h. */
  readonly expiresAt?: string
  readonly collapseKey?: string
  readonly brand?: string
  /** W3C trace context of the emitter. */
  readonly traceparent?: string
  readonly tracestate?: string
}
