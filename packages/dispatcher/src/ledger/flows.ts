import type { Session, Statement } from './connection.js'

/**
 * The flows that have something to claim, read off the index of claims from one flow to the next: what is asked for is
 * what waits, not how many flows there ever were or how long ago. Flow 0 is everything that services emit.
 */
const next = (after: string): string =>
  `SELECT q.flow FROM queue_bulk q WHERE q.owner IS NULL AND q.hold IS NULL${after} ORDER BY q.flow LIMIT 1`
const active: Statement = {
  name: 'flows_active',
  text: `
WITH RECURSIVE f(id) AS (
  (${next('')})
  UNION ALL SELECT (${next(' AND q.flow > f.id')}) FROM f WHERE f.id IS NOT NULL)
SELECT f.id FROM f WHERE f.id IS NOT NULL AND NOT EXISTS (SELECT FROM flows p WHERE p.id = f.id AND p.paused)`,
}

/** Bulk flows whose messages may be claimed: a paused one is not looked at, so its rows delay nobody. */
export const activeFlows = async (session: Session): Promise<number[]> =>
  (await session.run<{ id: number }>(active, [])).map((row) => row.id)
