import pg from 'pg'

import { explainLedgerError, LedgerError, redactUrl } from './ledger-error.js'
import { migrations } from './migrations/index.js'
import { ensurePartitions } from './partitions.js'
import { ensureRoles } from './roles.js'

/** Number of the newest migration that this program knows. */
export const schemaVersion: number = migrations.length

/** What `migrate` did. */
export interface MigrationResult {
  readonly from: number
  readonly to: number
  /** Names of the migrations that were run now, in order. */
  readonly applied: readonly string[]
  /** Roles that could not be made for want of the right, each with what to do. */
  readonly notes: readonly string[]
}

/** Key of the advisory lock under which one process at a time migrates; the digits spell nothing. */
const lockKey = 7_318_224_101

/**
 * Brings a ledger to this program's version, one transaction per migration, under an advisory lock: any number of
 * processes may start at once, and one that dies in the middle leaves the steps before it.
 *
 * @throws LedgerError `newer-schema` where the ledger is ahead of this program, `unreachable`, `denied`
 */
export async function migrate(url: string, upTo: number = schemaVersion): Promise<MigrationResult> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'tidings migrate',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SELECT pg_advisory_lock($1)', [lockKey])
    await client.query(
      `CREATE SCHEMA IF NOT EXISTS tidings;
       CREATE TABLE IF NOT EXISTS tidings.migrations (id int PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
    )
    const from = await readVersion(client)
    if (from > schemaVersion) throw newerSchema(from, url)
    const applied: string[] = []
    for (const migration of migrations) {
      if (migration.id <= from || migration.id > upTo) continue
      await client.query('BEGIN')
      await client.query('SET LOCAL search_path = tidings')
      // First the row: two programs without the lock between them would collide here and not in the middle of the DDL.
      await client.query('INSERT INTO tidings.migrations (id, name) VALUES ($1, $2)', [migration.id, migration.name])
      await client.query(migration.sql)
      await client.query('COMMIT')
      applied.push(migration.name)
    }
    await ensurePartitions(client)
    const notes = upTo === schemaVersion ? await ensureRoles(client) : []
    return { from, to: Math.max(from, upTo), applied, notes }
  } catch (error) {
    throw explainLedgerError(error, url)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Checks that the ledger is of this program's version.
 *
 * @throws LedgerError `not-migrated` or `newer-schema`, `unreachable`, `denied`
 */
export async function checkSchema(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'tidings check',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const version = await readVersion(client)
    if (version > schemaVersion) throw newerSchema(version, url)
    if (version < schemaVersion)
      throw new LedgerError(
        'not-migrated',
        `the ledger at ${redactUrl(url)} has schema ${version}, this program needs ${schemaVersion}`,
        'run `tidings migrate`',
      )
  } catch (error) {
    throw explainLedgerError(error, url)
  } finally {
    await client.end().catch(() => {})
  }
}

async function readVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ id: number | null }>('SELECT max(id) AS id FROM tidings.migrations')
  return rows[0]?.id ?? 0
}

const newerSchema = (version: number, url: string): LedgerError =>
  new LedgerError(
    'newer-schema',
    `the ledger at ${redactUrl(url)} has schema ${version}, this program knows up to ${schemaVersion}`,
    'install the newer version of Tidings that migrated it',
  )
