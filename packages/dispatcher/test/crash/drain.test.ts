import { afterEach, expect, test } from 'vitest'

import { type Stage, setStage } from './stage.js'

let stage: Stage | undefined
afterEach(() => stage?.stop())

test('SIGTERM finishes what is open, records it and gives the rest back: nothing is unknown', {
  timeout: 90_000,
}, async () => {
  stage = await setStage({ delay: [20, 120] })
  const emitted = stage.emitter.emit(1_000)
  for (let round = 0; round < 4; round++) {
    const dispatcher = await stage.dispatch()
    await expect
      .poll(() => stage?.sink.seen(dispatcher.name), { timeout: 10_000, interval: 5 })
      .toBeGreaterThan(20 + round * 7)
    expect(await dispatcher.drain()).toBe(0)
    const held = await stage.rows('SELECT FROM tidings.queue WHERE owner = $1', [dispatcher.owner])
    expect(held).toEqual([])
  }
  await emitted
  await stage.dispatch()
  await stage.settled()
  expect(await stage.judge()).toMatchObject({ faults: [], unknown: 0, duplicates: 0 })
  const [struck] = await stage.rows<{ count: number }>('SELECT count(*)::int AS count FROM tidings.evidence')
  expect(struck?.count).toBe(0)
})
