import type { Lane } from '@tidings/sdk'

import { int2Array, int4Array, textArray, uuidArray } from './binary-array.js'
import type { Session, Statement } from './connection.js'
import { placeOf } from './place-of.js'

/** A message about to be called. */
export interface Beginning {
  readonly intent: string
  readonly n: number
  readonly generation: number
  readonly provider: number
  /** Null where it is `<intent>.<n>.<generation>`: 41 bytes that would push the row out of its page. */
  readonly key: string | null
  readonly bodyHash: string
  readonly hash: string
  readonly keyHash: string | null
}

/**
 * Writes the attempt down. Only the rows it returns may be called. The guards stand in a CASE, which the planner cannot
 * estimate: analyzed while everything was pending, `owner = $1` looks like one row, and begin fell from 95,000 to 530
 * rows a second. Tombstones are looked at once more, so that nothing begins after a cancel has committed.
 */
export const beginStatement = (lane: Lane): Statement => ({
  name: `begin_${lane}`,
  text: `
UPDATE queue_${lane} q SET began_at = now(), attempt = q.attempt + 1, provider = b.provider, provider_key = b.key, body_hash = b.body_hash
FROM (
  SELECT k.*, ${placeOf(lane)} AS at
  FROM unnest($2::uuid[], $3::int2[], $4::int2[], $5::int[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[]) AS k(intent, n, generation, provider, key, body_hash, hash, key_hash)) b
WHERE q.ctid = b.at
  AND CASE WHEN q.generation = b.generation AND q.owner = $1 AND q.began_at IS NULL AND q.hold IS NULL AND now() < q.expires_at THEN true END
  AND EXISTS (SELECT FROM dispatchers WHERE owner = $1 AND NOT dead)
  AND (SELECT true FROM cancels c WHERE c.hash = b.hash) IS NULL AND (SELECT true FROM cancels c WHERE c.hash = b.key_hash) IS NULL
RETURNING q.intent, q.n`,
})

/** Begins a batch for an owner; returns those that may be called. */
export const begin = (
  session: Session,
  statement: Statement,
  owner: bigint,
  batch: readonly Beginning[],
): Promise<{ intent: string; n: number }[]> =>
  session.run(statement, [
    owner,
    uuidArray(batch.map((row) => row.intent)),
    int2Array(batch.map((row) => row.n)),
    int2Array(batch.map((row) => row.generation)),
    int4Array(batch.map((row) => row.provider)),
    textArray(batch.map((row) => row.key)),
    uuidArray(batch.map((row) => row.bodyHash)),
    uuidArray(batch.map((row) => row.hash)),
    uuidArray(batch.map((row) => row.keyHash)),
  ])
