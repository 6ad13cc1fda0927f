import type { Lane } from '@tidings/sdk'

import type { Session, Statement } from './connection.js'

/** Rows per statement: none then holds its locks for more than about 30 ms. */
const chunk = 5_000

/**
 * What a dead owner held. Claimed and not begun: pending again, with a strike, because the row may be what killed it.
 * Begun: unknown, never pending. It waits `$1` ms for news before policy decides.
 */
const rescueFor = (lane: Lane): Statement => ({
  name: `rescue_${lane}`,
  text: `
WITH u AS (
  UPDATE queue_${lane} q SET owner = NULL, strikes = q.strikes + (q.began_at IS NULL)::int::smallint,
    hold = CASE WHEN q.began_at IS NOT NULL THEN 1 ELSE q.hold END,
    due = CASE WHEN q.began_at IS NOT NULL THEN now() + $1 * interval '1 ms' ELSE q.due END
  FROM (SELECT x.ctid AS at, x.owner AS held_by, x.hold AS was FROM queue_${lane} x WHERE x.owner IN (SELECT owner FROM dispatchers WHERE dead) LIMIT ${chunk} FOR UPDATE SKIP LOCKED) d
  WHERE q.ctid = d.at AND q.owner IN (SELECT owner FROM dispatchers WHERE dead)
  RETURNING q.intent, q.n, q.generation, q.attempt, q.began_at, d.held_by, d.was),
e AS (
  INSERT INTO evidence (intent, n, generation, attempt, outcome, code, detail)
  SELECT intent, n, generation, attempt, 4, 'owner-died', 'dispatcher ' || held_by || ' ended while the call was open' FROM u WHERE began_at IS NOT NULL AND was IS NULL)
SELECT (count(*) FILTER (WHERE began_at IS NULL))::int AS pending, (count(*) FILTER (WHERE began_at IS NOT NULL))::int AS unknown FROM u`,
})

/** A call of a living owner that is open far beyond any deadline: its promise was lost. */
const overdueFor = (lane: Lane): Statement => ({
  name: `overdue_${lane}`,
  text: `
WITH u AS (
  UPDATE queue_${lane} q SET owner = NULL, hold = 1, due = now() + $3 * interval '1 ms'
  WHERE q.owner = $1 AND q.hold IS NULL AND q.began_at < now() - $2 * interval '1 ms' RETURNING q.intent, q.n, q.generation, q.attempt)
INSERT INTO evidence (intent, n, generation, attempt, outcome, code, detail)
SELECT intent, n, generation, attempt, 4, 'call-lost', 'the call was never heard of again' FROM u`,
})

/** Held messages that expire: claimed once more, so that they end like all others. */
const expireHeld: Statement = {
  name: 'expire_held',
  text: `UPDATE queue SET hold = NULL, due = now() WHERE hold <> 1 AND hold IS NOT NULL AND owner IS NULL AND expires_at <= now()`,
}

/** What a sweep found, in messages. */
export interface Rescued {
  readonly pending: number
  readonly unknown: number
}

/** Sweeps one lane over all dead owners, until nothing is left. `settleMs` is how long an unknown waits for news. */
export async function rescue(session: Session, lane: Lane, settleMs: number): Promise<Rescued> {
  const statement = rescueFor(lane)
  let pending = 0
  let unknown = 0
  for (;;) {
    const [found] = await session.run<Rescued>(statement, [settleMs])
    if (found === undefined || found.pending + found.unknown === 0) return { pending, unknown }
    pending += found.pending
    unknown += found.unknown
  }
}

/** Turns calls of this owner that are older than `limitMs` into unknowns. */
export const sweepOverdue = (
  session: Session,
  lane: Lane,
  owner: bigint,
  limitMs: number,
  settleMs: number,
): Promise<unknown> => session.run(overdueFor(lane), [owner, limitMs, settleMs])

/** Frees expired messages that are held, in all lanes. */
export const releaseExpired = (session: Session): Promise<unknown> => session.run(expireHeld, [])
