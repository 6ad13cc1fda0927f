import type { Migration } from './migration.js'

/** Which services emit with which contracts: a change of a template can then say whom it would leave behind. */
export const contractsSeen: Migration = {
  id: 4,
  name: 'contracts seen',
  sql: `
CREATE TABLE contracts_seen (
  source int NOT NULL, template int NOT NULL, contract uuid NOT NULL,   -- all zeros: emitted without a contract
  last_at timestamptz NOT NULL, PRIMARY KEY (template, contract, source)) WITH (fillfactor = 50);
CREATE VIEW contract_overview AS
  SELECT s.name AS source, t.name AS template, nullif(c.contract, '00000000-0000-0000-0000-000000000000') AS contract, c.last_at
  FROM contracts_seen c JOIN names s ON s.id = c.source JOIN names t ON t.id = c.template;
`,
}
