import { channelOf, finalStateCodes, finalStateOf, holdCodes, holdOf, laneOf } from './codes.js'
import type { Session, Statement } from './connection.js'

/** Which messages to list. Each that is given narrows the list. */
export interface MessageFilter {
  /** A final state, `pending` (anything not ended), or `refused`. */
  readonly state?: string
  /** Hash of an address. */
  readonly addressHash?: string
  /** Hash of a recipient. */
  readonly recipientHash?: string
  readonly template?: string
  /** Not before; ms since 1970. */
  readonly since?: number
  readonly limit: number
}

/** One message in a list. */
export interface MessageLine {
  readonly intent: string
  readonly n: number
  readonly source: string
  readonly template: string
  readonly channel: string | null
  readonly lane: string
  /** Final state, or `held`, `calling`, `claimed`, `retrying`, `unknown` (settling) or `pending`. */
  readonly state: string
  readonly code: string | null
  readonly detail: string | null
  readonly attempts: number
  readonly at: Date
  /** JSON; null after erase. */
  readonly recipient: string | null
}

/**
 * Two halves: what has ended (found by when it ended, not by its id: a message may be held for long, or replayed, and
 * then end long after its admission) and what is in the queue.
 */
const list: Statement = {
  name: 'messages',
  text: `
WITH m AS (
  SELECT a.intent, a.n, a.channel, a.final_state, NULL::smallint AS hold, false AS claimed, false AS calling, a.code, a.detail, a.attempt, a.ended_at AS at
  FROM attempts a
  WHERE $1::smallint[] IS NOT NULL AND a.final_state = ANY ($1::smallint[]) AND a.ended_at >= $5::timestamptz
    AND ($2::uuid IS NULL OR a.address_hash = $2) AND ($3::uuid IS NULL OR a.intent IN (SELECT i.id FROM intents i WHERE i.recipient_hash = $3))
    AND ($4::int IS NULL OR a.template = $4)
    AND NOT EXISTS (SELECT FROM attempts b WHERE b.intent = a.intent AND b.n = a.n AND b.generation > a.generation)
    AND NOT EXISTS (SELECT FROM queue q WHERE q.intent = a.intent AND q.n = a.n)
  UNION ALL
  SELECT q.intent, q.n, q.channel, NULL, q.hold, q.owner IS NOT NULL, q.began_at IS NOT NULL AND q.hold IS NULL, NULL, NULL, q.attempt, q.due
  FROM queue q
  WHERE $6::boolean AND ($2::uuid IS NULL OR q.address_hash = $2) AND ($3::uuid IS NULL OR q.intent IN (SELECT i.id FROM intents i WHERE i.recipient_hash = $3))
    AND ($4::int IS NULL OR EXISTS (SELECT FROM intents i WHERE i.id = q.intent AND i.template = $4)))
SELECT m.*, s.name AS source, t.name AS template, i.lane, i.recipient, i.admitted_at
FROM (SELECT * FROM m ORDER BY at DESC LIMIT $7) m JOIN intents i ON i.id = m.intent JOIN names s ON s.id = i.source JOIN names t ON t.id = i.template ORDER BY m.at DESC, m.intent, m.n`,
}
const refusedList: Statement = {
  name: 'messages_refused',
  text: `
SELECT id AS intent, source, template, lane, at, reasons->0->>'code' AS code, reasons->0->>'path' AS path, reasons->0->>'message' AS message, replayed_by IS NOT NULL AS replayed
FROM refused WHERE at >= $1 AND ($2::text IS NULL OR template = $2) ORDER BY at DESC LIMIT $3`,
}
const templateCode: Statement = {
  name: 'messages_template',
  text: `SELECT id FROM names WHERE kind = 'template' AND name = $1`,
}

interface Row {
  readonly intent: string
  readonly n: number
  readonly channel: number
  readonly final_state: number | null
  readonly hold: number | null
  readonly claimed: boolean
  readonly calling: boolean
  readonly code: string | null
  readonly detail: string | null
  readonly attempt: number
  readonly at: Date
  readonly source: string
  readonly template: string
  readonly lane: number
  readonly recipient: string | null
}

/** Lists messages, newest first, refused intents among them where the filter lets them through. */
export async function listMessages(session: Session, filter: MessageFilter): Promise<MessageLine[]> {
  const since = filter.since ?? 0
  const lines: MessageLine[] = []
  const { state } = filter
  if (state !== 'refused') {
    const [code] =
      filter.template === undefined ? [null] : await session.run<{ id: number }>(templateCode, [filter.template])
    if (filter.template !== undefined && code === undefined) return []
    const final =
      state === undefined
        ? Object.values(finalStateCodes)
        : state in finalStateCodes
          ? [finalStateCodes[state as keyof typeof finalStateCodes]]
          : null
    const rows = await session.run<Row>(list, [
      final,
      filter.addressHash ?? null,
      filter.recipientHash ?? null,
      code?.id ?? null,
      new Date(since),
      state === undefined || final === null || state === 'unknown',
      filter.limit,
    ])
    lines.push(
      ...rows
        .map(lineOf)
        .filter(
          (line) =>
            state === undefined ||
            line.state === state ||
            (state === 'pending' && final === null && line.state !== 'held'),
        ),
    )
  }
  if (
    (state === undefined || state === 'refused') &&
    filter.addressHash === undefined &&
    filter.recipientHash === undefined
  ) {
    const rows = await session.run<{
      intent: string
      source: string | null
      template: string | null
      lane: number
      at: Date
      code: string
      path: string
      message: string
      replayed: boolean
    }>(refusedList, [new Date(since), filter.template ?? null, filter.limit])
    lines.push(
      ...rows.map((row) => ({
        intent: row.intent,
        n: 0,
        source: row.source ?? '',
        template: row.template ?? '',
        channel: null,
        lane: laneOf(row.lane),
        state: 'refused',
        code: row.code,
        detail: `${row.path} ${row.message}`.trim(),
        attempts: 0,
        at: row.at,
        recipient: null,
      })),
    )
  }
  return lines.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, filter.limit)
}

const lineOf = (row: Row): MessageLine => ({
  intent: row.intent,
  n: row.n,
  source: row.source,
  template: row.template,
  channel: channelOf(row.channel) ?? null,
  lane: laneOf(row.lane),
  state: stateOf(row),
  code: row.code,
  detail: row.detail,
  attempts: row.attempt,
  at: row.at,
  recipient: row.recipient,
})

function stateOf(row: Pick<Row, 'final_state' | 'hold' | 'claimed' | 'calling' | 'attempt'>): string {
  if (row.final_state !== null) return finalStateOf(row.final_state)
  if (row.hold === holdCodes.settling) return 'unknown'
  if (row.hold !== null) return holdOf(row.hold) === 'settling' ? 'unknown' : 'held'
  if (row.calling) return 'calling'
  if (row.claimed) return 'claimed'
  return row.attempt > 0 ? 'retrying' : 'pending'
}
