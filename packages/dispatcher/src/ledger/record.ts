import type { Lane } from '@tidings/sdk'

import { int2Array, int4Array, int8Array, textArray, timestampArray, uuidArray } from './binary-array.js'
import { laneCode } from './codes.js'
import type { Session, Statement } from './connection.js'
import { placeOf } from './place-of.js'

/**
 * What the row of a message becomes. `end` removes it, `retry` makes it due again with the attempt written down,
 * `settle` keeps it as an unknown that waits for news, `wait` makes it due later or holds it with no attempt written,
 * `planned` replaces it by the messages of its first step.
 */
export type Action = 'end' | 'retry' | 'settle' | 'wait' | 'planned'
const actionCodes: Readonly<Record<Action, number>> = { end: 1, retry: 2, settle: 3, wait: 4, planned: 5 }

/** One thing to write down about a message. Made by the named transitions of `delivery/transition.ts` only. */
export interface Entry {
  readonly action: Action
  readonly intent: string
  readonly n: number
  readonly generation: number
  /** Attempts begun so far: the fence. */
  readonly attempt: number
  /** Number under which it is written: the attempt's, or 0 for a verdict. */
  readonly written: number
  readonly template: number
  readonly outcome: number
  readonly finalState: number | null
  readonly code: string | null
  readonly detail: string | null
  readonly ref: string | null
  /** With `retry`, `settle` and `wait`: ms from now until it is due; never past its expiry. */
  readonly delayMs: number
  readonly hold: number | null
  /** 1 where the attempt uses up no `maxAttempts`. */
  readonly free: number
}

/** The message of a later step, queued in the same commit as the end of the one before. */
export interface Successor {
  readonly intent: string
  /** The message whose entry causes it. */
  readonly after: number
  readonly n: number
  readonly step: number
  readonly channel: number
  readonly templateVersion: number | null
  readonly addressHash: string | null
  readonly expiresAt: number
  /** Other messages of the step before (several push targets) must have ended without being accepted. */
  readonly siblings: readonly number[]
}

/**
 * A row that the same owner has claimed once more has the same attempt: whether it has begun tells the two apart, so
 * that an entry which is sent again because its reply was lost does not meet its own message.
 */
const statementFor = (lane: Lane, code: number): Statement => ({
  name: `record_${lane}`,
  text: `
WITH r AS MATERIALIZED (
  SELECT k.*, ${placeOf(lane)} AS at
  FROM unnest($2::int2[], $3::uuid[], $4::int2[], $5::int2[], $6::int2[], $7::int2[], $8::int[], $9::int2[], $10::int2[], $11::text[], $12::text[], $13::text[], $14::int8[], $15::int2[], $16::int2[])
    AS k(action, intent, n, generation, attempt, written, template, outcome, final_state, code, detail, ref, delay, hold, free)),
g AS (
  DELETE FROM queue_${lane} q USING r WHERE q.ctid = r.at
    AND CASE WHEN q.generation = r.generation AND q.attempt = r.attempt AND q.owner = $1 AND (q.began_at IS NOT NULL) = (r.written > 0) AND (r.action <> 3 OR q.hold IS NULL) THEN true END AND r.action IN (1, 5)
  RETURNING q.*, r.action, r.written, r.template, r.outcome, r.final_state, r.code, r.detail, r.ref),
p AS (
  UPDATE queue_${lane} q SET owner = NULL, began_at = CASE WHEN r.action = 3 THEN q.began_at END, hold = CASE WHEN r.action = 3 THEN 1 ELSE r.hold END,
    due = least(now() + r.delay * interval '1 ms', q.expires_at + CASE WHEN r.action = 3 THEN r.delay * interval '1 ms' ELSE interval '0' END), free = q.free + r.free, unknowns = q.unknowns + (r.action = 2 AND r.outcome = 4)::int::smallint
  FROM r WHERE q.ctid = r.at
    AND CASE WHEN q.generation = r.generation AND q.attempt = r.attempt AND q.owner = $1 AND (q.began_at IS NOT NULL) = (r.written > 0) AND (r.action <> 3 OR q.hold IS NULL) THEN true END AND r.action IN (2, 3, 4)
  RETURNING q.*, r.action, r.written, r.template, r.outcome, r.final_state, r.code, r.detail, r.ref, CASE WHEN r.written > 0 THEN (SELECT o.began_at FROM queue_${lane} o WHERE o.intent = q.intent AND o.n = q.n) END AS began),
e AS (
  SELECT intent, n, generation, action, written, template, outcome, final_state, code, detail, ref, channel, template_version, flow, address_hash, provider, provider_key, body_hash, began_at FROM g
  UNION ALL SELECT intent, n, generation, action, written, template, outcome, final_state, code, detail, ref, channel, template_version, flow, address_hash, provider, provider_key, body_hash, began FROM p),
a AS (
  INSERT INTO attempts (intent, n, generation, attempt, channel, template, template_version, flow, address_hash, owner, provider, provider_key, provider_ref, body_hash, began_at, outcome, final_state, code, detail)
  SELECT intent, n, generation, written, channel, template, template_version, flow, address_hash, $1, CASE WHEN written > 0 THEN provider END, provider_key, ref, CASE WHEN written > 0 THEN body_hash END, CASE WHEN written > 0 THEN began_at END, outcome, final_state, code, detail
  FROM e WHERE action IN (1, 2)),
u AS (
  INSERT INTO evidence (intent, n, generation, attempt, outcome, code, detail) SELECT intent, n, generation, written, outcome, code, detail FROM e WHERE action = 3),
t AS (
  INSERT INTO tallies (minute, owner, flow, template, channel, provider, state, reason, n)
  SELECT date_trunc('minute', now()), $1, flow, template, channel, CASE WHEN written > 0 THEN coalesce(provider, 0) ELSE 0 END, coalesce(final_state, 0), CASE WHEN final_state IS NULL THEN outcome ELSE 0 END, count(*) FROM e WHERE action IN (1, 2) GROUP BY 3, 4, 5, 6, 7, 8 ORDER BY 3, 4, 5, 6, 7, 8
  ON CONFLICT (minute, owner, flow, template, channel, provider, state, reason) DO UPDATE SET n = tallies.n + excluded.n),
s AS (
  INSERT INTO queue_${lane} (intent, n, lane, generation, step, channel, flow, template_version, address_hash, due, expires_at)
  SELECT DISTINCT ON (x.intent, x.n) x.intent, x.n, ${code}, e.generation, x.step, x.channel, e.flow, coalesce(x.template_version, e.template_version), x.address_hash, now(), x.expires_at
  FROM unnest($17::uuid[], $18::int2[], $19::int2[], $20::int2[], $21::int2[], $22::int[], $23::uuid[], $24::timestamptz[], $25::text[]) AS x(intent, after, n, step, channel, template_version, address_hash, expires_at, siblings)
  JOIN e ON e.intent = x.intent AND e.n = x.after
  WHERE x.siblings = '{}' OR (
    NOT EXISTS (SELECT FROM queue_${lane} o WHERE o.intent = x.intent AND o.n = ANY (x.siblings::int2[]) AND NOT EXISTS (SELECT FROM g WHERE g.intent = o.intent AND g.n = o.n))
    AND NOT EXISTS (SELECT FROM e k WHERE k.intent = x.intent AND k.n = ANY (x.siblings::int2[]) AND k.final_state IN (1, 4))
    AND NOT EXISTS (SELECT FROM attempts k WHERE k.intent = x.intent AND k.n = ANY (x.siblings::int2[]) AND k.generation = e.generation AND k.final_state IN (1, 4)))
  ON CONFLICT DO NOTHING)
SELECT r.intent, r.n FROM r WHERE (r.intent, r.n) NOT IN (SELECT e.intent, e.n FROM e)`,
})

/** The statement of one lane's leaf: one for each flush. */
export const recordStatement = (lane: Lane): Statement => statementFor(lane, laneCode(lane))

/**
 * Two devices of one step may end at the same moment in two transactions that do not see each other; the lock makes
 * one of them the last.
 */
const lockStatement: Statement = {
  name: 'record_lock',
  text: `SELECT FROM intents WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
}

/** Takes the locks for entries whose successors have siblings; in the same transaction, before the statement. */
export const lockIntents = (session: Session, intents: readonly string[]): Promise<unknown> =>
  session.run(lockStatement, [uuidArray([...new Set(intents)].sort())])

/** Writes entries down. Idempotent: an entry whose row is not this owner's any more is returned, and goes to evidence. */
export const record = (
  session: Session,
  statement: Statement,
  owner: bigint,
  entries: readonly Entry[],
  successors: readonly Successor[],
): Promise<{ intent: string; n: number }[]> =>
  session.run(statement, [
    owner,
    int2Array(entries.map((entry) => actionCodes[entry.action])),
    uuidArray(entries.map((entry) => entry.intent)),
    int2Array(entries.map((entry) => entry.n)),
    int2Array(entries.map((entry) => entry.generation)),
    int2Array(entries.map((entry) => entry.attempt)),
    int2Array(entries.map((entry) => entry.written)),
    int4Array(entries.map((entry) => entry.template)),
    int2Array(entries.map((entry) => entry.outcome)),
    int2Array(entries.map((entry) => entry.finalState)),
    textArray(entries.map((entry) => entry.code)),
    textArray(entries.map((entry) => entry.detail)),
    textArray(entries.map((entry) => entry.ref)),
    int8Array(entries.map((entry) => Math.max(0, Math.round(entry.delayMs)))),
    int2Array(entries.map((entry) => entry.hold)),
    int2Array(entries.map((entry) => entry.free)),
    ...successorColumns(successors),
  ])

/** Successors as the columns that a statement unnests. */
export const successorColumns = (successors: readonly Successor[]): Buffer[] => [
  uuidArray(successors.map((row) => row.intent)),
  int2Array(successors.map((row) => row.after)),
  int2Array(successors.map((row) => row.n)),
  int2Array(successors.map((row) => row.step)),
  int2Array(successors.map((row) => row.channel)),
  int4Array(successors.map((row) => row.templateVersion)),
  uuidArray(successors.map((row) => row.addressHash)),
  timestampArray(successors.map((row) => row.expiresAt)),
  textArray(successors.map((row) => `{${row.siblings.join(',')}}`)),
]
