import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { renderHeld } from '#dispatcher/delivery/render-held.js'
import { afterAttempt, afterSettling, begun } from '#dispatcher/delivery/transition.js'
import { claim } from '#dispatcher/ledger/claim.js'
import type { Connection } from '#dispatcher/ledger/connection.js'
import { pause, resume } from '#dispatcher/ledger/pauses.js'
import { sweepOverdue } from '#dispatcher/ledger/rescue.js'

import { greeting, type Rig, setUpRig } from '../support/rig.js'
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

test('the result of a call that was given up does not end the next call of the same owner', async () => {
  const first = await claimed()
  await beginFor(party, [first])
  await sweepOverdue(connection, 'transactional', party.owner, 0, 0)
  const policy = { maxAttempts: 9, backoff: { baseMs: 1, maxMs: 1 }, settleMs: 0, onUnknown: 'resend' } as const
  const [settled] = await claim(connection, statements.settled, party.owner, 1)
  if (settled === undefined) throw new Error('nothing has settled')
  expect(await recordFor(party, afterSettling(settled, policy))).toBe(true)
  const again = await claimFor(party, 1)
  expect(await beginFor(party, again)).toEqual(new Set([keyOf(first)]))
  const late = afterAttempt(begun(first), { outcome: 'accepted', ref: 'late' }, policy, 0)
  expect(await recordFor(party, late)).toBe(false)
  expect(await queued(first.intent)).toMatchObject({ attempt: 2 })
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
  await pause(connection, { kind: 'channel', name: 'sms', reason: 'until another version is there', byWhom: 'test' })
  const { id } = await rig.tidings.emit('greeting', { to: { phone: '+4915110009999' }, data: { name: 'Pinned' } })
  await expect
    .poll(() => rig.rows('SELECT FROM tidings.queue WHERE intent = $1 AND hold = 2', [id]), { timeout: 10_000 })
    .toHaveLength(1)
  await rig.publish('greeting', { ...greeting, 'sms.liquid': 'Good day {{ name }}' })
  await resume(connection, 'channel', 'sms')
  await rig.settled()
  expect((await rig.catcher.list())[0]).toMatchObject({ intent: id, text: 'Hello Pinned' })
})

test('a message at which the renderer breaks fails alone, and ends no dispatcher', () => {
  const render = (): never => {
    throw new TypeError('cannot read properties of undefined')
  }
  const held = {
    row: { brand: null, intent: 'i', n: 1, generation: 0, admittedAt: 0 },
    version: { id: 1, template: { marketing: false, render } },
  } as unknown as Parameters<typeof renderHeld>[1]
  const context = { dress: () => ({ brand: {}, unsubscribeBase: undefined }) } as unknown as Parameters<
    typeof renderHeld
  >[0]
  expect(renderHeld(context, held)).toBe('the renderer failed: cannot read properties of undefined')
})
