import type { Migration } from './migration.js'

/**
 * The outbox in the ledger's own database and the two functions through which services reach it. They are SECURITY
 * DEFINER with a fixed search_path and no session state, so tables stay private and a transaction pooler may stand between.
 */
export const outbox: Migration = {
  id: 2,
  name: 'outbox',
  sql: `
CREATE TABLE outbox (lane smallint NOT NULL CHECK (lane BETWEEN 0 AND 2), id bigint GENERATED ALWAYS AS IDENTITY, body text NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (lane, id))
  WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);

CREATE FUNCTION emit(lanes smallint[], bodies text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = tidings, pg_temp AS $$
  INSERT INTO outbox (lane, body) SELECT lane, body FROM unnest(lanes, bodies) AS e(lane, body);
$$;

CREATE FUNCTION cancel(source text, id text, key text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = tidings, pg_temp AS $$
#variable_conflict use_variable
DECLARE
  tombstone uuid := encode(substring(sha256(convert_to(source || chr(31) || CASE WHEN id IS NOT NULL THEN 'id' ELSE 'key' END || chr(31) || coalesce(id, key), 'UTF8')) FROM 1 FOR 16), 'hex')::uuid;
  target uuid;
  calling boolean;
BEGIN
  IF source IS NULL OR (id IS NULL) = (key IS NULL) THEN
    RAISE EXCEPTION 'tidings.cancel needs a source and either an id or an idempotency key' USING ERRCODE = '22023';
  END IF;
  INSERT INTO cancels (hash) VALUES (tombstone) ON CONFLICT DO NOTHING;
  DELETE FROM scheduled s WHERE s.hash = tombstone OR s.key_hash = tombstone;
  IF FOUND THEN RETURN 'cancelled'; END IF;
  SELECT d.intent INTO target FROM dedup d WHERE d.hash = tombstone;
  IF target IS NULL THEN RETURN 'recorded'; END IF;
  -- The row locks make a concurrent begin wait, and then see that nothing of this row may be called any more.
  PERFORM FROM queue q WHERE q.intent = target ORDER BY q.n FOR UPDATE;
  SELECT bool_or(q.began_at IS NOT NULL) INTO calling FROM queue q WHERE q.intent = target;
  WITH ended AS (
    DELETE FROM queue q WHERE q.intent = target AND (q.began_at IS NULL) RETURNING q.*
  ), written AS (
    INSERT INTO attempts (intent, n, generation, attempt, channel, template, template_version, flow, address_hash, owner, outcome, final_state, code, detail)
    SELECT e.intent, e.n, e.generation, 0, e.channel, i.template, e.template_version, e.flow, e.address_hash, coalesce(e.owner, 0), 0, 7, 'cancelled', 'cancelled by ' || source
    FROM ended e JOIN intents i ON i.id = e.intent RETURNING *
  )
  INSERT INTO tallies (minute, owner, flow, template, channel, provider, state, reason, n)
  SELECT date_trunc('minute', now()), 0, w.flow, w.template, w.channel, 0, 7, 0, count(*) FROM written w GROUP BY w.flow, w.template, w.channel
  ON CONFLICT (minute, owner, flow, template, channel, provider, state, reason) DO UPDATE SET n = tallies.n + excluded.n;
  IF FOUND THEN RETURN 'cancelled'; END IF;
  IF calling THEN RETURN 'too late'; END IF;
  IF EXISTS (SELECT FROM attempts a WHERE a.intent = target AND a.final_state = 7) THEN RETURN 'cancelled'; END IF;
  RETURN 'too late';
END
$$;
REVOKE ALL ON FUNCTION emit(smallint[], text[]), cancel(text, text, text) FROM PUBLIC;
`,
}
