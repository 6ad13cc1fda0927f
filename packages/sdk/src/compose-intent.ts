import type { Content } from './check-content.js'
import { pickRecipient } from './check-recipient.js'
import type { Intent } from './intent.js'
import type { TraceContext } from './wire/trace-context.js'

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Who emitted an intent, and when. */
export type Origin = Pick<Intent, 'id' | 'source' | 'time' | 'template'>

/** The intent with this content. What is absent is left out; members that Tidings does not know are, too. */
export function composeIntent(origin: Origin, content: Content, trace: TraceContext | undefined): Intent {
  // Assignments, because spreading conditional parts took a quarter of all the time that decoding takes.
  const intent: Writable<Intent> = {
    id: origin.id,
    source: origin.source,
    time: origin.time,
    template: origin.template,
    to: pickRecipient(content.to),
    data: content.data,
  }
  if (content.contract !== undefined) intent.contract = content.contract
  if (content.lane !== undefined) intent.lane = content.lane
  if (content.idempotencyKey !== undefined) intent.idempotencyKey = content.idempotencyKey
  if (content.sendAt !== undefined) intent.sendAt = content.sendAt
  if (content.expiresAt !== undefined) intent.expiresAt = content.expiresAt
  if (content.collapseKey !== undefined) intent.collapseKey = content.collapseKey
  if (content.brand !== undefined) intent.brand = content.brand
  if (trace !== undefined) {
    intent.traceparent = trace.traceparent
    if (trace.tracestate !== undefined) intent.tracestate = trace.tracestate
  }
  return intent
}
