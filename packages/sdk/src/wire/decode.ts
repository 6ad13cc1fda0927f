import { type Content, checkContent, checkTime, nameRules } from '../check-content.js'
import { composeIntent } from '../compose-intent.js'
import { checkText, isRecord, kindOf, refuse } from '../field.js'
import type { Intent } from '../intent.js'
import type { Issue } from '../issue.js'
import { limits } from '../limits.js'
import { checkPlainJson } from '../plain-json.js'
import { intentType } from './encode.js'
import { validTrace } from './trace-context.js'

/** What could be read of an intent that is refused, so that it can be found again. Each part is valid by itself. */
export interface RefusedIntent {
  readonly source?: string
  readonly id?: string
  readonly template?: string
  readonly idempotencyKey?: string
}

/** An intent, or every reason why there is none. Tell them apart by `refused === undefined`. */
export type Decoded =
  | { readonly ok: Intent; readonly refused?: undefined }
  | { readonly ok?: undefined; readonly refused: readonly Issue[]; readonly about: RefusedIntent }

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads one intent in its wire format. Never throws. Paths in the reasons point into the event as it came
 * (`/data/to/email`). Members that it does not know are ignored, and of a name given twice the last counts.
 */
export function decodeIntent(wire: string | Uint8Array): Decoded {
  if (wire.length > limits.intentBytes) return tooLarge(wire.length)
  let event: unknown
  try {
    const text = typeof wire === 'string' ? wire : utf8.decode(wire)
    if (typeof wire === 'string' && bytesOver(text)) return tooLarge(new TextEncoder().encode(text).length)
    event = JSON.parse(text)
  } catch (error) {
    return refusedWhole('not-json', notJson(error, wire))
  }
  if (!isRecord(event)) return refusedWhole('wrong-type', `must be an object, is ${kindOf(event)}`)
  return decodeEvent(event)
}

/** One UTF-16 unit is at most three bytes of UTF-8, so only a long text has to be counted. */
function bytesOver(text: string): boolean {
  return text.length * 3 > limits.intentBytes && new TextEncoder().encode(text).length > limits.intentBytes
}

function decodeEvent(event: Readonly<Record<string, unknown>>): Decoded {
  const issues: Issue[] = []
  checkEnvelope(event, issues)
  const content = event.data
  if (content === undefined) refuse(issues, 'missing', '/data', 'is missing')
  else if (!isRecord(content)) refuse(issues, 'wrong-type', '/data', `must be an object, is ${kindOf(content)}`)
  else {
    checkContent(content, '/data', issues)
    checkRest(event, content, issues)
  }
  if (issues.length > 0 || !isRecord(content)) return { refused: issues.slice(0, limits.issues), about: aboutOf(event) }
  return { ok: intentOf(event, content as unknown as Content) }
}

function checkEnvelope(event: Readonly<Record<string, unknown>>, issues: Issue[]): void {
  if (event.specversion !== '1.0') refuse(issues, 'envelope', '/specversion', "must be '1.0' (CloudEvents)")
  if (event.type !== intentType) refuse(issues, 'envelope', '/type', `must be '${intentType}'`)
  const contentType = event.datacontenttype
  if (contentType !== undefined && !(typeof contentType === 'string' && /^application\/json\b/i.test(contentType))) {
    refuse(issues, 'envelope', '/datacontenttype', "must be 'application/json' or absent")
  }
  if (event.data_base64 !== undefined) refuse(issues, 'envelope', '/data_base64', 'must be absent: data is JSON')
  checkText(event.source, '/source', nameRules.source, issues)
  checkText(event.id, '/id', nameRules.id, issues)
  checkText(event.subject, '/subject', nameRules.template, issues)
  checkTime(event.time, '/time', issues)
}

/**
 * The members beside `data.data`, which has been walked: names that no member may have, and depth. Their texts have
 * been checked where they are known and are ignored where not.
 */
function checkRest(
  event: Readonly<Record<string, unknown>>,
  content: Readonly<Record<string, unknown>>,
  issues: Issue[],
): void {
  const found: Issue[] = []
  for (const key of Object.keys(event)) {
    if (key !== 'data' && mayHide(key, event[key])) checkPlainJson(member(key, event[key]), '', found)
  }
  for (const key of Object.keys(content)) {
    if (key !== 'data' && mayHide(key, content[key])) checkPlainJson(member(key, content[key]), '/data', found)
  }
  issues.push(...found.filter(({ code }) => code === 'proto-key' || code === 'limit'))
}

function mayHide(key: string, value: unknown): boolean {
  return key === '__proto__' || (typeof value === 'object' && value !== null)
}

/** An object with one own member, also where that is called `__proto__`. */
function member(key: string, value: unknown): Record<string, unknown> {
  return Object.defineProperty({}, key, { value, enumerable: true })
}

function intentOf(event: Readonly<Record<string, unknown>>, content: Content): Intent {
  const origin = {
    id: event.id as string,
    source: event.source as string,
    time: event.time as string,
    template: event.subject as string,
  }
  return composeIntent(origin, content, validTrace(event.traceparent, event.tracestate))
}

function aboutOf(event: Readonly<Record<string, unknown>>): RefusedIntent {
  const { source, id, subject } = event
  const key = isRecord(event.data) ? event.data.idempotencyKey : undefined
  return {
    ...(checkText(source, '', nameRules.source, []) ? { source } : {}),
    ...(checkText(id, '', nameRules.id, []) ? { id } : {}),
    ...(checkText(subject, '', nameRules.template, []) ? { template: subject } : {}),
    ...(checkText(key, '', nameRules.key, []) ? { idempotencyKey: key } : {}),
  }
}

function refusedWhole(code: Issue['code'], message: string): Decoded {
  return { refused: [{ code, path: '', message }], about: {} }
}

function tooLarge(size: number): Decoded {
  return refusedWhole('limit', `must have at most ${limits.intentBytes} bytes, has ${size} (limit intentBytes)`)
}

/** V8's message quotes the input, which may be personal data; only the place is kept. */
function notJson(error: unknown, wire: string | Uint8Array): string {
  if (error instanceof TypeError) return 'is not valid UTF-8'
  if (wire.length === 0) return 'is empty'
  const place = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  return place === undefined ? 'is not valid JSON' : `is not valid JSON at position ${place}`
}
