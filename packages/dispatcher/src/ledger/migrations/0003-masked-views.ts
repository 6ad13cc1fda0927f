import type { Migration } from './migration.js'

/** What the reader role may see: the ledger without addresses, data and bytes. */
export const maskedViews: Migration = {
  id: 3,
  name: 'masked views',
  sql: `
CREATE VIEW intent_overview AS
  SELECT i.id, s.name AS source, t.name AS template, i.admitted_at, i.lane, i.flow, i.recipient_hash, i.expires_at
  FROM intents i JOIN names s ON s.id = i.source JOIN names t ON t.id = i.template;
CREATE VIEW attempt_overview AS
  SELECT a.intent, a.n, a.generation, a.attempt, a.channel, t.name AS template, p.name AS provider, a.began_at, a.ended_at, a.outcome, a.final_state, a.code
  FROM attempts a JOIN names t ON t.id = a.template LEFT JOIN names p ON p.id = a.provider;
CREATE VIEW queue_overview AS
  SELECT q.intent, q.n, q.lane, q.generation, q.attempt, q.channel, q.flow, q.due, q.expires_at, q.hold, q.owner IS NOT NULL AS claimed, q.began_at FROM queue q;
CREATE VIEW refused_overview AS
  SELECT r.id, r.at, r.source, r.external_id, r.template, r.duplicate_of FROM refused r;
`,
}
