import { type Contract, createTidings, uuidv7 } from '@tidings/sdk'
import { outbox } from '@tidings/sdk/postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'

import { pause, resume } from '#dispatcher/ledger/pauses.js'
import { contractHash } from '#dispatcher/templates/contract-hash.js'

import { greeting, type Rig, setUpRig } from '../support/rig.js'
import { storyOf } from '../support/story.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
  await rig.publish('code', {
    'template.yaml':
      greeting['template.yaml']
        ?.replace('all: [sms]', 'first: [push, sms, email]')
        .replace('{ sms: {} }', '{ sms: {}, email: { subject: Code }, push: { title: Code } }') ?? '',
    'sms.liquid': 'Code for {{ name }}',
    'push.liquid': 'Code for {{ name }}',
    'email.mjml':
      '<mjml><mj-body><mj-section><mj-column><mj-text>Code for {{ name }}</mj-text></mj-column></mj-section></mj-body></mjml>',
  })
  await rig.start()
})
afterAll(() => rig.stop())

let next = 0
const phone = () => `+4915110${String(++next).padStart(6, '0')}`
const messagesOf = async (id: string) => {
  const story = await storyOf(rig, id)
  return story.kind === 'intent' ? story.messages : []
}
const sent = async (id: string) =>
  (await rig.catcher.list()).filter((caught) => caught.intent === id && caught.reply === 'accepted')

test('a deferred message is tried again until it is accepted, and each attempt is written down', async () => {
  await rig.catcher.setRule('defer 421 for 2', { channel: 'sms' })
  const { id } = await rig.tidings.emit('greeting', { to: { phone: phone() }, data: { name: 'Late' } })
  await rig.settled()
  const [message] = await messagesOf(id)
  expect(message?.attempts.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'deferred'],
    [2, 'deferred'],
    [3, 'accepted'],
  ])
  expect(await sent(id)).toHaveLength(1)
})

test('a message that is deferred as often as its policy allows fails with the provider code', async () => {
  await rig.catcher.setRule('defer 421 until lifted', { channel: 'sms' })
  const { id } = await rig.tidings.emit('greeting', { to: { phone: phone() }, data: { name: 'Never' } })
  await rig.settled()
  await rig.catcher.clearRules()
  const [message] = await messagesOf(id)
  expect(message?.state).toBe('failed')
  expect(message?.attempts).toHaveLength(4)
  expect(message?.attempts.at(-1)).toMatchObject({ outcome: 'deferred', code: '421', finalState: 'failed' })
})

test('a lost reply is unknown, settles, and for SMS stops: it is never sent twice', async () => {
  await rig.catcher.setRule('drop for 1', { channel: 'sms' })
  const { id } = await rig.tidings.emit('greeting', { to: { phone: phone() }, data: { name: 'Lost' } })
  await rig.settled()
  const [message] = await messagesOf(id)
  expect(message?.state).toBe('unknown')
  expect(message?.attempts).toMatchObject([{ attempt: 1, outcome: 'unknown', finalState: 'unknown' }])
  expect(message?.evidence).toMatchObject([{ attempt: 1, outcome: 'unknown' }])
  expect((await rig.catcher.list()).filter((caught) => caught.intent === id)).toHaveLength(1)
})

test('an unknown push is sent once more, and only once', async () => {
  await rig.catcher.setRule('drop for 5', { channel: 'push' })
  const { id } = await rig.tidings.emit('code', {
    to: { push: [{ token: 'device-1', app: 'ios' }] },
    data: { name: 'Push' },
  })
  await rig.settled()
  await rig.catcher.clearRules()
  const [message] = await messagesOf(id)
  expect(message?.attempts.map(({ outcome, finalState }) => [outcome, finalState])).toEqual([
    ['unknown', null],
    ['unknown', 'unknown'],
  ])
})

test('the next step is queued when the one before has failed, and not reached where it was accepted', async () => {
  const to = { phone: phone(), email: 'step@example.com' }
  await rig.catcher.setRule('reject 30003 until lifted', { channel: 'sms' })
  const failed = await rig.tidings.emit('code', { to, data: { name: 'Step' } })
  await rig.settled()
  await rig.catcher.clearRules()
  const fine = await rig.tidings.emit('code', { to, data: { name: 'Step' } })
  await rig.settled()
  expect((await messagesOf(failed.id)).map(({ channel, state }) => [channel, state])).toEqual([
    ['sms', 'failed'],
    ['email', 'accepted'],
  ])
  expect((await messagesOf(fine.id)).map(({ channel, state }) => [channel, state])).toEqual([
    ['sms', 'accepted'],
    ['email', 'not reached'],
  ])
})

test('with several devices the next step waits for all of them to fail', async () => {
  const push = ['a', 'b', 'c'].map((token) => ({ token, app: 'android' as const }))
  await rig.catcher.setRule('reject 410 until lifted', { channel: 'push', to: 'a' })
  const one = await rig.tidings.emit('code', { to: { phone: phone(), push }, data: { name: 'Some' } })
  await rig.settled()
  await rig.catcher.setRule('reject 410 until lifted', { channel: 'push' })
  const all = await rig.tidings.emit('code', { to: { phone: phone(), push }, data: { name: 'All' } })
  await rig.settled()
  await rig.catcher.clearRules()
  const states = async (id: string) => (await messagesOf(id)).map(({ channel, state }) => [channel, state])
  expect(await states(one.id)).toEqual([
    ['push', 'failed'],
    ['push', 'accepted'],
    ['push', 'accepted'],
    ['sms', 'not reached'],
  ])
  expect(await states(all.id)).toEqual([
    ['push', 'failed'],
    ['push', 'failed'],
    ['push', 'failed'],
    ['sms', 'accepted'],
  ])
})

test('a render error is final, written as attempt 0, and names template, file and line', async () => {
  await rig.publish('share', {
    'template.yaml':
      greeting['template.yaml']?.replaceAll('name', 'people').replace('{ type: string }', '{ type: integer }') ?? '',
    'sms.liquid': 'Each pays {{ 100 | divided_by: people }}',
  })
  const { id } = await rig.tidings.emit('share', { to: { phone: phone() }, data: { people: 0 } })
  await rig.settled()
  const [message] = await messagesOf(id)
  expect(message).toMatchObject({
    state: 'failed',
    attempts: [{ attempt: 0, outcome: 'verdict', code: 'render', beganAt: null }],
  })
  expect(message?.attempts[0]?.detail).toMatch(/^share sms \(en\) share\/sms\.liquid:1:\d+: .*zero/)
  expect(await sent(id)).toHaveLength(0)
})

test('an expired message is not sent, and its state says so', async () => {
  const { id } = await rig.tidings.emit('greeting', {
    to: { phone: phone() },
    data: { name: 'Old' },
    expiresAt: new Date(Date.now() - 1000),
  })
  await rig.settled()
  expect(await messagesOf(id)).toMatchObject([{ state: 'expired', attempts: [{ attempt: 0, code: 'expired' }] }])
  expect(await sent(id)).toHaveLength(0)
})

test('what is suppressed or unsubscribed is not sent', async () => {
  const suppressed = phone()
  const address = rig.ledger.hashes.address('sms', suppressed)
  await rig.pool.query(`INSERT INTO tidings.suppressions (address_hash, channel, reason) VALUES ($1, 2, 'bounced')`, [
    address,
  ])
  const category = (
    await rig.rows<{ id: number }>(`SELECT id FROM tidings.names WHERE kind = 'category' AND name = 'news'`)
  )[0]?.id
  await rig.pool.query(
    `INSERT INTO tidings.preferences (recipient_hash, category, channel, allowed) VALUES ($1, $2, 2, false)`,
    [rig.ledger.hashes.recipient('cus_off'), category],
  )
  const one = await rig.tidings.emit('greeting', { to: { phone: suppressed }, data: { name: 'Bounced' } })
  const two = await rig.tidings.emit('greeting', { to: { id: 'cus_off', phone: phone() }, data: { name: 'Off' } })
  await rig.settled()
  expect(await messagesOf(one.id)).toMatchObject([
    { state: 'suppressed', attempts: [{ attempt: 0, code: 'suppressed' }] },
  ])
  expect(await messagesOf(two.id)).toMatchObject([
    { state: 'suppressed', attempts: [{ attempt: 0, code: 'unsubscribed' }] },
  ])
})

test('a paused template is held, and goes on when it is resumed', async () => {
  await pause(rig.ledger.connection, { kind: 'template', name: 'greeting', byWhom: 'test', reason: 'look first' })
  const { id } = await rig.tidings.emit('greeting', { to: { phone: phone() }, data: { name: 'Held' } })
  await expect.poll(async () => (await messagesOf(id))[0]?.state, { timeout: 5000 }).toBe('held')
  expect(await resume(rig.ledger.connection, 'template', 'greeting')).toBe(1)
  await rig.settled()
  expect((await messagesOf(id))[0]?.state).toBe('accepted')
})

test('sendAt within the hour waits in the queue, and a cancel leaves nothing to send', async () => {
  const sendAt = new Date(Date.now() + 600)
  const kept = await rig.tidings.emit('greeting', { to: { phone: phone() }, data: { name: 'Later' }, sendAt })
  const cancelled = await rig.tidings.emit('greeting', { to: { phone: phone() }, data: { name: 'Cancelled' }, sendAt })
  await expect.poll(async () => (await rig.rows('SELECT FROM tidings.queue')).length, { timeout: 5000 }).toBe(2)
  expect(await rig.tidings.cancel({ id: cancelled.id })).toBe('cancelled')
  await rig.settled()
  expect(await messagesOf(cancelled.id)).toMatchObject([{ state: 'cancelled' }])
  const [caught] = await sent(kept.id)
  expect(Date.parse(caught?.at ?? '')).toBeGreaterThanOrEqual(sendAt.getTime())
  expect(await sent(cancelled.id)).toHaveLength(0)
})

test('a cancel before admission leaves a tombstone', async () => {
  const id = uuidv7()
  expect(await rig.tidings.cancel({ id })).toBe('recorded')
  await rig.tidings.emit('greeting', { id, to: { phone: phone() }, data: { name: 'Dead' } })
  await rig.settled()
  expect(await messagesOf(id)).toMatchObject([{ state: 'cancelled' }])
})

test('sendAt beyond an hour is kept as bytes, admitted when due, and cancelled by one delete', async () => {
  const sendAt = new Date(Date.now() + 2 * 3_600_000)
  const kept = await rig.tidings.emit('greeting', { to: { phone: phone() }, data: { name: 'Tomorrow' }, sendAt })
  const cancelled = await rig.tidings.emit('greeting', { to: { phone: phone() }, data: { name: 'Not' }, sendAt })
  await expect.poll(async () => (await rig.rows('SELECT FROM tidings.scheduled')).length, { timeout: 5000 }).toBe(2)
  expect(await rig.tidings.cancel({ id: cancelled.id })).toBe('cancelled')
  await rig.pool.query(`UPDATE tidings.scheduled SET due = now(), body = replace(body, $1, $2)`, [
    sendAt.toISOString(),
    new Date().toISOString(),
  ])
  await expect.poll(async () => (await sent(kept.id)).length, { timeout: 8000 }).toBe(1)
  expect(await sent(cancelled.id)).toHaveLength(0)
})

test('an intent whose contract nobody has published is held, and sent when it is published', async () => {
  const files = {
    'template.yaml':
      greeting['template.yaml']
        ?.replace('required: [name]', 'required: [name, city]')
        .replace('name: { type: string }', 'name: { type: string }, city: { type: string }') ?? '',
    'sms.liquid': 'Hello {{ name }} in {{ city }}',
  }
  const hash = contractHash((parse(files['template.yaml']) as { data: unknown }).data)
  const early = createTidings({
    source: 'early',
    transport: outbox(rig.pool),
    contracts: {
      greeting: { hash, lane: 'transactional', validate: () => [] } as Contract<{ name: string; city: string }>,
    },
  })
  const { id } = await early.emit('greeting', { to: { phone: phone() }, data: { name: 'Early', city: 'Bonn' } })
  await expect
    .poll(async () => (await rig.rows('SELECT FROM tidings.queue WHERE hold = 3')).length, { timeout: 5000 })
    .toBe(1)
  await rig.publish('greeting', files)
  await rig.settled()
  expect((await sent(id))[0]?.text).toBe('Hello Early in Bonn')
  await early.close()
})
