import { describe, expect, test } from 'vitest'

import { setStage } from './stage.js'

/** From the kill to the first call of another dispatcher for a message of the dead one. A bound of the protocol. */
const boundMs = 15_000

// The first one waits for a lease of nine seconds; the other has the machine meanwhile.
describe.concurrent('dispatchers that leave', () => {
  test('at default times the messages of a killed dispatcher are called by another one within 15 s', {
    timeout: 60_000,
  }, async () => {
    const stage = await setStage({ delay: [0, 5] })
    try {
      const first = await stage.dispatch({ defaults: true })
      const second = await stage.dispatch({ defaults: true })
      // Calls take so long that the first one holds as many messages as it can, and all of them are waiting.
      await stage.emitter.emit(300, 'wait900')
      const heldBy = async (owner: string): Promise<Set<string>> => {
        const rows = await stage.rows<{ to: string }>(
          `SELECT i.recipient::jsonb ->> 'email' AS to FROM tidings.queue q JOIN tidings.intents i ON i.id = q.intent WHERE q.owner = $1 AND q.began_at IS NULL`,
          [owner],
        )
        return new Set(rows.map(({ to }) => to))
      }
      while ((await heldBy(first.owner)).size <= 5) await new Promise((resolve) => setTimeout(resolve, 5))
      const { at } = await stage.kill(first)
      const waiting = await heldBy(first.owner)
      expect(waiting.size).toBeGreaterThan(0)
      const taken = () =>
        stage.sink
          .transactions()
          .filter(({ from, to, mailAt }) => from === second.name && waiting.has(to) && mailAt > at)
      await expect.poll(() => taken().length, { timeout: 40_000, interval: 200 }).toBe(waiting.size)
      const times = taken().map(({ mailAt }) => mailAt - at)
      console.log(
        `takeover at default times: first call after ${Math.min(...times)} ms, last of ${times.length} after ${Math.max(...times)} ms`,
      )
      expect(Math.min(...times)).toBeLessThanOrEqual(boundMs)
      // Its lease was good for six seconds at least: nobody may have called before that was over.
      expect(Math.min(...times)).toBeGreaterThanOrEqual(6_000)
    } finally {
      await stage.stop()
    }
  })

  test('SIGTERM finishes what is open, records it and gives the rest back: nothing is unknown', {
    timeout: 90_000,
  }, async () => {
    const stage = await setStage({ delay: [20, 120] })
    try {
      const emitted = stage.emitter.emit(1_000)
      for (let round = 0; round < 4; round++) {
        const { name, owner, drain } = await stage.dispatch()
        await expect.poll(() => stage.sink.seen(name), { timeout: 20_000, interval: 5 }).toBeGreaterThan(20 + round * 7)
        expect(await drain()).toBe(0)
        expect(await stage.rows('SELECT FROM tidings.queue WHERE owner = $1', [owner])).toEqual([])
      }
      await emitted
      await stage.dispatch()
      await stage.settled()
      expect(await stage.judge()).toMatchObject({ faults: [], unknown: 0, duplicates: 0 })
      expect(await stage.rows('SELECT FROM tidings.evidence')).toEqual([])
    } finally {
      await stage.stop()
    }
  })
})
