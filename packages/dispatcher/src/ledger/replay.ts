import type { Session, Statement } from './connection.js'

/** Options of a replay that its expansion follows. */
export interface ReplayOptions {
  /** Render with what is active now instead of the version first used. */
  readonly currentTemplate: boolean
  /** Life of messages whose intent named no expiry, per lane code, ms. */
  readonly expiresMs: readonly number[]
  /** Environment whose active versions count for `currentTemplate`. */
  readonly environment: string
}

const unexpanded: Statement = {
  name: 'replays_unexpanded',
  text: `SELECT id FROM flows WHERE kind = 'replay' AND expanded_at IS NULL AND NOT paused ORDER BY id`,
}

/**
 * One window: items not queued yet become queue rows of a new generation, refused intents go back into the outbox, and
 * the items are marked in the same commit. What another replay has sent meanwhile is left alone. Explicit expiries stay; default ones begin anew.
 */
const expand: Statement = {
  name: 'replay_expand',
  text: `
WITH f AS (SELECT id, options FROM flows WHERE id = $1 FOR UPDATE),
w AS MATERIALIZED (SELECT r.* FROM replay_items r, f WHERE r.flow = f.id AND NOT r.queued ORDER BY r.intent, r.n LIMIT $2),
m AS (
  INSERT INTO queue (intent, n, lane, generation, step, channel, flow, template_version, address_hash, due, expires_at)
  SELECT w.intent, w.n, i.lane, w.generation, coalesce(w.step, 0), w.channel, f.id,
    CASE WHEN (f.options->>'currentTemplate')::boolean THEN coalesce((SELECT a.version FROM active_templates a WHERE a.environment = f.options->>'environment' AND a.template = i.template), w.template_version) ELSE w.template_version END,
    w.address_hash, now(), CASE WHEN i.explicit_expiry THEN i.expires_at ELSE now() + (f.options->'expiresMs'->>i.lane)::float8 * interval '1 ms' END
  FROM w JOIN intents i ON i.id = w.intent, f WHERE w.n >= 0
    AND NOT EXISTS (SELECT FROM attempts a WHERE a.intent = w.intent AND a.n = w.n AND a.generation >= w.generation)
  ON CONFLICT DO NOTHING),
r AS (UPDATE refused x SET replayed_by = $1 FROM w WHERE w.n = -1 AND x.id = w.intent AND x.replayed_by IS NULL RETURNING x.lane, x.body),
o AS (INSERT INTO outbox (lane, body) SELECT lane, convert_from(body, 'UTF8') FROM r),
d AS (UPDATE replay_items x SET queued = true FROM w WHERE x.flow = w.flow AND x.intent = w.intent AND x.n = w.n),
e AS (UPDATE flows SET expanded_at = now() WHERE id = $1 AND (SELECT count(*) FROM w) < $2)
SELECT count(*)::int AS moved FROM w`,
}

/** Replays that still have items to queue, oldest first. */
export const unexpandedReplays = async (session: Session): Promise<number[]> =>
  (await session.run<{ id: number }>(unexpanded, [])).map((row) => row.id)

/** Queues one window of a replay. Answers how many items it held; fewer than asked for is the end. */
export async function expandReplay(session: Session, flow: number, limit: number): Promise<number> {
  const [row] = await session.run<{ moved: number }>(expand, [flow, limit])
  return row?.moved ?? 0
}
