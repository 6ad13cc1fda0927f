import type { Session, Statement } from './connection.js'
import type { Pause } from './facts.js'

const insert: Statement = {
  name: 'pause',
  text: `INSERT INTO pauses (kind, name, by_whom, reason) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, name) DO NOTHING RETURNING kind`,
}
/** Everything held by a pause is looked at once more: what another pause still stops is held again by the gate. */
const remove: Statement = {
  name: 'resume',
  text: `
WITH gone AS (DELETE FROM pauses WHERE kind = $1 AND name = $2 RETURNING kind),
freed AS (UPDATE queue SET hold = NULL WHERE hold = 2 AND EXISTS (SELECT FROM gone) RETURNING n)
SELECT (SELECT count(*) FROM gone)::int AS gone, (SELECT count(*) FROM freed)::int AS freed`,
}

/** Pauses a template, provider or channel. False where it was paused before. */
export const pause = async (session: Session, pause: Pause): Promise<boolean> =>
  (await session.run(insert, [pause.kind, pause.name, pause.byWhom, pause.reason])).length > 0

/** Ends a pause; answers how many messages go on, or null where nothing was paused. */
export async function resume(session: Session, kind: Pause['kind'], name: string): Promise<number | null> {
  const [row] = await session.run<{ gone: number; freed: number }>(remove, [kind, name])
  return row === undefined || row.gone === 0 ? null : row.freed
}
