import { randomBytes } from 'node:crypto'

import pg from 'pg'

/** A database of its own for one test or one test file. */
export interface TestDatabase {
  readonly url: string
  /** Drops the database and ends every connection to it. */
  readonly drop: () => Promise<void>
}

/** Serialises the making of the template among test files: they run in processes of their own. */
const templateLock = 7_411_902

/**
 * Creates an empty database on the test run's PostgreSQL.
 *
 * @param options.migrated `true`: with the ledger's newest schema, cloned from a template that is migrated once per run.
 * @throws when the run has no PostgreSQL, with the reason.
 */
export async function freshDatabase(options: { readonly migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = process.env.TIDINGS_TEST_POSTGRES
  if (server === undefined || server === '') {
    throw new Error(process.env.TIDINGS_TEST_POSTGRES_MISSING ?? 'TIDINGS_TEST_POSTGRES is not set: run through vitest')
  }
  const name = `tidings_test_${randomBytes(6).toString('hex')}`
  await administer(server, async (client) => {
    const template = options.migrated === true ? await migratedTemplate(client, server) : 'template0'
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  return {
    url: urlOf(server, name),
    drop: () =>
      administer(server, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      }),
  }
}

async function migratedTemplate(client: pg.Client, server: string): Promise<string> {
  const name = `tidings_test_${process.env.TIDINGS_TEST_RUN ?? process.pid}`
  await client.query('SELECT pg_advisory_lock($1)', [templateLock])
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await makeTemplate(client, server, name)
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [templateLock])
  }
  return name
}

async function makeTemplate(client: pg.Client, server: string, name: string): Promise<void> {
  // Named only when complete: a failed migration leaves no half template for the next file.
  const unfinished = `${name}_unfinished`
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${unfinished} TEMPLATE template0`)
  const { migrate } = await import('#dispatcher/ledger/migrate.js')
  await migrate(urlOf(server, unfinished))
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`)
}

async function administer(server: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
