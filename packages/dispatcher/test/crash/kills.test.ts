import { afterEach, expect, test } from 'vitest'

import { killAtRandom } from './kill-at-random.js'
import { seedOf } from './random.js'
import { type Stage, setStage } from './stage.js'

let stage: Stage | undefined
afterEach(() => stage?.stop())

const slow = process.env.TIDINGS_TEST_SLOW === '1'
// One in fifty is rolled back.
const messages = slow ? 20_440 : 5_110
const kills = slow ? 120 : 30
/** A run that hits too little proves nothing and is done again; a run with a fault is not. */
const mostRuns = 3

test('dispatchers killed at random moments lose nothing, send nothing that was not emitted, and repeat only what is listed as unknown', {
  timeout: 200_000 * mostRuns * (slow ? 4 : 1),
}, async () => {
  const first = seedOf('TIDINGS_CRASH_SEED')
  const misses: string[] = []
  for (let seed = first; seed < first + mostRuns; seed++) {
    stage = await setStage({ delay: [40, 160] })
    const run = await killAtRandom(stage, { seed, kills, messages })
    await stage.settled()
    const verdict = await stage.judge()
    await stage.stop()
    stage = undefined
    console.log(
      `crash run, seed ${seed}: ${run.kills} kills over ${messages} emits, ${run.hits} hit open calls (${run.open} open at the sink, ${run.begun} begun), ` +
        `${run.takeovers} waited for a takeover (longest ${run.longestTakeoverMs} ms); ${verdict.unknown} unknown, ${verdict.duplicates} duplicates, ${verdict.faults.length} faults`,
    )
    expect(verdict.faults.slice(0, 20), `seed ${seed}`).toEqual([])
    expect(verdict.unknown).toBeLessThanOrEqual(run.begun)
    expect([...verdict.ended.keys()].sort((a, b) => a - b)).toEqual(verdict.ended.has(4) ? [1, 4] : [1])
    expect(run.kills).toBe(kills)
    if (run.hits >= (kills * 2) / 3 && run.takeovers >= kills / 3) return
    misses.push(`seed ${seed}: ${run.hits} of ${kills} kills hit open calls, ${run.takeovers} waited for a takeover`)
  }
  expect.fail(`no run counts: ${misses.join('; ')}`)
})
