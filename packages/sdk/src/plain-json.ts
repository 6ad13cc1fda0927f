import type { Issue, IssueCode } from './issue.js'
import { limits } from './limits.js'

// Most texts have neither, and an expression without the flag u finds that out several times as fast. With it, only
// surrogates that stand alone are of category Cs.
const suspicious = /[\0\ud800-\udfff]/
const unstorable = /[\0\p{Cs}]/u

function isUnstorable(text: string): boolean {
  return suspicious.test(text) && unstorable.test(text)
}

/**
 * Adds to `issues` whatever in `value` JSON, UTF-8 or PostgreSQL cannot carry: cycles, BigInt, NaN, functions, Dates
 * and other objects with a class, `__proto__` keys, NUL, lone surrogates, too many levels. What passes may be given to
 * `JSON.stringify` and comes back as it was, but for members that are `undefined`, which count as absent.
 */
export function checkPlainJson(value: unknown, at: string, issues: Issue[]): void {
  walk(value, { at, keys: [], ancestors: [], issues, nodes: 0 })
}

interface Walk {
  readonly at: string
  readonly keys: (string | number)[]
  readonly ancestors: object[]
  readonly issues: Issue[]
  nodes: number
}

function walk(value: unknown, state: Walk): void {
  switch (typeof value) {
    case 'string':
      if (isUnstorable(value)) report(state, ...unstorableReason(value))
      return
    case 'boolean':
      return
    case 'number':
      if (!Number.isFinite(value)) report(state, 'not-plain', `must be a finite number, is ${value}`)
      return
    case 'object':
      if (value !== null) walkInto(value, state)
      return
    case 'bigint':
      report(state, 'not-plain', 'is a BigInt, which JSON cannot carry; give a number or a string')
      return
    default:
      report(
        state,
        'not-plain',
        `is ${typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`}, which JSON cannot carry`,
      )
  }
}

function walkInto(value: object, state: Walk): void {
  const { ancestors, keys } = state
  if (ancestors.includes(value)) {
    report(state, 'not-plain', 'contains itself')
    return
  }
  if (ancestors.length >= limits.depth) {
    report(state, 'limit', `lies deeper than ${limits.depth} levels (limit depth)`)
    return
  }
  ancestors.push(value)
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && !tooMuch(state); index += 1) {
      keys.push(index)
      walk(value[index], state)
      keys.pop()
    }
  } else {
    walkMembers(value as Record<string, unknown>, state)
  }
  ancestors.pop()
}

function walkMembers(value: Record<string, unknown>, state: Walk): void {
  const prototype: unknown = Object.getPrototypeOf(value)
  // Another realm's Object.prototype (vm, jsdom) has no prototype either.
  if (prototype !== null && prototype !== Object.prototype && Object.getPrototypeOf(prototype) !== null) {
    report(
      state,
      'not-plain',
      `is ${classOf(value)}, not a plain object${value instanceof Date ? '; give date.toISOString()' : ''}`,
    )
    return
  }
  for (const key of Object.keys(value)) {
    if (tooMuch(state)) return
    const member = value[key]
    state.keys.push(key)
    if (key === '__proto__') report(state, 'proto-key', 'is a name that no member may have')
    else if (isUnstorable(key)) report(state, ...unstorableReason(key))
    else if (member !== undefined) walk(member, state)
    state.keys.pop()
  }
}

/** Bounds the work: a value with shared parts can be small in memory and endless when written out. */
function tooMuch(state: Walk): boolean {
  state.nodes += 1
  if (state.nodes === limits.intentBytes) {
    report(state, 'limit', `holds more values than fit into ${limits.intentBytes} bytes (limit intentBytes)`)
  }
  return state.nodes >= limits.intentBytes || state.issues.length >= limits.issues
}

function report(state: Walk, code: IssueCode, message: string): void {
  state.issues.push({ code, path: pointer(state.at, state.keys), message })
}

function unstorableReason(text: string): [IssueCode, string] {
  return text.includes('\0')
    ? ['nul', 'contains U+0000, which cannot be stored']
    : ['lone-surrogate', 'contains half of a surrogate pair, which UTF-8 cannot carry']
}

function classOf(value: object): string {
  const name: unknown = value.constructor?.name
  return typeof name === 'string' && name !== '' && name !== 'Object'
    ? `a ${name}`
    : 'an object with a prototype of its own'
}

/** A JSON pointer (RFC 6901): `~` and `/` in keys are escaped, and what would break a log line is shown as `\uXXXX`. */
function pointer(at: string, keys: readonly (string | number)[]): string {
  let path = at
  for (const key of keys) path += `/${typeof key === 'number' ? key : pointerPart(key)}`
  return path
}

function pointerPart(key: string): string {
  const escaped = key.length > 100 ? `${key.slice(0, 100)}...` : key
  return escaped
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
