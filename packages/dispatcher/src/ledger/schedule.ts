import { int2Array, textArray, timestampArray, uuidArray } from './binary-array.js'
import type { Session, Statement } from './connection.js'

/** An intent whose time is more than an hour away. It is admitted when due, with the template and consent of then. */
export interface ScheduledRow {
  readonly hash: string
  readonly keyHash: string | null
  readonly bodyHash: string
  /** ms since 1970. */
  readonly due: number
  readonly lane: number
  readonly body: string
}

const insert: Statement = {
  name: 'schedule',
  text: `
INSERT INTO scheduled (hash, key_hash, body_hash, due, lane, body)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::int2[], $6::text[]) AS s(hash, key_hash, body_hash, due, lane, body) ORDER BY hash
ON CONFLICT DO NOTHING RETURNING hash`,
}
const find: Statement = {
  name: 'schedule_find',
  text: `SELECT hash, key_hash AS "keyHash", body_hash AS "bodyHash" FROM scheduled WHERE hash = ANY ($1::uuid[]) OR key_hash = ANY ($2::uuid[])`,
}
const emitDue: Statement = {
  name: 'schedule_emit_due',
  text: `
WITH g AS (
  DELETE FROM scheduled WHERE hash = ANY (ARRAY(SELECT hash FROM scheduled WHERE due <= now() ORDER BY due LIMIT $1 FOR UPDATE SKIP LOCKED))
  RETURNING lane, body),
e AS (INSERT INTO outbox (lane, body) SELECT lane, body FROM g RETURNING lane)
SELECT count(*)::int AS moved FROM e`,
}

/** Keeps intents until they are due. Returns the hashes of those that were kept; the others are there already. */
export const insertScheduled = async (session: Session, rows: readonly ScheduledRow[]): Promise<Set<string>> =>
  new Set(
    (
      await session.run<{ hash: string }>(insert, [
        uuidArray(rows.map((row) => row.hash)),
        uuidArray(rows.map((row) => row.keyHash)),
        uuidArray(rows.map((row) => row.bodyHash)),
        timestampArray(rows.map((row) => row.due)),
        int2Array(rows.map((row) => row.lane)),
        textArray(rows.map((row) => row.body)),
      ])
    ).map((row) => row.hash),
  )

/** Those that hold any of the hashes. */
export const findScheduled = (
  session: Session,
  hashes: readonly string[],
  keyHashes: readonly string[],
): Promise<{ readonly hash: string; readonly keyHash: string | null; readonly bodyHash: string }[]> =>
  session.run(find, [uuidArray(hashes), uuidArray(keyHashes)])

/** Moves up to `limit` that are due into the outbox, in one commit. Answers how many. */
export async function emitDueScheduled(session: Session, limit: number): Promise<number> {
  const [row] = await session.run<{ moved: number }>(emitDue, [limit])
  return row?.moved ?? 0
}
