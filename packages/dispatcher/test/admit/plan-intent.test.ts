import type { Intent } from '@tidings/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { addressOf, messagesOf } from '#dispatcher/admit/messages-of.js'
import { mintId } from '#dispatcher/admit/mint-id.js'
import { type PlanContext, planIntent, type TemplateVersion } from '#dispatcher/admit/plan-intent.js'
import type { LoadedTemplate, Steps } from '#dispatcher/render/template.js'

const now = Date.parse('2026-11-24T09:30:00Z')
const hour = 3_600_000

const template = (steps: Steps): LoadedTemplate => ({
  name: 'order-shipped',
  hash: 'a'.repeat(64),
  contract: 'b'.repeat(64),
  title: 'Order shipped',
  category: 'order-updates',
  marketing: false,
  lane: 'transactional',
  steps,
  locales: ['en'],
  validate: (data) =>
    data === 'bad'
      ? [
          { path: '/a', message: 'is missing' },
          { path: '/b', message: 'is missing' },
        ]
      : [],
  render: () => {
    throw new Error('planning renders nothing')
  },
})
const version: TemplateVersion = { id: 7, template: template({ mode: 'all', channels: ['email', 'sms', 'push'] }) }
const context = (over: Partial<PlanContext> = {}): PlanContext => ({
  templates: {
    find: (name, contract) =>
      name !== 'order-shipped' ? 'unpublished' : contract === 'unknown' ? 'unknown-contract' : version,
    published: ['order-shipped'],
  },
  brands: ['main'],
  expiresMs: { critical: 600_000, transactional: 72 * hour, bulk: 48 * hour },
  now,
  ...over,
})
const intent = (over: Partial<Intent> = {}): Intent => ({
  id: 'x',
  source: 'shop',
  time: new Date(now).toISOString(),
  template: 'order-shipped',
  to: {
    email: 'ann@example.com',
    phone: '+4915112345678',
    push: [
      { token: 't1', app: 'ios' },
      { token: 't2', app: 'web' },
    ],
  },
  data: {},
  ...over,
})

test('an intent becomes a message for each channel and device, with the default life of its lane', () => {
  const plan = planIntent(intent(), context())
  expect(plan).toMatchObject({
    kind: 'admit',
    lane: 'transactional',
    due: now,
    expiresAt: now + 72 * hour,
    explicitExpiry: false,
  })
  expect(plan.kind === 'admit' && plan.messages.map(({ n, step, channel }) => [n, step, channel])).toEqual([
    [1, 0, 'email'],
    [2, 0, 'sms'],
    [3, 0, 'push'],
    [4, 0, 'push'],
  ])
})

test('with first, each channel that the recipient has is a step, in the order of the template', () => {
  const messages = messagesOf(intent().to, { mode: 'first', channels: ['push', 'sms', 'email'] })
  expect(messages.map(({ n, step }) => [n, step])).toEqual([
    [3, 0],
    [4, 0],
    [2, 1],
    [1, 2],
  ])
  expect(messagesOf({ email: 'ann@example.com' }, { mode: 'first', channels: ['push', 'email'] })).toMatchObject([
    { n: 1, step: 0 },
  ])
})

test('every message number leads back to its address', () => {
  const { to } = intent()
  for (const message of messagesOf(to, { mode: 'all', channels: ['email', 'sms', 'push'] }))
    expect(addressOf(to, message.n)).toEqual(message.address)
})

test.each([
  ['a template that nobody published', { template: 'order-shiped' }, [{ code: 'unknown-template', path: '/subject' }]],
  [
    'data that the contract refuses, with every reason',
    { data: 'bad' },
    [
      { code: 'contract', path: '/data/data/a' },
      { code: 'contract', path: '/data/data/b' },
    ],
  ],
  ['an unknown brand', { brand: 'other' }, [{ code: 'unknown-brand', path: '/data/brand' }]],
  ['a recipient that the template cannot reach', { to: {} }, [{ code: 'no-address', path: '/data/to' }]],
])('%s is refused', (_name, over, issues) => {
  expect(planIntent(intent(over as Partial<Intent>), context())).toMatchObject({ kind: 'refuse', issues })
})

test('a brand that the template does not allow is refused, and so is none where the usual one is not allowed', () => {
  const berryOnly = { ...version, template: { ...version.template, brands: ['berry'] } }
  const brands = ['main', 'berry', 'cherry']
  const planned = (over: Partial<Intent>) =>
    planIntent(intent(over), { ...context(), templates: { find: () => berryOnly, published: [] }, brands })
  expect(planned({ brand: 'berry' })).toMatchObject({ kind: 'admit' })
  for (const [over, says] of [
    [{ brand: 'cherry' }, 'names the brand "cherry", and order-shipped is dressed in berry only'],
    [{}, 'names no brand, which means "main", and order-shipped is dressed in berry only'],
  ] as const) {
    expect(planned(over)).toEqual({
      kind: 'refuse',
      issues: [{ code: 'brand-not-allowed', path: '/data/brand', message: says }],
    })
  }
})

test('a contract that nobody published yet is admitted with no messages, in the lane that it names', () => {
  expect(planIntent(intent({ contract: 'unknown', lane: 'critical', data: 'bad' }), context())).toMatchObject({
    kind: 'admit',
    version: undefined,
    lane: 'critical',
    messages: [],
    expiresAt: now + 600_000,
  })
})

test('what is due within the hour is queued, what is due later is kept', () => {
  const at = (ms: number) => new Date(now + ms).toISOString()
  expect(planIntent(intent({ sendAt: at(hour) }), context())).toMatchObject({ kind: 'admit', due: now + hour })
  expect(planIntent(intent({ sendAt: at(hour + 1) }), context())).toMatchObject({
    kind: 'schedule',
    due: now + hour + 1,
  })
  expect(planIntent(intent({ sendAt: at(-hour) }), context())).toMatchObject({ kind: 'admit', due: now })
})

test('an explicit expiry is taken as it is, and known as explicit', () => {
  const expiresAt = new Date(now + 5_000).toISOString()
  expect(planIntent(intent({ expiresAt }), context())).toMatchObject({ expiresAt: now + 5_000, explicitExpiry: true })
})

const uuidAt = (ms: number) => {
  const hex = Math.floor(ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7abc-9def-0123456789ab`
}

test('an emitted UUIDv7 of about now is kept, in lower case', () => {
  expect(mintId(uuidAt(now).toUpperCase(), now)).toBe(uuidAt(now))
  expect(mintId(uuidAt(now - 6.9 * 24 * hour), now)).toBe(uuidAt(now - 6.9 * 24 * hour))
})

test('any other id gets a new one of database time, which lies in a partition that exists', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.uuid(),
        fc.constant(uuidAt(Date.parse('2031-01-01'))),
        fc.constant(uuidAt(now - 8 * 24 * hour)),
      ),
      (emitted) => {
        const id = mintId(emitted, now)
        const ms = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(ms).toBeGreaterThan(now - 7 * 24 * hour)
        expect(ms).toBeLessThan(now + 24 * hour)
      },
    ),
  )
})
