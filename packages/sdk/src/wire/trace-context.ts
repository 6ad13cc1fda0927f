import { limits } from '../limits.js'

/** W3C Trace Context of the emitter. */
export interface TraceContext {
  readonly traceparent: string
  readonly tracestate?: string
}

const traceparentShape = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-[\x21-\x7e]*)?$/
const tracestateShape = /^[\x20-\x7e]+$/

/**
 * The valid part of a trace context. As the standard asks, what is not valid is left out: a message is never refused
 * because of its telemetry.
 */
export function validTrace(traceparent: unknown, tracestate: unknown): TraceContext | undefined {
  if (typeof traceparent !== 'string' || traceparent.length > 200 || !traceparentShape.test(traceparent))
    return undefined
  const keepState =
    typeof tracestate === 'string' && tracestate.length <= limits.tracestateLength && tracestateShape.test(tracestate)
  return keepState ? { traceparent, tracestate } : { traceparent }
}
