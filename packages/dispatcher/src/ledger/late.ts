import { int2Array, int4Array, textArray, uuidArray } from './binary-array.js'
import { finalStateCodes, outcomeCodes } from './codes.js'
import type { Connection, Statement } from './connection.js'
import { type Entry, lockIntents, type Successor, successorColumns } from './record.js'

/**
 * Results that came when the row was not this owner's any more. They are kept as evidence, unless the same result is
 * written down already (a record whose reply was lost and that was sent again).
 */
const keep: Statement = {
  name: 'late_keep',
  text: `
INSERT INTO evidence (intent, n, generation, attempt, outcome, code, detail, ref)
SELECT r.* FROM unnest($1::uuid[], $2::int2[], $3::int2[], $4::int2[], $5::int2[], $6::text[], $7::text[], $8::text[]) AS r(intent, n, generation, attempt, outcome, code, detail, ref)
WHERE NOT EXISTS (SELECT FROM attempts a WHERE a.intent = r.intent AND a.n = r.n AND a.generation = r.generation AND a.attempt = r.attempt AND a.outcome = r.outcome)
  AND NOT EXISTS (SELECT FROM evidence o WHERE o.intent = r.intent AND o.n = r.n AND o.generation = r.generation AND o.attempt = r.attempt AND o.outcome = r.outcome)`,
}

/** An accepted or rejected result ends an unknown that still settles: nothing newer has begun. */
const settleQueued: Statement = {
  name: 'late_settle_queued',
  text: `
WITH r AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::int2[], $3::int2[], $4::int2[], $5::int2[], $6::text[], $7::text[], $8::text[], $9::int[], $10::int2[]) AS r(intent, n, generation, attempt, outcome, code, detail, ref, template, final_state)),
g AS (
  DELETE FROM queue q USING r WHERE q.intent = r.intent AND q.n = r.n AND q.hold = 1 AND q.owner IS NULL AND q.began_at IS NOT NULL
    AND CASE WHEN q.generation = r.generation AND q.attempt = r.attempt THEN true END
  RETURNING q.*, r.outcome, r.code, r.detail, r.ref, r.template, r.final_state),
t AS (
  INSERT INTO tallies (minute, owner, flow, template, channel, provider, state, reason, n)
  SELECT date_trunc('minute', now()), 0, flow, template, channel, coalesce(provider, 0), final_state, 0, count(*) FROM g GROUP BY flow, template, channel, coalesce(provider, 0), final_state
  ON CONFLICT (minute, owner, flow, template, channel, provider, state, reason) DO UPDATE SET n = tallies.n + excluded.n)
INSERT INTO attempts (intent, n, generation, attempt, channel, template, template_version, flow, address_hash, owner, provider, provider_key, provider_ref, body_hash, began_at, outcome, final_state, code, detail)
SELECT intent, n, generation, attempt, channel, template, template_version, flow, address_hash, 0, provider, provider_key, ref, body_hash, began_at, outcome, final_state, code, detail FROM g
RETURNING intent, n`,
}

/** The one place where a written attempt changes: it ended as unknown, nobody acted on that, and now it is known. */
const settleEnded: Statement = {
  name: 'late_settle_ended',
  text: `
WITH g AS (
  UPDATE attempts a SET outcome = r.outcome, final_state = r.final_state, code = r.code, detail = r.detail, provider_ref = r.ref
  FROM unnest($1::uuid[], $2::int2[], $3::int2[], $4::int2[], $5::int2[], $6::text[], $7::text[], $8::text[], $9::int2[]) AS r(intent, n, generation, attempt, outcome, code, detail, ref, final_state)
  WHERE a.intent = r.intent AND a.n = r.n AND a.generation = r.generation AND a.attempt = r.attempt AND a.final_state = 4
    AND NOT EXISTS (SELECT FROM queue q WHERE q.intent = a.intent AND q.n = a.n)
    AND NOT EXISTS (SELECT FROM attempts b WHERE b.intent = a.intent AND b.n = a.n AND b.generation > a.generation)
  RETURNING a.intent, a.n, a.flow, a.template, a.channel, a.provider, a.final_state),
t AS (
  INSERT INTO tallies (minute, owner, flow, template, channel, provider, state, reason, n)
  SELECT date_trunc('minute', now()), 0, flow, template, channel, coalesce(provider, 0), s.state, 0, sum(s.change) FROM g, LATERAL (VALUES (g.final_state, 1), (4::smallint, -1)) AS s(state, change) GROUP BY flow, template, channel, coalesce(provider, 0), s.state
  ON CONFLICT (minute, owner, flow, template, channel, provider, state, reason) DO UPDATE SET n = tallies.n + excluded.n)
SELECT intent, n FROM g`,
}

/** The next step of messages that were settled just now: none where a sibling waits, was accepted, or is unknown. */
const queueNext: Statement = {
  name: 'late_next',
  text: `
INSERT INTO queue (intent, n, lane, generation, step, channel, flow, template_version, address_hash, due, expires_at)
SELECT DISTINCT ON (x.intent, x.n) x.intent, x.n, i.lane, e.generation, x.step, x.channel, e.flow, coalesce(x.template_version, e.template_version), x.address_hash, now(), x.expires_at
FROM unnest($1::uuid[], $2::int2[], $3::int2[], $4::int2[], $5::int2[], $6::int[], $7::uuid[], $8::timestamptz[], $9::text[]) AS x(intent, after, n, step, channel, template_version, address_hash, expires_at, siblings)
JOIN intents i ON i.id = x.intent
JOIN LATERAL (SELECT a.* FROM attempts a WHERE a.intent = x.intent AND a.n = x.after AND a.final_state IS NOT NULL ORDER BY a.generation DESC LIMIT 1) e ON true
WHERE NOT EXISTS (SELECT FROM queue o WHERE o.intent = x.intent AND o.n = ANY (x.siblings::int2[]))
  AND NOT EXISTS (SELECT FROM attempts k WHERE k.intent = x.intent AND k.n = ANY (x.siblings::int2[]) AND k.generation = e.generation AND k.final_state IN (1, 4))
ON CONFLICT DO NOTHING`,
}

/**
 * Keeps late results, and settles by them the unknowns that nobody has acted on; a message that turns out to have failed
 * is followed by its next step. Idempotent.
 *
 * @param successors what the entries bring about, of which those of settled messages count.
 */
export async function recordLate(
  connection: Connection,
  entries: readonly Entry[],
  successors: readonly Successor[] = [],
): Promise<void> {
  // An interrupted attempt says nothing about a message that meanwhile is in other hands.
  const called = entries.filter((entry) => entry.written > 0 && entry.outcome !== outcomeCodes.interrupted)
  if (called.length === 0) return
  await connection.run(keep, columnsOf(called))
  const known = called.filter(
    ({ action, finalState }) => action === 'end' && finalState !== null && finalState !== finalStateCodes.unknown,
  )
  if (known.length === 0) return
  const columns = columnsOf(known)
  const finalStates = int2Array(known.map((row) => row.finalState))
  await connection.transaction(async (session) => {
    if (successors.length > 0)
      await lockIntents(
        session,
        successors.map(({ intent }) => intent),
      )
    const settled = [
      ...(await session.run<Settled>(settleQueued, [
        ...columns,
        int4Array(known.map((row) => row.template)),
        finalStates,
      ])),
      ...(await session.run<Settled>(settleEnded, [...columns, finalStates])),
    ]
    const after = new Set(settled.map(({ intent, n }) => `${intent}.${n}`))
    const next = successors.filter((row) => after.has(`${row.intent}.${row.after}`))
    if (next.length > 0) await session.run(queueNext, successorColumns(next))
  })
}

interface Settled {
  readonly intent: string
  readonly n: number
}

const columnsOf = (rows: readonly Entry[]): Buffer[] => [
  uuidArray(rows.map((row) => row.intent)),
  int2Array(rows.map((row) => row.n)),
  int2Array(rows.map((row) => row.generation)),
  int2Array(rows.map((row) => row.written)),
  int2Array(rows.map((row) => row.outcome)),
  textArray(rows.map((row) => row.code)),
  textArray(rows.map((row) => row.detail)),
  textArray(rows.map((row) => row.ref)),
]
