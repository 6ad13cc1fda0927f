import { afterEach, describe, expect, test } from 'vitest'

import { type Bench, setUpBench } from './bench.js'
import { postgresBinaries, startOwnPostgres } from './parts/own-postgres.js'
import { type Stage, setStage } from './stage.js'

let stage: Stage | undefined
let bench: Bench | undefined
afterEach(async () => {
  await (bench ?? stage)?.stop()
  bench = undefined
  stage = undefined
})

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const leaseMs = 1_000

describe.skipIf(postgresBinaries() === undefined)('with a PostgreSQL of its own', () => {
  test('the ledger is away for longer than a lease, and every result is recorded when it is back: nothing is unknown', {
    timeout: 90_000,
  }, async () => {
    const postgres = await startOwnPostgres(postgresBinaries() ?? '')
    stage = await setStage({ database: postgres, delay: [200, 700] })
    const dispatchers = [await stage.dispatch({ lease: '1s' }), await stage.dispatch({ lease: '1s' })]
    const emitted = stage.emitter.emit(250)
    for (let round = 1; round <= 2; round++) {
      const before = stage.sink.transactions().length
      const seen = () => stage?.sink.transactions().length
      await expect.poll(seen, { timeout: 20_000, interval: 20 }).toBeGreaterThan(before + 20)
      await postgres.crash()
      await rest(leaseMs * (round + 0.5))
      await postgres.start()
    }
    await emitted
    await stage.settled()
    const verdict = await stage.judge()
    console.log(`ledger away twice: ${verdict.unknown} unknown, ${verdict.duplicates} duplicates`)
    expect(verdict).toMatchObject({ faults: [], unknown: 0, duplicates: 0 })
    expect(dispatchers.map(({ child }) => child.process.exitCode)).toEqual([null, null])
  })
})

test('a dispatcher that alone cannot reach the ledger begins nothing, is taken over, and hands in what it knows', {
  timeout: 90_000,
}, async () => {
  bench = await setUpBench({ settle: '3s' }, { delay: [300, 900] })
  const { stage, postgres } = bench
  const alone = bench.dispatcher()
  await stage.emitter.emit(120)
  await expect.poll(() => stage.sink.seen(alone.name), { timeout: 20_000, interval: 5 }).toBeGreaterThan(20)
  await stage.dispatch({ lease: '1s', settle: '3s' })
  postgres.cut(true)
  const cutAt = Date.now()
  stage.incidents.push(await stage.begun('database', alone, cutAt))
  await stage.settled()
  postgres.cut(false)
  expect(await alone.child.ended).toBe(1)
  const verdict = await stage.judge()
  expect(verdict.faults).toEqual([])
  // What had begun before the cut may still make its call, until the lease is over by its own clock.
  const calls = stage.sink.transactions().filter(({ from, mailAt }) => from === alone.name && mailAt > cutAt + leaseMs)
  expect(calls).toEqual([])
  const evidence = await stage.rows('SELECT FROM tidings.evidence WHERE outcome = 1')
  expect(evidence.length).toBeGreaterThan(0)
})

test('a mail server that vanishes and comes back loses nothing: only mails it never answered are unknown', {
  timeout: 90_000,
}, async () => {
  stage = await setStage({ delay: [20, 150] })
  const dispatcher = await stage.dispatch()
  const emitted = stage.emitter.emit(600)
  for (let round = 0; round < 3; round++) {
    const before = await stage.sink.seen(dispatcher.name)
    await expect
      .poll(() => stage?.sink.seen(dispatcher.name), { timeout: 30_000, interval: 5 })
      .toBeGreaterThan(before + 30)
    await stage.sink.vanish()
    stage.incidents.push({ what: 'provider', name: dispatcher.name, at: Date.now(), begun: [] })
    await rest(300)
    await stage.sink.appear()
  }
  await emitted
  await stage.settled()
  const verdict = await stage.judge()
  console.log(`mail server vanished 3 times: ${verdict.unknown} unknown, ${verdict.duplicates} duplicates`)
  expect(verdict.faults).toEqual([])
  expect(verdict.unknown).toBeGreaterThan(0)
  const failed = await stage.rows(`SELECT code, detail FROM tidings.attempts WHERE final_state = 3`)
  expect(failed).toEqual([])
})
