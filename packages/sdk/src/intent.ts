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
  /** Name of what is said, as its folder in `templates/` is called. */
  readonly template: string
  /** The one person it is for. */
  readonly to: Recipient
  /** What the template is filled with: JSON that fits its schema. */
  readonly data: unknown
  /** Hash of the schema that the emitter checked the data against. Absent: admission validates. */
  readonly contract?: string
  /** The lane that the contract named; only a hint for intents whose template is not published yet. */
  readonly lane?: Lane
  /** Emitting again with the same key changes nothing. Default: only `id` tells intents apart. */
  readonly idempotencyKey?: string
  /** RFC 3339. Not before this moment. */
  readonly sendAt?: string
  /** RFC 3339. Not after this moment. Default per lane: critical 10 min, transactional 72 h, bulk 48 h. */
  readonly expiresAt?: string
  /** A newer intent with the same key and recipient supersedes this one while it waits. */
  readonly collapseKey?: string
  /** Sender, layout and variables to dress the template in. Default: `main`. */
  readonly brand?: string
  /** W3C trace context of the emitter. */
  readonly traceparent?: string
  /** What tracing systems add to it; only beside `traceparent`. */
  readonly tracestate?: string
}
