import { finalStateOf, holdOf, laneOf, outcomeOf } from './codes.js'
import type { Connection, Session, Statement } from './connection.js'
import type { Reason } from './refuse.js'

/** An intent as it was admitted. */
export interface IntentHistory {
  readonly id: string
  readonly source: string
  readonly externalId: string
  readonly template: string
  readonly templateCode: number
  readonly category: string | null
  readonly categoryCode: number | null
  readonly lane: string
  readonly brand: string | null
  readonly admittedAt: Date
  readonly expiresAt: Date
  /** JSON; null after erase. */
  readonly recipient: string | null
  readonly recipientHash: string
  readonly hash: string
  readonly keyHash: string | null
}

/** One attempt, or a verdict that ended a message without one (attempt 0). */
export interface AttemptHistory {
  readonly n: number
  readonly generation: number
  readonly attempt: number
  readonly beganAt: Date | null
  readonly endedAt: Date
  readonly provider: string | null
  readonly ref: string | null
  readonly outcome: string
  readonly finalState: string | null
  readonly code: string | null
  readonly detail: string | null
  readonly templateVersion: string | null
}

/** A message that has not ended. */
export interface QueuedHistory {
  readonly n: number
  readonly generation: number
  readonly attempt: number
  readonly step: number
  readonly due: Date
  readonly expiresAt: Date
  readonly hold: string | null
  readonly claimed: boolean
  readonly beganAt: Date | null
  readonly provider: string | null
  readonly templateVersion: string | null
}

/** News about an attempt that came outside its record. */
export interface EvidenceHistory {
  readonly n: number
  readonly generation: number
  readonly attempt: number
  readonly at: Date
  readonly outcome: string
  readonly code: string | null
  readonly detail: string | null
}

const intent: Statement = {
  name: 'history_intent',
  text: `
SELECT i.id, s.name AS source, i.external_id AS "externalId", t.name AS template, i.template AS "templateCode", c.name AS category, i.category AS "categoryCode", i.lane, i.brand, i.admitted_at AS "admittedAt", i.expires_at AS "expiresAt",
  i.recipient, i.recipient_hash AS "recipientHash", i.hash, i.key_hash AS "keyHash"
FROM intents i JOIN names s ON s.id = i.source JOIN names t ON t.id = i.template LEFT JOIN names c ON c.id = i.category WHERE i.id = $1`,
}
const attempts: Statement = {
  name: 'history_attempts',
  text: `
SELECT a.n, a.generation, a.attempt, a.began_at AS "beganAt", a.ended_at AS "endedAt", p.name AS provider, a.provider_ref AS ref, a.outcome, a.final_state AS "finalState", a.code, a.detail, v.hash AS "templateVersion"
FROM attempts a LEFT JOIN names p ON p.id = a.provider LEFT JOIN template_versions v ON v.id = a.template_version WHERE a.intent = $1 ORDER BY a.n, a.generation, a.ended_at`,
}
const queued: Statement = {
  name: 'history_queue',
  text: `
SELECT q.n, q.generation, q.attempt, q.step, q.due, q.expires_at AS "expiresAt", q.hold, q.owner IS NOT NULL AS claimed, q.began_at AS "beganAt", p.name AS provider, v.hash AS "templateVersion"
FROM queue q LEFT JOIN names p ON p.id = q.provider LEFT JOIN template_versions v ON v.id = q.template_version WHERE q.intent = $1 ORDER BY q.n`,
}
const evidence: Statement = {
  name: 'history_evidence',
  text: `SELECT n, generation, attempt, at, outcome, code, detail FROM evidence WHERE intent = $1 ORDER BY at`,
}
const refused: Statement = {
  name: 'history_refused',
  text: `SELECT id, at, source, external_id AS "externalId", template, reasons, convert_from(body, 'UTF8') AS body, duplicate_of AS "duplicateOf", replayed_by AS "replayedBy" FROM refused WHERE id = $1`,
}

/** All that the ledger has written about one intent. */
export interface History {
  readonly intent: IntentHistory
  readonly attempts: readonly AttemptHistory[]
  readonly queued: readonly QueuedHistory[]
  readonly evidence: readonly EvidenceHistory[]
}

/**
 * Reads the history of an intent, on one snapshot: a message that ends meanwhile is seen in the queue or among what has
 * ended, never in neither. One id prunes every table to one partition.
 */
export const readHistory = (connection: Connection, id: string): Promise<History | undefined> =>
  connection.snapshot((session) => readAll(session, id))

async function readAll(session: Session, id: string): Promise<History | undefined> {
  const [row] = await session.run<Omit<IntentHistory, 'lane'> & { readonly lane: number }>(intent, [id])
  if (row === undefined) return undefined
  const ended = await session.run<
    Omit<AttemptHistory, 'outcome' | 'finalState'> & { readonly outcome: number; readonly finalState: number | null }
  >(attempts, [id])
  const open = await session.run<Omit<QueuedHistory, 'hold'> & { readonly hold: number | null }>(queued, [id])
  const news = await session.run<Omit<EvidenceHistory, 'outcome'> & { readonly outcome: number }>(evidence, [id])
  return {
    intent: { ...row, lane: laneOf(row.lane) },
    attempts: ended.map((entry) => ({
      ...entry,
      outcome: outcomeOf(entry.outcome),
      finalState: entry.finalState === null ? null : finalStateOf(entry.finalState),
    })),
    queued: open.map((entry) => ({ ...entry, hold: entry.hold === null ? null : holdOf(entry.hold) })),
    evidence: news.map((entry) => ({ ...entry, outcome: outcomeOf(entry.outcome) })),
  }
}

/** A refused intent with its bytes. */
export interface RefusedHistory {
  readonly id: string
  readonly at: Date
  readonly source: string | null
  readonly externalId: string | null
  readonly template: string | null
  readonly reasons: readonly Reason[]
  readonly body: string
  readonly duplicateOf: string | null
  readonly replayedBy: number | null
}

/** Reads a refused intent. */
export const readRefused = async (session: Session, id: string): Promise<RefusedHistory | undefined> =>
  (await session.run<RefusedHistory>(refused, [id]))[0]
