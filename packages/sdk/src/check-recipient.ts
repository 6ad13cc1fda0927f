import { checkOptionalText, checkText, isRecord, kindOf, refuse, type TextRule } from './field.js'
import type { Issue } from './issue.js'
import { limits } from './limits.js'
import type { Recipient } from './recipient.js'
import { isTimeZone } from './time-zone.js'

const idRule: TextRule = { max: limits.recipientIdLength, limit: 'recipientIdLength' }

const emailRule: TextRule = {
  max: limits.emailLength,
  limit: 'emailLength',
  // One @, no spaces, none of the characters that end or list addresses in a header; a domain of labels.
  pattern: /^[^\s@<>(),;:\\"[\]]{1,64}@[^\s@<>(),;:\\"[\].]+(?:\.[^\s@<>(),;:\\"[\].]+)*$/u,
  expected: 'one e-mail address, as `ann@example.com`',
}

const phoneRule: TextRule = {
  max: 16,
  limit: 'E.164',
  pattern: /^\+[1-9]\d{6,14}$/,
  expected: 'a phone number in E.164, as `+4915112345678`',
}

const tokenRule: TextRule = {
  max: limits.pushTokenLength,
  limit: 'pushTokenLength',
  pattern: /^[\x21-\x7e]+$/,
  expected: 'a push token of printable ASCII characters without spaces',
}

const localeRule: TextRule = {
  max: 35,
  limit: 'BCP 47',
  pattern: /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/,
  expected: 'a language tag of BCP 47, as `de-AT`',
}

const timeZoneRule: TextRule = { max: 64, limit: 'IANA' }

/** Adds to `issues` whatever keeps `to` from being a recipient. */
export function checkRecipient(to: unknown, path: string, issues: Issue[]): void {
  if (to === undefined) {
    refuse(issues, 'missing', path, 'is missing')
    return
  }
  if (!isRecord(to)) {
    refuse(issues, 'wrong-type', path, `must be an object, is ${kindOf(to)}`)
    return
  }
  const before = issues.length
  checkOptionalText(to.id, `${path}/id`, idRule, issues)
  checkOptionalText(to.email, `${path}/email`, emailRule, issues)
  checkOptionalText(to.phone, `${path}/phone`, phoneRule, issues)
  checkOptionalText(to.locale, `${path}/locale`, localeRule, issues)
  if (to.timeZone !== undefined && checkText(to.timeZone, `${path}/timeZone`, timeZoneRule, issues)) {
    if (!isTimeZone(to.timeZone)) {
      refuse(issues, 'bad-format', `${path}/timeZone`, 'must be the IANA name of a time zone, as `Europe/Berlin`')
    }
  }
  if (to.push !== undefined) checkPush(to.push, `${path}/push`, issues)
  const pushes = Array.isArray(to.push) ? to.push.length : 0
  if (issues.length === before && to.email === undefined && to.phone === undefined && pushes === 0) {
    refuse(issues, 'no-address', path, 'must have an `email`, a `phone` or a `push` installation')
  }
}

/** Whatever keeps `to` from being a recipient, with paths into it; empty where it is one. */
export function recipientIssues(to: unknown): readonly Issue[] {
  const issues: Issue[] = []
  checkRecipient(to, '', issues)
  return issues
}

function checkPush(push: unknown, path: string, issues: Issue[]): void {
  if (!Array.isArray(push)) {
    refuse(issues, 'wrong-type', path, `must be an array, is ${kindOf(push)}`)
    return
  }
  if (push.length > limits.pushTargets) {
    const message = `must have at most ${limits.pushTargets} installations, has ${push.length} (limit pushTargets)`
    refuse(issues, 'limit', path, message)
    return
  }
  for (const [index, target] of (push as unknown[]).entries()) {
    const at = `${path}/${index}`
    if (!isRecord(target)) {
      refuse(issues, 'wrong-type', at, `must be an object, is ${kindOf(target)}`)
      continue
    }
    checkText(target.token, `${at}/token`, tokenRule, issues)
    if (target.app !== 'ios' && target.app !== 'android' && target.app !== 'web') {
      refuse(
        issues,
        target.app === undefined ? 'missing' : 'bad-format',
        `${at}/app`,
        'must be `ios`, `android` or `web`',
      )
    }
  }
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** The members of a checked recipient that Tidings knows, and no others. */
export function pickRecipient(to: Recipient): Recipient {
  // Assignments, because spreading conditional parts took a quarter of all the time that decoding takes.
  const picked: Writable<Recipient> = {}
  if (to.id !== undefined) picked.id = to.id
  if (to.email !== undefined) picked.email = to.email
  if (to.phone !== undefined) picked.phone = to.phone
  if (to.push !== undefined) picked.push = to.push.map(({ token, app }) => ({ token, app }))
  if (to.locale !== undefined) picked.locale = to.locale
  if (to.timeZone !== undefined) picked.timeZone = to.timeZone
  return picked
}
