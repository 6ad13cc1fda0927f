import type { Intent } from '../intent.js'

/** CloudEvents type of an intent. A change that old readers would misread gets a new one. */
export const intentType = 'tidings.intent.v1'

/** Media type of the wire format: one CloudEvent in structured mode. */
export const intentMediaType = 'application/cloudevents+json'

/**
 * The wire format: CloudEvents 1.0, structured mode, as JSON text. The template is the event's subject, the trace
 * context travels as extension attributes. Does not check; the intent comes from checked content.
 */
export function encodeIntent(intent: Intent): string {
  return JSON.stringify({
    specversion: '1.0',
    type: intentType,
    source: intent.source,
    id: intent.id,
    time: intent.time,
    subject: intent.template,
    datacontenttype: 'application/json',
    traceparent: intent.traceparent,
    tracestate: intent.tracestate,
    data: {
      to: intent.to,
      data: intent.data,
      contract: intent.contract,
      lane: intent.lane,
      idempotencyKey: intent.idempotencyKey,
      sendAt: intent.sendAt,
      expiresAt: intent.expiresAt,
      collapseKey: intent.collapseKey,
      brand: intent.brand,
    },
  })
}
