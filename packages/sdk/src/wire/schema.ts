import { limits } from '../limits.js'
import { intentType } from './encode.js'

/** A JSON Schema (2020-12) as plain data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

const key: JsonSchema = { type: 'string', minLength: 1, maxLength: limits.keyLength }
const instant: JsonSchema = { type: 'string', format: 'date-time', maxLength: 40 }
const name: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$', maxLength: limits.nameLength }

const recipient: JsonSchema = {
  description: 'The one person an intent is for, with at least one address.',
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1, maxLength: limits.recipientIdLength, description: "The emitter's own id." },
    email: {
      type: 'string',
      maxLength: limits.emailLength,
      pattern: '^[^\\s@<>(),;:\\\\"\\[\\]]{1,64}@[^\\s@<>(),;:\\\\"\\[\\].]+(?:\\.[^\\s@<>(),;:\\\\"\\[\\].]+)*$',
    },
    phone: { type: 'string', pattern: '^\\+[1-9][0-9]{6,14}$', description: 'E.164.' },
    push: {
      type: 'array',
      maxItems: limits.pushTargets,
      items: {
        type: 'object',
        required: ['token', 'app'],
        properties: {
          token: { type: 'string', pattern: '^[\\x21-\\x7e]+$', maxLength: limits.pushTokenLength },
          app: { enum: ['ios', 'android', 'web'] },
        },
      },
    },
    locale: { type: 'string', pattern: '^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$', maxLength: 35 },
    timeZone: { type: 'string', minLength: 1, maxLength: 64, description: 'IANA name, as Europe/Berlin.' },
  },
  anyOf: [
    { required: ['email'] },
    { required: ['phone'] },
    { required: ['push'], properties: { push: { type: 'array', minItems: 1 } } },
  ],
}

const content: JsonSchema = {
  type: 'object',
  required: ['to', 'data'],
  properties: {
    to: recipient,
    data: { type: 'object', description: "What the template's contract asks for." },
    contract: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'Hash of the schema it was checked against.' },
    lane: { enum: ['critical', 'transactional', 'bulk'] },
    idempotencyKey: key,
    sendAt: { ...instant, description: 'Not before this moment.' },
    expiresAt: { ...instant, description: 'Not after this moment; later than sendAt.' },
    collapseKey: key,
    brand: name,
    attachments: { type: 'array', maxItems: 0, description: 'Reserved: [{ name, url }].' },
  },
}

/**
 * The wire format as a JSON Schema, for services in other languages. `decodeIntent` asks for a little more: no control
 * characters in names and addresses, no U+0000, no lone surrogates, no member `__proto__`, known time zones, and the
 * limits of size and depth.
 */
export const intentSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://tidings.dev/schema/intent-v1.json',
  title: 'Tidings intent, version 1',
  description: `A CloudEvent 1.0 in structured mode, JSON, at most ${limits.intentBytes} bytes of UTF-8. Members that are not listed are ignored.`,
  type: 'object',
  required: ['specversion', 'type', 'source', 'id', 'time', 'subject', 'data'],
  properties: {
    specversion: { const: '1.0' },
    type: { const: intentType },
    source: {
      type: 'string',
      pattern: '^[\\x21-\\x7e]+$',
      maxLength: limits.sourceLength,
      description: 'The service.',
    },
    id: { type: 'string', minLength: 1, maxLength: limits.idLength, description: 'Unique within the source.' },
    time: { ...instant, description: 'When it was emitted.' },
    subject: { ...name, description: 'The template.' },
    datacontenttype: { type: 'string', pattern: '^application/json\\b' },
    traceparent: { type: 'string', description: 'W3C Trace Context; ignored if not valid.' },
    tracestate: { type: 'string' },
    data: content,
  },
}
