import { int2Array, int8Array } from './binary-array.js'
import type { Session, Statement } from './connection.js'

/** An intent as a service emitted it. */
export interface OutboxRow {
  readonly lane: number
  readonly id: string
  readonly body: string
}

/** Rows of the outbox, and the database's time when they were read, ms since 1970. */
export interface OutboxRead {
  readonly rows: readonly OutboxRow[]
  readonly now: number
}

/**
 * One reader for each range of lanes: the session that has its lock, until it ends; for all others the outbox is empty.
 * One statement, because a critical intent waits for every round trip, and an idle reader makes each of them 50 times a
 * second. Critical first: the order of the primary key. Qualified, because a bare `id` would be the text of the output.
 */
const read: Statement = {
  name: 'outbox_read',
  text: `SELECT o.lane, o.id::text, o.body, (SELECT date_part('epoch', clock_timestamp()) * 1000) AS now FROM outbox o WHERE (SELECT pg_try_advisory_lock(731822, $2)) AND o.lane BETWEEN $2 AND $3 AND o.id NOT IN (SELECT unnest($4::int8[])) ORDER BY o.lane, o.id LIMIT $1`,
}
const remove: Statement = {
  name: 'outbox_remove',
  text: `DELETE FROM outbox o USING unnest($1::int2[], $2::int8[]) AS r(lane, id) WHERE o.lane = r.lane AND o.id = r.id`,
}

/** Lanes that one reader reads, by their codes. */
export interface LaneRange {
  readonly from: number
  readonly to: number
}

/** The oldest intents of some lanes, most urgent lane first, without those that are being admitted. */
export async function readOutbox(
  session: Session,
  { from, to }: LaneRange,
  limit: number,
  without: readonly OutboxRow[],
): Promise<OutboxRead> {
  const values = [limit, from, to, int8Array(without.map((row) => BigInt(row.id)))]
  const rows = await session.run<OutboxRow & { now: number }>(read, values)
  return { rows, now: rows[0]?.now ?? 0 }
}

/** Removes admitted intents. */
export const removeFromOutbox = (session: Session, rows: readonly OutboxRow[]): Promise<unknown> =>
  session.run(remove, [int2Array(rows.map((row) => row.lane)), int8Array(rows.map((row) => BigInt(row.id)))])
