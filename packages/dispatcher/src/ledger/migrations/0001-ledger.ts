import type { Migration } from './migration.js'

const dedupPartitions = Array.from(
  { length: 16 },
  (_, part) => `CREATE TABLE dedup_${part} PARTITION OF dedup FOR VALUES WITH (MODULUS 16, REMAINDER ${part});`,
).join('\n')

/** Tables of the ledger. Days of `intents` and `attempts` are made by `ensurePartitions`. */
export const ledgerTables: Migration = {
  id: 1,
  name: 'ledger',
  sql: `
CREATE TABLE settings (one boolean PRIMARY KEY DEFAULT true CHECK (one), secret bytea NOT NULL, environment text);
INSERT INTO settings (secret) VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

CREATE TABLE names (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, name text NOT NULL, UNIQUE (kind, name));

CREATE TABLE intents (
  id uuid PRIMARY KEY, tail int NOT NULL, source int NOT NULL, external_id text NOT NULL, admitted_at timestamptz NOT NULL DEFAULT now(), xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  template int NOT NULL, contract uuid, category int, lane smallint NOT NULL, brand text, flow int NOT NULL DEFAULT 0, recipient_hash uuid NOT NULL,
  hash uuid NOT NULL, key_hash uuid,
  recipient text, data text,
  options text, trace text, expires_at timestamptz NOT NULL, explicit_expiry boolean NOT NULL DEFAULT false) PARTITION BY RANGE (id);
CREATE INDEX ON intents (recipient_hash);
CREATE INDEX ON intents (tail);

CREATE TABLE queue (
  intent uuid, n smallint, lane smallint, generation smallint NOT NULL DEFAULT 0, attempt smallint NOT NULL DEFAULT 0, free smallint NOT NULL DEFAULT 0, unknowns smallint NOT NULL DEFAULT 0,
  step smallint NOT NULL DEFAULT 0, channel smallint NOT NULL,
  flow int NOT NULL DEFAULT 0, template_version int, address_hash uuid, collapse_hash uuid, due timestamptz NOT NULL DEFAULT now(), expires_at timestamptz NOT NULL,
  hold smallint, owner bigint, began_at timestamptz, provider int, body_hash uuid, provider_key text,
  strikes smallint NOT NULL DEFAULT 0, guard smallint,
  PRIMARY KEY (intent, n, lane)) PARTITION BY LIST (lane);
CREATE TABLE queue_critical PARTITION OF queue FOR VALUES IN (0) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
CREATE TABLE queue_transactional PARTITION OF queue FOR VALUES IN (1) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
CREATE TABLE queue_bulk PARTITION OF queue FOR VALUES IN (2) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX ON queue_critical (due) WHERE owner IS NULL AND hold IS NULL;
CREATE INDEX ON queue_transactional (due) WHERE owner IS NULL AND hold IS NULL;
CREATE INDEX ON queue_bulk (flow, due) WHERE owner IS NULL AND hold IS NULL;
CREATE INDEX ON queue (owner) WHERE owner IS NOT NULL;
CREATE INDEX ON queue (due) WHERE hold IS NOT NULL;
CREATE INDEX ON queue (due) WHERE strikes >= 2;

CREATE TABLE attempts (
  intent uuid, n smallint, generation smallint, attempt smallint, channel smallint NOT NULL, template int NOT NULL, template_version int, flow int NOT NULL, address_hash uuid,
  owner bigint NOT NULL, provider int, provider_key text, provider_ref text, body_hash uuid, began_at timestamptz, ended_at timestamptz NOT NULL DEFAULT now(),
  outcome smallint NOT NULL, final_state smallint, code text, detail text, xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (intent, n, generation, attempt)) PARTITION BY RANGE (intent);
CREATE INDEX ON attempts (final_state, ended_at DESC) WHERE final_state NOT IN (1, 2);
CREATE INDEX ON attempts USING brin (ended_at) WITH (autosummarize = on);
CREATE TABLE evidence (intent uuid NOT NULL, n smallint NOT NULL, generation smallint NOT NULL, attempt smallint NOT NULL, at timestamptz NOT NULL DEFAULT now(), outcome smallint NOT NULL, code text, detail text, ref text);
CREATE INDEX ON evidence (intent, n);

CREATE TABLE dedup (hash uuid PRIMARY KEY, intent uuid NOT NULL, body_hash uuid NOT NULL, at timestamptz NOT NULL DEFAULT now()) PARTITION BY HASH (hash);
${dedupPartitions}
CREATE TABLE scheduled (hash uuid PRIMARY KEY, key_hash uuid UNIQUE, body_hash uuid NOT NULL, due timestamptz NOT NULL, lane smallint NOT NULL, body text NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE INDEX ON scheduled (due);
CREATE TABLE cancels (hash uuid PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE refused (id uuid PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), source text, external_id text, template text, lane smallint NOT NULL DEFAULT 1, reasons jsonb NOT NULL, body bytea NOT NULL, duplicate_of uuid, replayed_by int);
CREATE INDEX ON refused (at);
CREATE INDEX ON refused (external_id);
CREATE INDEX ON refused (right(id::text, 8));

CREATE TABLE dispatchers (owner bigint PRIMARY KEY, lease timestamptz NOT NULL, dead boolean NOT NULL DEFAULT false, host text NOT NULL, pid int NOT NULL, version text NOT NULL, lanes smallint[] NOT NULL, started_at timestamptz NOT NULL DEFAULT now()) WITH (fillfactor = 50);

CREATE TABLE template_versions (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, template int NOT NULL, hash uuid NOT NULL UNIQUE, contract uuid NOT NULL, source text NOT NULL, artefact bytea NOT NULL, published_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX ON template_versions (template, contract);
CREATE TABLE active_templates (environment text, template int, version int NOT NULL, since timestamptz NOT NULL DEFAULT now(), by_whom text NOT NULL DEFAULT current_user, PRIMARY KEY (environment, template));
CREATE TABLE publications (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, environment text NOT NULL, template int NOT NULL, version int NOT NULL, at timestamptz NOT NULL DEFAULT now(), by_whom text NOT NULL);

CREATE TABLE suppressions (address_hash uuid, channel smallint, category int DEFAULT 0, reason text NOT NULL, at timestamptz NOT NULL DEFAULT now(), by_whom text, PRIMARY KEY (address_hash, channel, category));
CREATE TABLE preferences (recipient_hash uuid, category int, channel smallint, allowed boolean NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (recipient_hash, category, channel));
CREATE TABLE addresses (address_hash uuid, recipient_hash uuid, PRIMARY KEY (address_hash, recipient_hash));
CREATE TABLE pauses (kind text, name text, by_whom text NOT NULL, reason text NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (kind, name));

CREATE TABLE flows (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind text NOT NULL, paused boolean NOT NULL DEFAULT false, per_second real, cursor jsonb NOT NULL DEFAULT '{}', plan_hash text NOT NULL, options jsonb NOT NULL DEFAULT '{}', reason text NOT NULL, by_whom text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(), expanded_at timestamptz);
CREATE INDEX ON flows (id) WHERE expanded_at IS NULL;
CREATE TABLE replay_items (flow int, intent uuid, n smallint, generation smallint NOT NULL, step smallint, channel smallint, template_version int, address_hash uuid, queued boolean NOT NULL DEFAULT false, PRIMARY KEY (flow, intent, n));

CREATE TABLE tallies (minute timestamptz, owner bigint, flow int, template int, channel smallint, provider int, state smallint, reason smallint, n int NOT NULL,
  PRIMARY KEY (minute, owner, flow, template, channel, provider, state, reason)) WITH (fillfactor = 50);
`,
}
