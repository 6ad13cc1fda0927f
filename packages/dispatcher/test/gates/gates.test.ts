import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Gate, GateSubject } from '#dispatcher/gates/gate.js'
import { passGates } from '#dispatcher/gates/pass-gates.js'
import { isAllowed } from '#dispatcher/gates/recipient-guard.js'
import { gates } from '#dispatcher/gates/registry.js'

const mailer = { name: 'mailer', kind: 'smtp' }
const second = { name: 'second', kind: 'smtp' }
const catcher = { name: 'catcher', kind: 'catcher' }
const subject = (over: Partial<GateSubject> = {}): GateSubject => ({
  template: 'order-shipped',
  category: 'order-updates',
  channel: 'email',
  address: 'ann@example.com',
  expiresAt: 2_000,
  facts: {},
  pauses: [],
  providers: [mailer, second],
  environment: { name: 'production', production: true, allow: [], catcher: undefined },
  now: 1_000,
  ...over,
})
const pauseOf = (kind: 'template' | 'provider' | 'channel', name: string) => ({
  kind,
  name,
  byWhom: 'ops',
  reason: 'look first',
})

test('a message that nothing speaks against passes with all its providers', () => {
  expect(passGates(subject())).toEqual({ passed: true, providers: [mailer, second] })
})

test.each([
  ['cancelled', { facts: { cancelled: true } }, { finalState: 'cancelled', code: 'cancelled' }],
  ['expired to the millisecond', { expiresAt: 1_000 }, { finalState: 'expired', code: 'expired' }],
  ['suppressed', { facts: { suppressed: 'bounced' } }, { finalState: 'suppressed', code: 'suppressed' }],
  ['unsubscribed', { facts: { unsubscribed: true } }, { finalState: 'suppressed', code: 'unsubscribed' }],
  [
    'guarded where there is no catcher',
    { environment: { name: 'staging', production: false, allow: [], catcher: undefined } },
    { code: 'recipient-guard' },
  ],
  ['a template that is paused', { pauses: [pauseOf('template', 'order-shipped')] }, { hold: 'paused' }],
  ['a channel that is paused', { pauses: [pauseOf('channel', 'email')] }, { hold: 'paused' }],
  [
    'all providers paused',
    { pauses: [pauseOf('provider', 'mailer'), pauseOf('provider', 'second')] },
    { hold: 'paused' },
  ],
] as const)('what is %s does not pass', (_name, over, verdict) => {
  expect(passGates(subject(over as Partial<GateSubject>))).toMatchObject({ passed: false, verdict })
})

test('a paused provider is passed over for the next one, and pauses of others do not matter', () => {
  const pauses = [pauseOf('provider', 'mailer'), pauseOf('template', 'weekly-menu'), pauseOf('channel', 'sms')]
  expect(passGates(subject({ pauses }))).toEqual({ passed: true, providers: [second] })
})

test('outside production everything goes to the catcher, but for what is allowed', () => {
  const environment = { name: 'staging', production: false, allow: ['*@example.com'], catcher }
  expect(passGates(subject({ environment }))).toEqual({ passed: true, providers: [mailer, second] })
  expect(passGates(subject({ environment, address: 'ann@elsewhere.example' }))).toEqual({
    passed: true,
    providers: [catcher],
  })
})

test('the guard cannot be passed by pausing: a caught message waits for the catcher', () => {
  const environment = { name: 'staging', production: false, allow: [], catcher }
  expect(passGates(subject({ environment, pauses: [pauseOf('provider', 'catcher')] }))).toMatchObject({
    passed: false,
    verdict: { hold: 'paused' },
  })
})

test('what ends a message is decided before what makes it wait', () => {
  const passage = passGates(subject({ facts: { suppressed: 'bounced' }, pauses: [pauseOf('channel', 'email')] }))
  expect(passage).toMatchObject({ passed: false, gate: 'suppression' })
})

test('a new gate is one more in the list, and narrows what those after it see', () => {
  const onlySecond: Gate = {
    name: 'second only',
    decide: () => ({ verdict: 'route', providers: [second] }),
    describe: () => 'second only',
  }
  expect(passGates(subject(), [onlySecond, ...gates])).toEqual({ passed: true, providers: [second] })
  expect(passGates(subject({ pauses: [pauseOf('provider', 'second')] }), [onlySecond, ...gates])).toMatchObject({
    passed: false,
  })
})

test('every gate describes what it has nothing against, in one line', () => {
  for (const gate of gates) expect(gate.describe(subject())).toMatch(/^[a-z].{3,80}$/)
})

test.each([
  ['ann@example.com', ['ann@example.com'], true],
  ['Ann@Example.COM', ['ann@example.com'], true],
  ['ann@example.com', ['*@example.com'], true],
  ['ann@example.com.evil.example', ['*@example.com'], false],
  ['evil@ann@example.org', ['ann@*'], false],
  ['+4915112345678', ['+4915*'], true],
  ['+4815112345678', ['+4915*'], false],
  ['a', ['a*a'], false],
  ['aa', ['a*a'], true],
  ['anything', ['*'], true],
  ['anything', [], false],
])('%s against %j is allowed: %s', (address, allow, expected) => {
  expect(isAllowed(address, allow)).toBe(expected)
})

test('an allow pattern means what the same regular expression means', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 })
  const address = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 })
  fc.assert(
    fc.property(address, letters, (text, pattern) => {
      expect(isAllowed(text, [pattern])).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text))
    }),
    { numRuns: 2_000 },
  )
})
