import { finalStateCodes } from './codes.js'
import type { Session, Statement } from './connection.js'

/** Which ended messages and refused intents a replay takes. */
export interface ReplaySelection {
  /** `failed`, `unknown`, `expired`, `suppressed`, `cancelled`, `accepted` or `refused`. */
  readonly states: readonly string[]
  /** Only these intents. */
  readonly ids?: readonly string[]
  /** Only these messages of an intent, by its id. An intent that is not named here: all of its messages. */
  readonly numbers?: Readonly<Record<string, readonly number[]>>
  readonly template?: string
  /** ms since 1970. */
  readonly since?: number
  readonly limit: number
}

/** A message that would be sent again. */
export interface ReplayCandidate {
  readonly intent: string
  /** -1: a refused intent, emitted once more as bytes. */
  readonly n: number
  /** Generation that it would get. */
  readonly generation: number
  readonly step: number
  readonly channel: number
  readonly lane: number
  readonly state: number
  readonly code: string | null
  readonly template: string
  /** Version that it was first sent with. */
  readonly templateVersion: number | null
  readonly addressHash: string | null
  readonly category: number | null
  readonly recipientHash: string
  readonly hash: string
  readonly keyHash: string | null
  /** ms since 1970; null where the expiry was the lane's default, which begins anew. */
  readonly expiresAt: number | null
  readonly erased: boolean
}

/** The last end of each message, unless a later generation or a queue row exists. */
const select: Statement = {
  name: 'replay_select',
  text: `
SELECT a.intent, a.n, (a.generation + 1)::int AS generation, 0 AS step, a.channel, i.lane, a.final_state AS state, a.code, t.name AS template,
  (SELECT f.template_version FROM attempts f WHERE f.intent = a.intent AND f.n = a.n ORDER BY f.generation, f.ended_at LIMIT 1) AS "templateVersion",
  a.address_hash AS "addressHash", i.category, i.recipient_hash AS "recipientHash", i.hash, i.key_hash AS "keyHash",
  CASE WHEN i.explicit_expiry THEN (extract(epoch FROM i.expires_at) * 1000)::float8 END AS "expiresAt", i.data IS NULL AS erased
FROM attempts a JOIN intents i ON i.id = a.intent JOIN names t ON t.id = a.template
WHERE a.final_state = ANY ($1::smallint[]) AND a.ended_at >= $2::timestamptz AND a.n > 0
  AND ($3::uuid[] IS NULL OR a.intent = ANY ($3::uuid[])) AND ($4::text IS NULL OR t.name = $4)
  AND NOT EXISTS (SELECT FROM attempts b WHERE b.intent = a.intent AND b.n = a.n AND b.generation > a.generation)
  AND NOT EXISTS (SELECT FROM queue q WHERE q.intent = a.intent AND q.n = a.n)
ORDER BY a.intent, a.n LIMIT $5`,
}
const selectRefused: Statement = {
  name: 'replay_select_refused',
  text: `
SELECT id AS intent, coalesce(template, '') AS template, lane, reasons->0->>'code' AS code FROM refused
WHERE replayed_by IS NULL AND duplicate_of IS NULL AND at >= $1::timestamptz AND ($2::uuid[] IS NULL OR id = ANY ($2::uuid[])) AND ($3::text IS NULL OR template = $3) ORDER BY id LIMIT $4`,
}

/** Reads what a selection names. Nothing is changed. */
export async function selectForReplay(session: Session, selection: ReplaySelection): Promise<ReplayCandidate[]> {
  const since = selection.since ?? 0
  const ids = selection.ids ?? null
  const template = selection.template ?? null
  const codes = selection.states.flatMap((state) =>
    state in finalStateCodes ? [finalStateCodes[state as keyof typeof finalStateCodes]] : [],
  )
  const found =
    codes.length === 0
      ? []
      : await session.run<ReplayCandidate>(select, [codes, new Date(since), ids, template, selection.limit])
  const messages = found.filter(({ intent, n }) => selection.numbers?.[intent]?.includes(n) ?? true)
  if (!selection.states.includes('refused')) return messages
  const refused = await session.run<{ intent: string; template: string; lane: number; code: string | null }>(
    selectRefused,
    [new Date(since), ids, template, selection.limit],
  )
  return [
    ...messages,
    ...refused.map((row) => ({
      ...row,
      n: -1,
      generation: 0,
      step: 0,
      channel: 0,
      state: 0,
      templateVersion: null,
      addressHash: null,
      category: null,
      recipientHash: row.intent,
      hash: row.intent,
      keyHash: null,
      expiresAt: null,
      erased: false,
    })),
  ]
}
