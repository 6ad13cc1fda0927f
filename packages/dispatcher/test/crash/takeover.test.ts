import { afterEach, expect, test } from 'vitest'

import { type Stage, setStage } from './stage.js'

let stage: Stage | undefined
afterEach(() => stage?.stop())

/** From the kill to the first call of another dispatcher for a message of the dead one. A bound of the protocol. */
const boundMs = 15_000

test('at default times the messages of a killed dispatcher are called by another one within 15 s', {
  timeout: 60_000,
}, async () => {
  stage = await setStage({ delay: [0, 5] })
  const first = await stage.dispatch({ defaults: true })
  const second = await stage.dispatch({ defaults: true })
  // Every call of the first one hangs, so that it holds as many messages as it can, and all of them are waiting.
  await stage.emitter.emit(300, 'wait900')
  const heldBy = async (owner: string): Promise<Set<string>> =>
    new Set(
      (
        await stage?.rows<{ to: string }>(
          `SELECT i.recipient::jsonb ->> 'email' AS to FROM tidings.queue q JOIN tidings.intents i ON i.id = q.intent WHERE q.owner = $1 AND q.began_at IS NULL`,
          [owner],
        )
      )?.map(({ to }) => to),
    )
  let held = new Set<string>()
  while (held.size <= 5) held = await heldBy(first.owner)
  const { at } = await stage.kill(first)
  const waiting = [...(await heldBy(first.owner))].filter((to) => held.has(to))
  expect(waiting.length).toBeGreaterThan(0)
  const taken = () =>
    stage?.sink
      .transactions()
      .filter(({ from, to, mailAt }) => from === second.name && waiting.includes(to) && mailAt > at)
  await expect.poll(() => taken()?.length, { timeout: 30_000, interval: 200 }).toBe(waiting.length)
  const times = taken()?.map(({ mailAt }) => mailAt - at) ?? []
  console.log(
    `takeover at default times: first call after ${Math.min(...times)} ms, last of ${times.length} after ${Math.max(...times)} ms`,
  )
  expect(Math.min(...times)).toBeLessThanOrEqual(boundMs)
  // Its lease was good for six seconds at least: nobody may have called before that was over.
  expect(Math.min(...times)).toBeGreaterThanOrEqual(6_000)
})
