import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { afterAttempt, begun } from '#dispatcher/delivery/transition.js'
import { claim } from '#dispatcher/ledger/claim.js'
import type { Connection } from '#dispatcher/ledger/connection.js'

import { greeting, type Rig, setUpRig } from '../support/rig.js'
import { setUpBench } from './bench.js'
import {
  beginFor,
  claimFor,
  enter,
  keyOf,
  open,
  type Party,
  putMessages,
  recordFor,
  statements,
} from './ledger-table.js'

let rig: Rig
let pool: pg.Pool
let connection: Connection
let party: Party
beforeAll(async () => {
  rig = await setUpRig()
  pool = new pg.Pool({ connectionString: rig.url, max: 1 })
  connection = open(rig.url)
})
afterAll(async () => {
  await connection.close()
  await pool.end()
  await rig.stop()
})

/** One message, claimed. */
const claimed = async () => {
  party = await enter(connection)
  await putMessages(pool, 1)
  const [row] = await claimFor(party, 1)
  if (row === undefined) throw new Error('nothing was claimed')
  return row
}
const queued = async (intent: string) => {
  const { rows } = await pool.query<{ overdue: boolean; attempt: number }>(
    'SELECT due > expires_at AS overdue, attempt FROM tidings.queue WHERE intent = $1',
    [intent],
  )
  return rows[0]
}

test('what expires between its gates and its begin does not begin', async () => {
  const row = await claimed()
  await pool.query(`UPDATE tidings.queue SET expires_at = now() WHERE intent = $1`, [row.intent])
  expect(await beginFor(party, [row])).toEqual(new Set())
  expect(await queued(row.intent)).toMatchObject({ attempt: 0 })
  await pool.query('DELETE FROM tidings.queue')
})

test('a retry is never due after the expiry, so that a message ends in time', async () => {
  const row = await claimed()
  expect(await beginFor(party, [row])).toEqual(new Set([keyOf(row)]))
  const policy = { maxAttempts: 9, backoff: { baseMs: 1, maxMs: 1 }, settleMs: 0, onUnknown: 'stop' } as const
  const later = { outcome: 'deferred', code: '451', detail: 'in two days', retryAfterMs: 2 * 86_400_000 } as const
  const entry = { ...afterAttempt(begun(row), later, policy, 0), delayMs: 2 * 86_400_000 }
  expect(await recordFor(party, entry)).toBe(true)
  expect(await queued(row.intent)).toEqual({ overdue: false, attempt: 1 })
  await pool.query('DELETE FROM tidings.queue')
})

test('a suspect is claimed alone', async () => {
  party = await enter(connection)
  const keys = await putMessages(pool, 3)
  await pool.query('UPDATE tidings.queue SET strikes = 2 WHERE intent = $1', [keys[0]?.slice(0, 36)])
  expect((await claimFor(party, 10)).map(keyOf).sort()).toEqual(keys.slice(1).sort())
  expect((await claim(connection, statements.struck, party.owner, 1)).map(keyOf)).toEqual(keys.slice(0, 1))
  await pool.query('DELETE FROM tidings.queue')
})

test('a message that waits is rendered from the version that it was admitted with', async () => {
  await rig.start()
  const sendAt = new Date(Date.now() + 3_000)
  const to = { phone: '+4915110009999' }
  const { id } = await rig.tidings.emit('greeting', { to, data: { name: 'Pinned' }, sendAt })
  await expect
    .poll(async () => (await rig.rows('SELECT FROM tidings.queue WHERE intent = $1', [id])).length, { timeout: 5_000 })
    .toBe(1)
  await rig.publish('greeting', { ...greeting, 'sms.liquid': 'Good day {{ name }}' })
  await rig.settled()
  expect((await rig.catcher.list())[0]).toMatchObject({ intent: id, text: 'Hello Pinned' })
})

test('what has begun when the lease is over by our own clock is not called', { timeout: 60_000 }, async () => {
  const bench = await setUpBench()
  try {
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
  } finally {
    await bench.stop()
  }
})
