import { afterEach, expect, test } from 'vitest'

import { type Bench, setUpBench } from './bench.js'

let bench: Bench | undefined
afterEach(() => bench?.stop())

test('no byte leaves before the attempt is committed', { timeout: 60_000 }, async () => {
  bench = await setUpBench()
  const { arrived, release } = bench.postgres.hold('begin_transactional')
  await bench.stage.emitter.emit(10)
  await arrived
  // The other lanes have sent theirs by now; what waits for its begin must not have been called.
  const { sink } = bench.stage
  const calls = () => sink.transactions().map(({ to }) => to)
  await expect.poll(calls, { timeout: 10_000 }).toHaveLength(3)
  release()
  await bench.stage.settled()
  // One of ten is rolled back.
  expect(calls()).toHaveLength(9)
  expect((await bench.stage.judge()).faults).toEqual([])
})

test('what has begun when the lease is over by our own clock is not called', { timeout: 60_000 }, async () => {
  bench = await setUpBench()
  const { stage, postgres } = bench
  const renewals = postgres.hold('lease_renew')
  const begins = postgres.hold('begin_transactional')
  await stage.emitter.emit(3)
  await begins.arrived
  // Longer than the lease: nobody has declared its owner dead, so the ledger still lets it begin.
  await expect
    .poll(async () => (await stage.rows('SELECT FROM tidings.dispatchers WHERE lease < now()')).length, {
      timeout: 10_000,
    })
    .toBe(1)
  begins.release()
  const interrupted = () =>
    stage.rows<{ code: string }>('SELECT code FROM tidings.attempts WHERE outcome = 5 AND channel = 1')
  await expect.poll(async () => (await interrupted()).length, { timeout: 10_000 }).toBe(3)
  expect(stage.sink.transactions()).toEqual([])
  expect(new Set((await interrupted()).map(({ code }) => code))).toEqual(new Set(['too late']))
  renewals.release()
  await stage.settled()
  expect(await stage.judge()).toMatchObject({ faults: [], unknown: 0, duplicates: 0 })
})

test('what did not begin because the connection was cut is given back, and sent', { timeout: 60_000 }, async () => {
  bench = await setUpBench()
  // Claims go on meanwhile: each time is another chance that one of them is under way.
  for (let time = 0; time < 8; time++) await bench.disturb([['begin_transactional', 'cut']])
  expect(await bench.stage.judge()).toMatchObject({ faults: [], unknown: 0, duplicates: 0 })
})

test('a record whose reply stalls does not meet its message claimed again', { timeout: 60_000 }, async () => {
  bench = await setUpBench({ maxAttempts: 4 })
  await bench.disturb([['record_transactional', 'stall reply']], { tag: 'defer' })
  expect(await bench.stage.judge()).toMatchObject({ faults: [], unknown: 0 })
})
