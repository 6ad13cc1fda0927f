import type { Session, Statement } from './connection.js'

/** A stored version of a template, as the ledger knows it. */
export interface VersionRow {
  readonly id: number
  readonly template: number
  readonly hash: string
  readonly contract: string
  readonly active: boolean
}

const store: Statement = {
  name: 'version_store',
  text: `INSERT INTO template_versions (template, hash, contract, source, artefact) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (hash) DO NOTHING`,
}
/** Moves the pointer, keeps who did it, and frees what waited for a contract that nobody had published. */
const activate: Statement = {
  name: 'version_activate',
  text: `
WITH v AS (SELECT id, template FROM template_versions WHERE hash = $2),
a AS (INSERT INTO active_templates (environment, template, version, by_whom) SELECT $1, template, id, $3 FROM v
  ON CONFLICT (environment, template) DO UPDATE SET version = excluded.version, since = now(), by_whom = excluded.by_whom WHERE active_templates.version <> excluded.version RETURNING template, version),
p AS (INSERT INTO publications (environment, template, version, by_whom) SELECT $1, template, version, $3 FROM a),
f AS (UPDATE queue SET hold = NULL WHERE hold = 3)
SELECT (SELECT count(*) FROM a)::int AS changed, pg_notify('tidings_templates', '') IS NULL AS told`,
}
const list: Statement = {
  name: 'versions',
  text: `
SELECT v.id, v.template, v.hash, v.contract, a.version IS NOT NULL AS active
FROM template_versions v LEFT JOIN active_templates a ON a.version = v.id AND a.environment = $1 ORDER BY v.id`,
}
const readArtefact: Statement = {
  name: 'version_artefact',
  text: `SELECT artefact FROM template_versions WHERE id = $1`,
}
const previous: Statement = {
  name: 'version_previous',
  text: `
SELECT v.hash FROM publications p JOIN template_versions v ON v.id = p.version
WHERE p.environment = $1 AND p.template = $2 AND p.version <> (SELECT version FROM active_templates WHERE environment = $1 AND template = $2) ORDER BY p.id DESC LIMIT 1`,
}

/** What is stored of a version. Hashes as `shortHash` makes them. */
export interface StoredVersion {
  readonly template: number
  readonly hash: string
  readonly contract: string
  /** JSON of the source files, for people. */
  readonly source: string
  readonly artefact: Uint8Array
}

/** Stores a version under its hash; one that is there already stays as it is. */
export const storeVersion = (session: Session, version: StoredVersion): Promise<unknown> =>
  session.run(store, [version.template, version.hash, version.contract, version.source, version.artefact])

/** Makes a stored version the one that is sent in an environment. False where it was before. */
export async function activateVersion(
  session: Session,
  environment: string,
  hash: string,
  byWhom: string,
): Promise<boolean> {
  const [row] = await session.run<{ changed: number }>(activate, [environment, hash, byWhom])
  return (row?.changed ?? 0) > 0
}

/** All versions, oldest first, and which are active in the environment. */
export const listVersions = (session: Session, environment: string): Promise<VersionRow[]> =>
  session.run(list, [environment])

/** The compiled form of a version. */
export async function readVersionArtefact(session: Session, id: number): Promise<Uint8Array | undefined> {
  const [row] = await session.run<{ artefact: Buffer }>(readArtefact, [id])
  return row?.artefact
}

/** Hash of the version that was active before the present one. */
export async function previousVersion(
  session: Session,
  environment: string,
  template: number,
): Promise<string | undefined> {
  const [row] = await session.run<{ hash: string }>(previous, [environment, template])
  return row?.hash
}
