import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { checkSchema, migrate, schemaVersion } from '#dispatcher/ledger/migrate.js'
import { migrations } from '#dispatcher/ledger/migrations/index.js'

import { freshDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function query<Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, [...values])).rows
  } finally {
    await client.end()
  }
}

const shape = () =>
  query(`SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname = 'tidings' AND c.relkind IN ('r', 'p', 'v') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, 2`)

const program = fileURLToPath(new URL('../support/migrate-process.mjs', import.meta.url))
const start = (): ChildProcess =>
  spawn(process.execPath, [program, database.url], { stdio: ['ignore', 'ignore', 'pipe'] })

test('a fresh database is brought to the newest version, and again nothing is done', async () => {
  expect(await migrate(database.url)).toMatchObject({
    from: 0,
    to: schemaVersion,
    applied: migrations.map(({ name }) => name),
  })
  expect(await migrate(database.url)).toMatchObject({ from: schemaVersion, to: schemaVersion, applied: [] })
  await checkSchema(database.url)
})

test('eight processes that start at once, one of them killed in the middle, leave one complete schema; 20 rounds', async () => {
  await migrate(database.url)
  const expected = await shape()
  for (let round = 0; round < 20; round++) {
    await query('DROP SCHEMA tidings CASCADE')
    const children = Array.from({ length: 8 }, start)
    const errors: string[] = []
    for (const child of children) child.stderr?.on('data', (chunk) => errors.push(String(chunk)))
    // At another moment of the work in each round.
    const victim = children[round % children.length]
    setTimeout(() => victim?.kill('SIGKILL'), 150 + round * 12)
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'close'))[0] as number | null))
    expect(
      codes.filter((code) => code !== 0 && code !== null),
      errors.join(''),
    ).toEqual([])
    await checkSchema(database.url)
    expect(await shape()).toEqual(expected)
  }
}, 180_000)

describe('from each earlier version', () => {
  for (const { id, name } of migrations.slice(0, -1))
    test(`an upgrade from ${id} (${name}) keeps the rows`, async () => {
      await migrate(database.url, id)
      await query(`INSERT INTO tidings.names (kind, name) VALUES ('source', 'kept')`)
      await query(
        `INSERT INTO tidings.suppressions (address_hash, channel, reason) VALUES (gen_random_uuid(), 1, 'kept')`,
      )
      expect(await migrate(database.url)).toMatchObject({ from: id, to: schemaVersion })
      expect(await query('SELECT name FROM tidings.names')).toEqual([{ name: 'kept' }])
      expect(await query('SELECT reason FROM tidings.suppressions')).toEqual([{ reason: 'kept' }])
    })
})

test('a ledger of a newer version is refused with what to do', async () => {
  await migrate(database.url)
  await query('INSERT INTO tidings.migrations (id, name) VALUES (999, $1)', ['tomorrow'])
  const refusal = {
    code: 'newer-schema',
    message: expect.stringMatching(/has schema 999, this program knows up to \d+$/),
    hint: expect.stringContaining('newer version'),
  }
  await expect(migrate(database.url)).rejects.toMatchObject(refusal)
  await expect(checkSchema(database.url)).rejects.toMatchObject(refusal)
})

test('a database without a ledger, and one that is not there, are told apart', async () => {
  await expect(checkSchema(database.url)).rejects.toMatchObject({ code: 'not-migrated', hint: 'run `tidings migrate`' })
  await expect(checkSchema('postgres://nobody@127.0.0.1:1/none')).rejects.toMatchObject({ code: 'unreachable' })
})

test('partitions reach from a week ago to two weeks ahead', async () => {
  await migrate(database.url)
  const days = await query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relname ~ '^intents_[0-9]{8}$' AND relkind = 'r' ORDER BY 1`,
  )
  expect(days).toHaveLength(23)
})

test('an emitter may emit and cancel and nothing else; a reader sees no address and no data', async () => {
  await migrate(database.url)
  const as = async (role: string, sql: string): Promise<string> => {
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    try {
      await client.query(`SET ROLE ${role}`)
      await client.query(sql)
      return 'allowed'
    } catch (error) {
      return (error as { code: string }).code
    } finally {
      await client.end()
    }
  }
  expect(await as('tidings_emitter', `SELECT tidings.emit('{1}', '{x}')`)).toBe('allowed')
  expect(await as('tidings_emitter', `SELECT tidings.cancel('shop', 'x', NULL)`)).toBe('allowed')
  expect(await as('tidings_emitter', 'SELECT * FROM tidings.outbox')).toBe('42501')
  expect(await as('tidings_emitter', 'INSERT INTO tidings.outbox (lane, body) VALUES (1, $$x$$)')).toBe('42501')
  expect(await as('tidings_reader', 'SELECT * FROM tidings.attempt_overview')).toBe('allowed')
  expect(await as('tidings_reader', 'SELECT * FROM tidings.intents')).toBe('42501')
  expect(await as('tidings_reader', 'SELECT * FROM tidings.refused')).toBe('42501')
  expect(await as('tidings_reader', `SELECT tidings.emit('{1}', '{x}')`)).toBe('42501')
})
