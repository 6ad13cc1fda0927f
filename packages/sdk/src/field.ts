import type { Issue } from './issue.js'

/** What a text field may hold. */
export interface TextRule {
  /** Characters at most. */
  readonly max: number
  /** Name of the limit behind `max`, for the message. */
  readonly limit: string
  /** What the whole must match. */
  readonly pattern?: RegExp
  /** What `pattern` asks for, as `must be ...`. */
  readonly expected?: string
}

// Controls, format characters (zero width, right-to-left overrides), line and paragraph separators, lone surrogates:
// nothing of it belongs in a name, a key or an address, and each is a way into a header or past the reader's eye.
// Printable ASCII, the usual case, is found out several times as fast.
const printable = /^[\x20-\x7e]*$/
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** Checks a required text; adds at most one issue. */
export function checkText(value: unknown, path: string, rule: TextRule, issues: Issue[]): value is string {
  if (value === undefined) return refuse(issues, 'missing', path, 'is missing')
  if (typeof value !== 'string') return refuse(issues, 'wrong-type', path, `must be a string, is ${kindOf(value)}`)
  if (value === '') return refuse(issues, 'bad-format', path, 'must not be empty')
  if (value.length > rule.max) {
    const message = `must have at most ${rule.max} characters, has ${value.length} (limit ${rule.limit})`
    return refuse(issues, 'limit', path, message)
  }
  const found = printable.test(value) ? null : hidden.exec(value)
  if (found !== null) {
    const code = `U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    return refuse(
      issues,
      'control-character',
      path,
      `must not contain control or invisible characters, contains ${code}`,
    )
  }
  if (rule.pattern !== undefined && !rule.pattern.test(value)) {
    return refuse(issues, 'bad-format', path, `must be ${rule.expected}`)
  }
  return true
}

/** Checks a text that may be absent. */
export function checkOptionalText(value: unknown, path: string, rule: TextRule, issues: Issue[]): void {
  if (value !== undefined) checkText(value, path, rule, issues)
}

/** Adds an issue; false, so that a check can return it. */
export function refuse(issues: Issue[], code: Issue['code'], path: string, message: string): false {
  issues.push({ code, path, message })
  return false
}

/** A plain object, as JSON has it; arrays and null are none. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** How messages call what they found. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
