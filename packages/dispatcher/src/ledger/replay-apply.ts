import { int2Array, int4Array, uuidArray } from './binary-array.js'
import { finalStateOf } from './codes.js'
import type { Connection, Session, Statement } from './connection.js'
import type { ReplayOptions } from './replay.js'
import type { ReplayCandidate } from './replay-plan.js'

/** Who replays, and why: kept with the flow. */
export interface ReplayRequest {
  readonly planHash: string
  readonly reason: string
  readonly byWhom: string
  readonly options: ReplayOptions
}

const insertFlow: Statement = {
  name: 'replay_flow',
  text: `INSERT INTO flows (kind, plan_hash, options, reason, by_whom, paused) VALUES ('replay', $1, $2, $3, $4, false) RETURNING id`,
}
const insertItems: Statement = {
  name: 'replay_items',
  text: `
INSERT INTO replay_items (flow, intent, n, generation, step, channel, template_version, address_hash)
SELECT $1, * FROM unnest($2::uuid[], $3::int2[], $4::int2[], $5::int2[], $6::int2[], $7::int[], $8::uuid[])`,
}
const progress: Statement = {
  name: 'replay_progress',
  text: `
SELECT CASE WHEN r.n = -1 THEN CASE WHEN r.queued THEN -1 ELSE 0 END WHEN a.final_state IS NOT NULL THEN a.final_state ELSE 0 END AS state, count(*)::int AS count
FROM replay_items r LEFT JOIN attempts a ON a.intent = r.intent AND a.n = r.n AND a.generation = r.generation AND a.final_state IS NOT NULL
WHERE r.flow = $1 GROUP BY 1`,
}

/** Keeps a replay with all its items in one commit; from then on any dispatcher carries it out. */
export const applyReplay = (
  connection: Connection,
  request: ReplayRequest,
  items: readonly ReplayCandidate[],
): Promise<number> =>
  connection.transaction(async (session) => {
    const [flow] = await session.run<{ id: number }>(insertFlow, [
      request.planHash,
      JSON.stringify(request.options),
      request.reason,
      request.byWhom,
    ])
    if (flow === undefined) throw new Error('PostgreSQL returned no number for the replay')
    await session.run(insertItems, [
      flow.id,
      uuidArray(items.map((item) => item.intent)),
      int2Array(items.map((item) => item.n)),
      int2Array(items.map((item) => item.generation)),
      int2Array(items.map((item) => item.step)),
      int2Array(items.map((item) => item.channel)),
      int4Array(items.map((item) => item.templateVersion)),
      uuidArray(items.map((item) => item.addressHash)),
    ])
    return flow.id
  })

/** How far a replay is. */
export interface ReplayProgress {
  readonly total: number
  /** Messages that have not ended, and refused intents that are not emitted again yet. */
  readonly open: number
  /** Ended messages by final state; `emitted` are refused intents that went through admission again. */
  readonly ended: Readonly<Record<string, number>>
}

/** Reads how far a replay is. */
export async function replayProgress(session: Session, flow: number): Promise<ReplayProgress> {
  const rows = await session.run<{ state: number; count: number }>(progress, [flow])
  const ended: Record<string, number> = {}
  let open = 0
  let total = 0
  for (const { state, count } of rows) {
    total += count
    if (state === 0) open += count
    else ended[state === -1 ? 'emitted' : finalStateOf(state)] = count
  }
  return { total, open, ended }
}
