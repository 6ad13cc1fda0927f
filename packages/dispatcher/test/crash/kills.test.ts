import { afterEach, expect, test } from 'vitest'

import { killAtRandom } from './kill-at-random.js'
import { seedOf } from './random.js'
import { type Stage, setStage } from './stage.js'

let stage: Stage | undefined
afterEach(async () => {
  await stage?.stop()
})

const slow = process.env.TIDINGS_TEST_SLOW === '1'
// One in fifty is rolled back.
const messages = slow ? 20_440 : 5_110
const kills = slow ? 120 : 30

test('dispatchers killed at random moments lose nothing, send nothing that was not emitted, and repeat only what is listed as unknown', {
  timeout: 240_000 * (slow ? 4 : 1),
}, async () => {
  const seed = seedOf('TIDINGS_CRASH_SEED')
  stage = await setStage({ delay: [40, 160] })
  const run = await killAtRandom(stage, { seed, kills, messages })
  await stage.settled()
  const verdict = await stage.judge()
  console.log(
    `crash run, seed ${seed}: ${run.kills} kills over ${messages} emits, ${run.hits} hit open calls (${run.open} open at the sink, ${run.begun} begun), ` +
      `${run.takeovers} waited for a takeover (longest ${run.longestTakeoverMs} ms); ${verdict.unknown} unknown, ${verdict.duplicates} duplicates, ${verdict.faults.length} faults`,
  )
  expect(verdict.faults.slice(0, 20), `seed ${seed}`).toEqual([])
  expect(verdict.unknown).toBeLessThanOrEqual(run.begun)
  // A run that hits nothing proves nothing.
  expect(run.kills).toBe(kills)
  expect(run.hits, `only ${run.hits} of ${kills} kills hit open calls`).toBeGreaterThanOrEqual((kills * 2) / 3)
  expect(run.takeovers, `only ${run.takeovers} kills waited for a takeover`).toBeGreaterThanOrEqual(kills / 3)
  expect([...verdict.ended.keys()].sort((a, b) => a - b)).toEqual(verdict.ended.has(4) ? [1, 4] : [1])
})
