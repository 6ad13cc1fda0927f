import { afterAll, beforeAll, expect, test } from 'vitest'

import { applyReplayPlan, planReplay, type ReplayPlan, type ReplayQuery } from '#dispatcher/flows/replay.js'
import { pause, resume } from '#dispatcher/ledger/pauses.js'
import { replayProgress } from '#dispatcher/ledger/replay-apply.js'

import { greeting, type Rig, setUpRig } from '../support/rig.js'
import { storyOf } from '../support/story.js'

let rig: Rig
beforeAll(async () => {
  rig = await setUpRig()
  await rig.start()
})
afterAll(() => rig.stop())

let next = 0
const phone = () => `+4915120${String(++next).padStart(6, '0')}`
const query = (over: Partial<ReplayQuery>): ReplayQuery => ({
  states: ['failed', 'refused'],
  includeUnknown: false,
  currentTemplate: false,
  limit: 10_000,
  ...over,
})
const order = {
  reason: 'fault lifted',
  byWhom: 'test',
  environment: 'test',
  expiresMs: { critical: 600_000, transactional: 600_000, bulk: 600_000 },
}
const yamlInBulk = greeting['template.yaml']?.replace('lane: transactional', 'lane: bulk') ?? ''
const apply = async (plan: ReplayPlan) => {
  const flow = await applyReplayPlan(rig.ledger, plan, order)
  await expect.poll(async () => (await replayProgress(rig.ledger.connection, flow)).open, { timeout: 10_000 }).toBe(0)
  await rig.settled()
  return { plan, flow, progress: await replayProgress(rig.ledger.connection, flow) }
}
const replay = async (over: Partial<ReplayQuery>) => apply(await planReplay(rig.ledger, query(over)))
const failOne = async (rule = 'reject 30003 until lifted', over: object = {}, template = 'greeting') => {
  await rig.catcher.setRule(rule, { channel: 'sms' })
  const { id } = await rig.tidings.emit(template, { to: { phone: phone() }, data: { name: 'Ann' }, ...over })
  await rig.settled()
  await rig.catcher.clearRules()
  return id
}
const message = async (id: string) => {
  const story = await storyOf(rig, id)
  return story.kind === 'intent' ? story.messages[0] : undefined
}

test('a failed message is planned, sent again with a new provider key, and the replay says what came of it', async () => {
  const id = await failOne()
  const { plan, progress } = await replay({ ids: [id] })
  expect(plan).toMatchObject({ messages: 1, refused: 0, recipients: 1, templates: ['greeting'] })
  expect(progress).toEqual({ total: 1, open: 0, ended: { accepted: 1 } })
  const story = await message(id)
  expect(story?.state).toBe('accepted')
  expect(story?.attempts.map(({ generation, attempt, outcome }) => [generation, attempt, outcome])).toEqual([
    [0, 1, 'rejected'],
    [1, 1, 'accepted'],
  ])
  const keys = (await rig.catcher.list()).filter((caught) => caught.intent === id).map((caught) => caught.key)
  expect(keys).toEqual([`${id}.2.1`, `${id}.2.0`])
  const [flow] = await rig.rows(`SELECT reason, by_whom, plan_hash FROM tidings.flows ORDER BY id DESC LIMIT 1`)
  expect(flow).toEqual({ reason: 'fault lifted', by_whom: 'test', plan_hash: plan.hash })
})

test('planning changes nothing, gives the same hash until something changes, and what was replayed is not planned again', async () => {
  const id = await failOne()
  const first = await planReplay(rig.ledger, query({ ids: [id] }))
  expect((await planReplay(rig.ledger, query({ ids: [id] }))).hash).toBe(first.hash)
  await replay({ ids: [id] })
  expect(await planReplay(rig.ledger, query({ ids: [id] }))).toMatchObject({ messages: 0, items: [] })
})

test('a replay renders with the version first used, unless the current one is asked for', async () => {
  const pinned = await failOne()
  const current = await failOne()
  await rig.publish('greeting', { ...greeting, 'sms.liquid': 'Good day {{ name }}' })
  await replay({ ids: [pinned] })
  await replay({ ids: [current], currentTemplate: true })
  const textOf = async (id: string) =>
    (await rig.catcher.list()).find((caught) => caught.intent === id && caught.reply === 'accepted')?.text
  expect(await textOf(pinned)).toBe('Hello Ann')
  expect(await textOf(current)).toBe('Good day Ann')
  await rig.publish('greeting', greeting)
})

test('unknown messages are skipped and counted, unless they are asked for', async () => {
  const id = await failOne('drop for 1')
  expect((await planReplay(rig.ledger, query({ states: ['failed', 'unknown'], ids: [id] }))).skipped).toMatchObject({
    unknown: 1,
  })
  const { progress } = await replay({ states: ['unknown'], ids: [id], includeUnknown: true })
  expect(progress.ended).toEqual({ accepted: 1 })
})

test('unknown messages that are left out take no place of others', async () => {
  await failOne('drop for 1')
  const id = await failOne()
  const plan = await planReplay(rig.ledger, query({ states: ['failed'], limit: 1, template: 'greeting' }))
  expect(plan.messages).toBe(1)
  expect(plan.skipped.unknown).toBeGreaterThan(0)
  await replay({ ids: [id] })
})

test('a bulk message that was held until long after its replay was queued is sent all the same', async () => {
  await rig.publish('campaign', { ...greeting, 'template.yaml': yamlInBulk })
  const id = await failOne(undefined, {}, 'campaign')
  await pause(rig.ledger.connection, { kind: 'channel', name: 'sms', reason: 'looking into it', byWhom: 'test' })
  const flow = await applyReplayPlan(rig.ledger, await planReplay(rig.ledger, query({ ids: [id] })), order)
  await expect
    .poll(() => rig.rows('SELECT FROM tidings.queue WHERE flow = $1 AND hold = 2', [flow]), { timeout: 10_000 })
    .toHaveLength(1)
  await rig.pool.query(`UPDATE tidings.flows SET expanded_at = now() - interval '30 days' WHERE id = $1`, [flow])
  await resume(rig.ledger.connection, 'channel', 'sms')
  await rig.settled()
  expect((await message(id))?.state).toBe('accepted')
})

test('what would not be sent anyway is skipped with its reason', async () => {
  const expired = await failOne('reject 30003 until lifted', { expiresAt: new Date(Date.now() + 1500) })
  const cancelled = await failOne()
  await rig.tidings.cancel({ id: cancelled })
  await new Promise((resolve) => setTimeout(resolve, 1600))
  const plan = await planReplay(rig.ledger, query({ ids: [expired, cancelled] }))
  expect(plan).toMatchObject({ messages: 0, skipped: { expired: 1, cancelled: 1 } })
})

test('an explicit expiry stays, a default one begins anew', async () => {
  const id = await failOne()
  await rig.pool.query(`UPDATE tidings.intents SET expires_at = now() - interval '1 hour' WHERE id = $1`, [id])
  const { progress } = await replay({ ids: [id] })
  expect(progress.ended).toEqual({ accepted: 1 })
})

test('a refused intent is emitted once more as it was, and admitted when its template can take it', async () => {
  const { id } = await rig.tidings.emit('later', { to: { phone: phone() }, data: { name: 'Ann' } })
  await rig.settled()
  expect(await storyOf(rig, id)).toMatchObject({
    kind: 'refused',
    refused: { reasons: [{ code: 'unknown-template' }] },
  })
  await rig.publish('later', greeting)
  const { plan, progress } = await replay({ ids: [id] })
  expect(plan).toMatchObject({ messages: 0, refused: 1 })
  expect(progress.ended).toEqual({ emitted: 1 })
  expect((await message(id))?.state).toBe('accepted')
})

test('two operators who planned the same replay send each message once, whether at once or one after the other', async () => {
  const ids = [await failOne(), await failOne(), await failOne()]
  const plans = await Promise.all([1, 2, 3].map(() => planReplay(rig.ledger, query({ ids }))))
  await Promise.all(plans.slice(0, 2).map(apply))
  for (const plan of plans.slice(2))
    expect((await apply(plan)).progress).toMatchObject({ total: 3, open: 0, ended: { accepted: 3 } })
  const accepted = (await rig.catcher.list()).filter(
    (caught) => ids.includes(caught.intent ?? '') && caught.reply === 'accepted',
  )
  expect(accepted).toHaveLength(3)
})
