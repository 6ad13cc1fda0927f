import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'

import { resume } from '#dispatcher/ledger/pauses.js'
import type { Outcome } from '#dispatcher/providers/outcome.js'
import type { Call } from '#dispatcher/providers/provider.js'
import type { ProviderKind } from '#dispatcher/providers/provider-kind.js'
import { providerKinds } from '#dispatcher/providers/registry.js'

import { greeting, type Rig, rigYaml, setUpRig } from '../support/rig.js'
import { storyOf } from '../support/story.js'

type Answer = (call: Call) => Outcome | Promise<Outcome>
const accepted: Answer = ({ messageId }) => ({ outcome: 'accepted', ref: messageId })
const answers: { gateway: Answer; devices: Answer } = { gateway: accepted, devices: accepted }
const calls: { provider: string; messageId: string }[] = []

/** A provider of a test's own, which answers as the test says. */
const scripted: ProviderKind<object> = {
  kind: 'scripted',
  channels: ['sms', 'push'],
  configuration: z.object({}),
  create: (name) => ({
    name,
    kind: 'scripted',
    capability: { channels: ['sms', 'push'], dedupWindowMs: null, lookup: false, echoesId: true, maxBytes: null },
    concurrency: 4,
    call: async (call) => {
      calls.push({ provider: name, messageId: call.messageId })
      return answers[name as keyof typeof answers](call)
    },
    check: async () => ({ ok: true, detail: 'scripted' }),
    close: async () => {},
  }),
}

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig({
    kinds: { ...providerKinds, scripted },
    yaml: rigYaml
      .replace('sms: [catcher], push: [catcher]', 'sms: [gateway], push: [devices]')
      .replace('routes:', "recipients: { allow: ['+49*', '*@example.com'] }\n    routes:")
      .replace('providers:', 'providers:\n  gateway: { kind: scripted }\n  devices: { kind: scripted }')
      .replace('environments:\n  test:', 'environments:\n  test:\n    production: true'),
    environment: 'test',
  })
  await rig.publish('ping', {
    'template.yaml':
      greeting['template.yaml']
        ?.replace('all: [sms]', 'all: [push]')
        .replace('{ sms: {} }', '{ push: { title: Ping } }') ?? '',
    'push.liquid': 'Ping {{ name }}',
  })
  await rig.start()
})
beforeEach(() => {
  answers.gateway = accepted
  answers.devices = accepted
  calls.length = 0
})
afterAll(() => rig.stop())

let next = 0
const emit = () =>
  rig.tidings.emit('greeting', { to: { phone: `+4915160${String(++next).padStart(6, '0')}` }, data: { name: 'Ann' } })
const message = async (id: string) => {
  const story = await storyOf(rig, id)
  return story.kind === 'intent' ? story.messages[0] : undefined
}

test('a configuration error pauses the provider, burns no attempt, and goes on when it is resumed', async () => {
  answers.gateway = () => ({
    outcome: 'deferred',
    fault: 'configuration',
    code: '535',
    detail: 'authentication failed',
  })
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await emit()).id))
  await expect
    .poll(async () => (await rig.rows('SELECT FROM tidings.queue WHERE hold = 2')).length, { timeout: 5_000 })
    .toBe(20)
  const [pause] = await rig.rows('SELECT kind, name, by_whom, reason FROM tidings.pauses')
  expect(pause).toMatchObject({
    kind: 'provider',
    name: 'gateway',
    by_whom: 'the dispatcher',
    reason: expect.stringContaining('535'),
  })
  answers.gateway = accepted
  expect(await resume(rig.ledger.connection, 'provider', 'gateway')).toBe(20)
  await rig.settled()
  for (const id of ids) expect(await message(id)).toMatchObject({ state: 'accepted' })
})

test('a rate limit uses up no attempts, however often it comes', async () => {
  let limited = 0
  answers.gateway = (call) =>
    ++limited > 8
      ? accepted(call)
      : { outcome: 'deferred', fault: 'rate', code: '429', detail: 'slow down', retryAfterMs: 20 }
  const { id } = await emit()
  await rig.settled()
  expect(await message(id)).toMatchObject({ state: 'accepted' })
  expect((await message(id))?.attempts).toHaveLength(9)
})

test('a provider that cannot be reached is left alone: it is probed, and messages wait without burning attempts', async () => {
  let reachable = false
  answers.gateway = (call) =>
    reachable ? accepted(call) : { outcome: 'interrupted', code: 'ECONNREFUSED', detail: 'connection refused' }
  const ids = await Promise.all(Array.from({ length: 200 }, async () => (await emit()).id))
  await expect.poll(() => calls.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(5)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  // Five calls open the circuit; with four calls at once some more were under way, and then there are single probes.
  expect(calls.length).toBeLessThan(20)
  reachable = true
  await rig.settled()
  for (const id of ids.slice(0, 20)) expect(await message(id)).toMatchObject({ state: 'accepted' })
  expect(await rig.rows(`SELECT FROM tidings.attempts WHERE final_state = 3`)).toHaveLength(0)
})

test('a provider that hangs keeps no other provider of its lane waiting', async () => {
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  answers.gateway = async (call) => held.then(() => accepted(call))
  await Promise.all(Array.from({ length: 300 }, emit))
  await expect
    .poll(() => calls.filter(({ provider }) => provider === 'gateway').length, { timeout: 5_000 })
    .toBeGreaterThanOrEqual(3)
  // Longer than the time from one look at what has settled, or is suspected, to the next.
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  const { id } = await rig.tidings.emit('ping', {
    to: { push: [{ token: 'device', app: 'ios' }] },
    data: { name: 'Ann' },
  })
  await expect.poll(async () => (await message(id))?.state, { timeout: 5_000 }).toBe('accepted')
  release()
  await rig.settled()
})

test('an adapter that throws has made the outcome unknown, and nothing else stops', async () => {
  answers.gateway = () => {
    throw new Error('a bug of the adapter')
  }
  const { id } = await emit()
  await expect.poll(async () => (await message(id))?.evidence.length, { timeout: 5_000 }).toBe(1)
  answers.gateway = accepted
  const fine = await emit()
  await rig.settled()
  expect(await message(id)).toMatchObject({
    state: 'unknown',
    attempts: [{ outcome: 'unknown' }],
    evidence: [{ code: 'adapter' }],
  })
  expect(await message(fine.id)).toMatchObject({ state: 'accepted' })
})

test('a message that was held at three deaths fails as poison, and one with two is claimed alone and sent', async () => {
  const strike = async (strikes: number) => {
    const { id } = await rig.tidings.emit('greeting', {
      to: { phone: `+4915161${String(++next).padStart(6, '0')}` },
      data: { name: 'Ann' },
      sendAt: new Date(Date.now() + 700),
    })
    await expect
      .poll(
        async () =>
          (await rig.rows('UPDATE tidings.queue SET strikes = $2 WHERE intent = $1 RETURNING n', [id, strikes])).length,
        { timeout: 5_000 },
      )
      .toBe(1)
    return id
  }
  const poison = await strike(3)
  const suspect = await strike(2)
  await rig.settled()
  expect(await message(poison)).toMatchObject({ state: 'failed', attempts: [{ attempt: 0, code: 'poison' }] })
  expect(await message(suspect)).toMatchObject({ state: 'accepted' })
})
