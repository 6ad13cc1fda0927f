import { int2Array, int8Array } from './binary-array.js'
import type { Session, Statement } from './connection.js'

/** An intent as a service emitted it. */
export interface OutboxRow {
  readonly lane: number
  readonly id: string
  readonly body: string
}

/** Critical first: the order of the primary key. Qualified, because a bare `id` would be the text of the output. */
const read: Statement = {
  name: 'outbox_read',
  text: `SELECT o.lane, o.id::text, o.body FROM outbox o WHERE o.lane BETWEEN $2 AND $3 ORDER BY o.lane, o.id LIMIT $1`,
}
const remove: Statement = {
  name: 'outbox_remove',
  text: `DELETE FROM outbox o USING unnest($1::int2[], $2::int8[]) AS r(lane, id) WHERE o.lane = r.lane AND o.id = r.id`,
}
const elect: Statement = { name: 'outbox_elect', text: `SELECT pg_try_advisory_lock(731822, $1) AS elected` }

/** Lanes that one reader reads, by their codes. */
export interface LaneRange {
  readonly from: number
  readonly to: number
}

/** The oldest intents of some lanes, most urgent lane first. */
export const readOutbox = (session: Session, { from, to }: LaneRange, limit: number): Promise<OutboxRow[]> =>
  session.run(read, [limit, from, to])

/** Removes admitted intents. */
export const removeFromOutbox = (session: Session, rows: readonly OutboxRow[]): Promise<unknown> =>
  session.run(remove, [int2Array(rows.map((row) => row.lane)), int8Array(rows.map((row) => BigInt(row.id)))])

/** Whether this session is now the one reader of these lanes, until it ends. Asked again, it answers true once more. */
export const electReader = async (session: Session, { from }: LaneRange): Promise<boolean> =>
  (await session.run<{ elected: boolean }>(elect, [from]))[0]?.elected === true
