import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Rig, setUpRig } from '../support/rig.js'
import { storyOf } from '../support/story.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
  await rig.start()
})
afterAll(() => rig.stop())

const why = (id: string) => storyOf(rig, id)

test('an emitted intent is admitted, attempted, caught, and its story says so', async () => {
  const { id } = await rig.tidings.emit('greeting', {
    to: { id: 'cus_1', phone: '+4915112345678' },
    data: { name: 'Ann' },
  })
  await rig.settled()
  const [caught] = await rig.catcher.list()
  expect(caught).toMatchObject({
    channel: 'sms',
    to: '+4915112345678',
    text: 'Hello Ann',
    messageId: `${id}.2`,
    reply: 'accepted',
  })
  const story = await why(id)
  expect(story).toMatchObject({
    kind: 'intent',
    intent: { id, template: 'greeting', source: 'test' },
    messages: [
      {
        n: 2,
        channel: 'sms',
        state: 'accepted',
        attempts: [{ attempt: 1, outcome: 'accepted', finalState: 'accepted', provider: 'catcher' }],
      },
    ],
  })
})

test('an emit inside a transaction that rolls back is never heard of', async () => {
  const client = await rig.pool.connect()
  await client.query('BEGIN')
  const { id } = await rig.tidings.emit(
    'greeting',
    { to: { phone: '+4915112345679' }, data: { name: 'Ghost' } },
    { tx: client },
  )
  await client.query('ROLLBACK')
  client.release()
  await rig.tidings.emit('greeting', { to: { phone: '+4915112345680' }, data: { name: 'Real' } })
  await rig.settled()
  expect((await rig.catcher.list()).map((caught) => caught.text)).not.toContain('Hello Ghost')
  expect(await rig.rows('SELECT FROM tidings.intents WHERE id = $1', [id])).toHaveLength(0)
})

test('wrong data is refused with its bytes and every reason, and its neighbour is delivered', async () => {
  const bad = await rig.tidings.emit('greeting', { to: { phone: '+4915112345681' }, data: { nam: 'Ann', age: 3 } })
  await rig.tidings.emit('greeting', { to: { phone: '+4915112345682' }, data: { name: 'Neighbour' } })
  await rig.settled()
  expect((await rig.catcher.list())[0]?.text).toBe('Hello Neighbour')
  const story = await why(bad.id)
  expect(story).toMatchObject({ kind: 'refused', refused: { template: 'greeting' } })
  if (story.kind !== 'refused') return
  expect(story.refused.reasons.length).toBeGreaterThanOrEqual(2)
  expect(JSON.parse(story.refused.body)).toMatchObject({ id: bad.id })
})

test('a provider that rejects fails the message after one attempt', async () => {
  await rig.catcher.setRule('reject 30003 until lifted', { channel: 'sms' })
  const { id } = await rig.tidings.emit('greeting', { to: { phone: '+4915112345683' }, data: { name: 'Nobody' } })
  await rig.settled()
  await rig.catcher.clearRules()
  expect(await why(id)).toMatchObject({
    messages: [
      { state: 'failed', attempts: [{ attempt: 1, outcome: 'rejected', code: '30003', finalState: 'failed' }] },
    ],
  })
})

test('the same idempotency key and body is one intent; another body is refused and names the winner', async () => {
  const emission = { to: { phone: '+4915112345684' }, data: { name: 'Once' }, idempotencyKey: 'key-1' }
  const first = await rig.tidings.emit('greeting', emission)
  await rig.settled()
  await rig.tidings.emit('greeting', emission)
  const other = await rig.tidings.emit('greeting', { ...emission, data: { name: 'Twice' } })
  await rig.settled()
  const texts = (await rig.catcher.list()).map((caught) => caught.text)
  expect(texts.filter((text) => text === 'Hello Once')).toHaveLength(1)
  expect(texts).not.toContain('Hello Twice')
  const [refused] = await rig.rows<{ duplicate_of: string; external_id: string }>(
    'SELECT duplicate_of, external_id FROM tidings.refused WHERE external_id = $1',
    [other.id],
  )
  expect(refused).toEqual({ duplicate_of: first.id, external_id: other.id })
})
