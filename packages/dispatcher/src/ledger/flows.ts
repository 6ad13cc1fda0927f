import type { Session, Statement } from './connection.js'

/** Flow 0 is everything that services emit. */
const active: Statement = {
  name: 'flows_active',
  text: `SELECT 0 AS id UNION ALL SELECT id FROM flows WHERE NOT paused AND (expanded_at IS NULL OR expanded_at > now() - interval '7 days')`,
}

/** Flows whose messages may be claimed: a paused one is not looked at, so its rows delay nobody. */
export const activeFlows = async (session: Session): Promise<number[]> =>
  (await session.run<{ id: number }>(active, [])).map((row) => row.id)
