import { checkRecipient } from './check-recipient.js'
import { checkOptionalText, checkText, isRecord, kindOf, refuse, type TextRule } from './field.js'
import type { Issue } from './issue.js'
import type { Lane } from './lane.js'
import { limits } from './limits.js'
import { checkPlainJson } from './plain-json.js'
import type { Recipient } from './recipient.js'
import { parseRfc3339 } from './rfc3339.js'

/** What an intent says, without who emitted it and when: the `data` member of the wire format. */
export interface Content {
  readonly to: Recipient
  readonly data: unknown
  readonly contract?: string | undefined
  readonly lane?: Lane | undefined
  readonly idempotencyKey?: string | undefined
  readonly sendAt?: string | undefined
  readonly expiresAt?: string | undefined
  readonly collapseKey?: string | undefined
  readonly brand?: string | undefined
}

/** Rules for the texts that name something. */
export const nameRules: {
  readonly id: TextRule
  readonly source: TextRule
  readonly template: TextRule
  readonly brand: TextRule
  readonly key: TextRule
} = {
  id: { max: limits.idLength, limit: 'idLength' },
  source: {
    max: limits.sourceLength,
    limit: 'sourceLength',
    pattern: /^[\x21-\x7e]+$/,
    expected: 'the name of the emitting service, of printable ASCII characters without spaces, as `orders`',
  },
  template: {
    max: limits.nameLength,
    limit: 'nameLength',
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    expected: 'the name of a template, as `order-shipped`',
  },
  brand: {
    max: limits.nameLength,
    limit: 'nameLength',
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    expected: 'the name of a brand, as `main`',
  },
  key: { max: limits.keyLength, limit: 'keyLength' },
}

const contractRule: TextRule = {
  max: 64,
  limit: 'SHA-256',
  pattern: /^[0-9a-f]{64}$/,
  expected: 'a contract hash of 64 lower-case hex digits',
}

/**
 * Adds to `issues` whatever keeps `content` from being the content of an intent. The one set of rules for the SDK,
 * which asks before it sends, and for admission, which asks again because not every emitter is this SDK. Members that
 * it does not know are not looked at.
 */
export function checkContent(content: Readonly<Record<string, unknown>>, path: string, issues: Issue[]): void {
  checkRecipient(content.to, `${path}/to`, issues)
  checkData(content.data, `${path}/data`, issues)
  checkOptionalText(content.contract, `${path}/contract`, contractRule, issues)
  checkLane(content.lane, `${path}/lane`, issues)
  checkOptionalText(content.idempotencyKey, `${path}/idempotencyKey`, nameRules.key, issues)
  checkOptionalText(content.collapseKey, `${path}/collapseKey`, nameRules.key, issues)
  checkOptionalText(content.brand, `${path}/brand`, nameRules.brand, issues)
  const sendAt = checkInstant(content.sendAt, `${path}/sendAt`, issues)
  const expiresAt = checkInstant(content.expiresAt, `${path}/expiresAt`, issues)
  if (sendAt !== undefined && expiresAt !== undefined && expiresAt <= sendAt) {
    refuse(issues, 'bad-format', `${path}/expiresAt`, 'must be later than `sendAt`')
  }
  checkAttachments(content.attachments, `${path}/attachments`, issues)
}

function checkData(data: unknown, path: string, issues: Issue[]): void {
  if (data === undefined) refuse(issues, 'missing', path, 'is missing; a template without variables takes {}')
  else if (!isRecord(data)) refuse(issues, 'wrong-type', path, `must be an object, is ${kindOf(data)}`)
  else checkPlainJson(data, path, issues)
}

function checkLane(lane: unknown, path: string, issues: Issue[]): void {
  if (lane === undefined || lane === 'critical' || lane === 'transactional' || lane === 'bulk') return
  refuse(issues, 'bad-format', path, 'must be `critical`, `transactional` or `bulk`')
}

/** Required text that is an instant; its ms since 1970, or undefined where it is none. */
export function checkTime(value: unknown, path: string, issues: Issue[]): number | undefined {
  if (value === undefined) refuse(issues, 'missing', path, 'is missing')
  return checkInstant(value, path, issues)
}

function checkInstant(value: unknown, path: string, issues: Issue[]): number | undefined {
  if (value === undefined || !checkText(value, path, { max: 40, limit: 'RFC 3339' }, issues)) return undefined
  const instant = parseRfc3339(value)
  if (!Number.isNaN(instant)) return instant
  refuse(issues, 'bad-format', path, 'must be a date-time of RFC 3339 with its zone, as `2026-11-23T14:02:11Z`')
  return undefined
}

/** Leaving them out silently would send an invoice mail without its invoice. */
function checkAttachments(attachments: unknown, path: string, issues: Issue[]): void {
  if (attachments === undefined || (Array.isArray(attachments) && attachments.length === 0)) return
  refuse(issues, 'reserved', path, 'are reserved by the format and not served yet; link to the document in `data`')
}
