import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Contracts } from '#sdk/index.js'
import { limits } from '#sdk/limits.js'
import { outbox, type Queryable } from '#sdk/postgres/index.js'
import { createTidings } from '#sdk/tidings.js'
import { decodeIntent } from '#sdk/wire/decode.js'
import { cuttingProxy } from '../support/cutting-proxy.js'
import { type OutboxDatabase, outboxDatabase, postgresUrl } from '../support/outbox-database.js'
import { transportContract } from '../transport-contract.js'

const ann = { to: { email: 'ann@example.com' }, data: {} }
const contractOf = (lane: 'critical' | 'bulk') => ({ hash: 'ab'.repeat(32), lane, validate: () => [] })
const contracts: Contracts = { code: contractOf('critical'), menu: contractOf('bulk') }

async function intentsIn(database: OutboxDatabase) {
  return (await database.bodies()).map((body) => {
    const decoded = decodeIntent(body)
    if (decoded.refused !== undefined) throw new Error(JSON.stringify(decoded.refused))
    return decoded.ok
  })
}

describe.skipIf(postgresUrl === undefined)('outbox (needs TIDINGS_TEST_POSTGRES)', () => {
  transportContract('outbox(pool)', async () => {
    const database = await outboxDatabase()
    const pool = new pg.Pool({ connectionString: database.url })
    return {
      transport: outbox(pool),
      received: () => intentsIn(database),
      async hold() {
        await database.client.query('BEGIN; LOCK TABLE tidings.outbox IN ACCESS EXCLUSIVE MODE')
        const letGo = async (): Promise<void> => {
          await database.client.query('COMMIT')
        }
        return { letGo, concurrency: 2 }
      },
      async release() {
        await pool.end()
        await database.drop()
      },
    }
  })

  describe('beyond the contract', () => {
    let database: OutboxDatabase
    let pool: pg.Pool
    const statements: { text: string; values: unknown[] }[] = []
    const counting: Queryable = {
      query: (text, values) => {
        statements.push({ text, values })
        return pool.query(text, values)
      },
    }

    beforeEach(async () => {
      database = await outboxDatabase()
      pool = new pg.Pool({ connectionString: database.url })
      pool.on('error', () => {})
      statements.length = 0
    })
    afterEach(async () => {
      await pool.end()
      await database.drop()
    })
    const make = (queryable: Queryable = counting, connections = 2) =>
      createTidings<Contracts>({ source: 'orders', transport: outbox(queryable, { connections }) })

    test('an intent emitted in a transaction exists if and only if that commits', async () => {
      const tidings = make()
      const tx = await pool.connect()
      await tx.query('BEGIN')
      await tidings.emit('a', ann, { tx })
      await tidings.emitMany(
        [
          { template: 'b', ...ann },
          { template: 'c', ...ann },
        ],
        { tx },
      )
      expect(await database.bodies()).toEqual([])
      await tx.query('ROLLBACK')
      expect(await database.bodies()).toEqual([])
      await tx.query('BEGIN')
      await tidings.emit('d', ann, { tx })
      await tidings.cancel({ id: 'x' }, { tx })
      await tx.query('COMMIT')
      tx.release()
      expect((await intentsIn(database)).map(({ template }) => template)).toEqual(['d'])
      expect(statements).toEqual([])
    })

    test('emits that come together in one transaction use its client one after the other', async () => {
      const tidings = make()
      const tx = await pool.connect()
      let open = 0
      const oneAtATime: Queryable = {
        async query(text, values) {
          open += 1
          expect(open).toBe(1)
          const result = await tx.query(text, values)
          open -= 1
          return result
        },
      }
      await tx.query('BEGIN')
      const templates = ['a', 'b', 'c', 'd']
      const calls = templates.map((template) => tidings.emit(template, ann, { tx: oneAtATime }))
      await Promise.all([...calls, tidings.cancel({ id: 'x' }, { tx: oneAtATime })])
      await tx.query('COMMIT')
      tx.release()
      expect((await intentsIn(database)).map(({ template }) => template)).toEqual(templates)
    })

    test('an emit given up while the client of its transaction was busy is not part of it', async () => {
      const tidings = make()
      const tx = await pool.connect()
      let letGo = (): void => {}
      const busy: Queryable = {
        async query(text, values) {
          await new Promise<void>((resolve) => {
            letGo = resolve
          })
          return tx.query(text, values)
        },
      }
      await tx.query('BEGIN')
      const first = tidings.emit('first', ann, { tx: busy })
      await expect(tidings.emit('late', ann, { tx: busy, deadline: 30 })).rejects.toMatchObject({
        code: 'DeadlinePassed',
      })
      letGo()
      await first
      await tx.query('COMMIT')
      tx.release()
      expect((await intentsIn(database)).map(({ template }) => template)).toEqual(['first'])
    })

    test('a wrong emit leaves the transaction usable', async () => {
      const tx = await pool.connect()
      await tx.query('BEGIN')
      await expect(make().emit('a', { ...ann, data: { t: '\0' } }, { tx })).rejects.toMatchObject({
        code: 'InvalidIntent',
      })
      await tx.query('CREATE TABLE orders (id int)')
      await tx.query('COMMIT')
      tx.release()
    })

    test('a transaction that had failed before is told from other failures', async () => {
      const tx = await pool.connect()
      await tx.query('BEGIN')
      await tx.query('SELECT 1 / 0').catch(() => {})
      await expect(make().emit('a', ann, { tx })).rejects.toMatchObject({
        code: 'TransactionAborted',
        cause: { code: '25P02' },
      })
      await tx.query('ROLLBACK')
      tx.release()
    })

    test('what cannot be a transaction is refused before anything is sent', async () => {
      for (const tx of [{}, 'tx', null]) {
        await expect(make().emit('a', ann, { tx })).rejects.toMatchObject({ code: 'InvalidOption' })
      }
      expect(() => outbox({} as never)).toThrow('pool must have a method')
      expect(() => outbox(pool, { connections: 0 })).toThrow('must be 1 to 16')
    })

    test('concurrent emits share a statement, and each statement notifies once', async () => {
      const heard: string[] = []
      database.client.on('notification', ({ channel }) => heard.push(channel))
      await database.client.query('LISTEN tidings_outbox')
      const tidings = make(counting, 1)
      await Promise.all(Array.from({ length: 300 }, () => tidings.emit('a', ann)))
      expect(await database.bodies()).toHaveLength(300)
      expect(statements).toHaveLength(1)
      // Notifications of a session come with the answer to its next statement.
      await database.client.query('SELECT 1')
      expect(heard).toEqual(['tidings_outbox'])
    })

    test('what waits is shared out over the free connections, unless it is little', async () => {
      const tidings = make()
      await Promise.all(Array.from({ length: 200 }, () => tidings.emit('a', ann)))
      expect(statements).toHaveLength(2)
      await Promise.all(Array.from({ length: 40 }, () => tidings.emit('a', ann)))
      expect(statements).toHaveLength(3)
      expect(await database.bodies()).toHaveLength(240)
    })

    test('no statement carries more than 500 intents', async () => {
      const tidings = make(counting, 1)
      await Promise.all(Array.from({ length: 1200 }, () => tidings.emit('a', ann)))
      expect(statements).toHaveLength(3)
      expect(await database.bodies()).toHaveLength(1200)
    })

    test('a value that the database refuses fails only its own caller', async () => {
      const tidings = make()
      const results = await Promise.allSettled(
        Array.from({ length: 100 }, (_, n) =>
          tidings.emit('a', { ...ann, id: `id-${n}`, data: { text: n % 40 === 7 ? 'refuse-me' : 'fine' } }),
        ),
      )
      const failed = results.flatMap((result, n) =>
        result.status === 'rejected' ? [{ n, reason: result.reason as unknown }] : [],
      )
      expect(failed.map(({ n }) => n)).toEqual([7, 47, 87])
      for (const { n, reason } of failed) {
        expect(reason).toMatchObject({ code: 'DataRefused', ids: [`id-${n}`], cause: { code: '23514' } })
      }
      expect((await intentsIn(database)).map(({ id }) => id).sort()).toEqual(
        Array.from({ length: 100 }, (_, n) => `id-${n}`)
          .filter((_, n) => n % 40 !== 7)
          .sort(),
      )
    })

    test('a batch stays together: one refused value fails all of it and nobody else', async () => {
      const tidings = make()
      const batch = ['x', 'refuse-me', 'y'].map((text) => ({ template: 'b', ...ann, data: { text } }))
      const results = await Promise.allSettled([
        tidings.emit('a', ann),
        tidings.emitMany(batch),
        tidings.emit('c', ann),
      ])
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect((await intentsIn(database)).map(({ template }) => template)).toEqual(['a', 'c'])
    })

    test('the critical order overtakes what waits, and lanes reach the database as their codes', async () => {
      const tidings = createTidings({ source: 'orders', transport: outbox(counting, { connections: 1 }), contracts })
      const bulk = Array.from({ length: 1100 }, () => tidings.emit('menu', ann))
      const critical = tidings.emit('code', ann)
      await Promise.all([...bulk, critical])
      expect(statements).toHaveLength(3)
      const { rows } = await database.client.query(
        'SELECT lane, count(*)::int AS n, min(id)::int AS first FROM tidings.outbox GROUP BY lane ORDER BY lane',
      )
      expect(rows).toEqual([
        { lane: 0, n: 1, first: 1 },
        { lane: 2, n: 1100, first: 2 },
      ])
    })

    test('more than may wait are refused at once', async () => {
      await database.client.query('BEGIN; LOCK TABLE tidings.outbox IN ACCESS EXCLUSIVE MODE')
      const tidings = createTidings<Contracts>({ source: 'orders', transport: outbox(pool), deadline: 20_000 })
      const waiting = Array.from({ length: limits.waitingIntents }, () => tidings.emit('a', ann))
      await expect(tidings.emit('a', ann)).rejects.toMatchObject({
        code: 'Overloaded',
        retryable: true,
        message: expect.stringContaining('limit waitingIntents'),
      })
      await database.client.query('COMMIT')
      await Promise.all(waiting)
      expect(await database.bodies()).toHaveLength(limits.waitingIntents)
    })

    test('cancel answers what the ledger knows', async () => {
      const tidings = make()
      expect(await tidings.cancel({ id: 'waiting-1' })).toBe('cancelled')
      expect(await tidings.cancel({ id: 'late-1' })).toBe('too late')
      expect(await tidings.cancel({ idempotencyKey: 'order-17' })).toBe('recorded')
      const { rows } = await database.client.query('SELECT * FROM tidings.cancels ORDER BY id')
      expect(rows).toEqual([
        { source: 'orders', id: 'late-1', key: null },
        { source: 'orders', id: 'waiting-1', key: null },
        { source: 'orders', id: null, key: 'order-17' },
      ])
    })

    test('an answer that was lost leaves it open, and emitting again with the id is possible', async () => {
      const proxy = await cuttingProxy(database.url)
      const cut = new pg.Pool({ connectionString: proxy.url })
      cut.on('error', () => {})
      const tidings = make(cut)
      await tidings.emit('first', ann)
      const wasCut = proxy.cutNextAnswer()
      const error: unknown = await tidings.emit('a', ann).catch((reason: unknown) => reason)
      await wasCut
      expect(error).toMatchObject({ code: 'EmitIndeterminate', id: expect.any(String) })
      const { id } = error as { id: string }
      expect(await tidings.emit('a', { ...ann, id })).toEqual({ id })
      expect((await intentsIn(database)).slice(1).map((intent) => intent.id)).toEqual([id, id])
      await cut.end()
      await proxy.close()
    })

    test('a connection that the server ends under way leaves it open', async () => {
      await database.client.query('BEGIN; LOCK TABLE tidings.outbox IN ACCESS EXCLUSIVE MODE')
      const emitting = make()
        .emit('a', ann)
        .catch((reason: unknown) => reason)
      const victims =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
      // On another connection: within a transaction the list of sessions stays as it was first seen.
      while ((await pool.query(victims)).rowCount === 0);
      expect(await emitting).toMatchObject({ code: 'EmitIndeterminate', cause: { code: '57P01' } })
      await database.client.query('COMMIT')
      expect(await database.bodies()).toEqual([])
    })

    test.each([
      ['a port that nobody listens on', () => 'postgres://127.0.0.1:1/x', 'Unavailable', true],
      ['a host that there is not', () => 'postgres://no-such-host.invalid/x', 'Unavailable', true],
      ['a database that there is not', () => new URL('/no_such_database', database.url).href, 'SchemaMissing', false],
    ])('%s is told with nothing sent', async (_what, url, code, retryable) => {
      const away = new pg.Pool({ connectionString: url() })
      await expect(make(away).emit('a', ann)).rejects.toMatchObject({ code, retryable })
      await away.end()
    })

    test('a user without the right is told which role to grant', async () => {
      const role = `sdk_${Math.random().toString(36).slice(2)}`
      await database.client.query(`CREATE ROLE ${role}; GRANT USAGE ON SCHEMA tidings TO ${role}`)
      const tx = await pool.connect()
      await tx.query(`SET ROLE ${role}`)
      await expect(make().emit('a', ann, { tx })).rejects.toMatchObject({
        code: 'AccessDenied',
        message: expect.stringContaining('tidings_emitter'),
      })
      tx.release(true)
      await database.client.query(`REVOKE ALL ON SCHEMA tidings FROM ${role}; DROP ROLE ${role}`)
    })

    test('a statement that the server cancels was not committed', async () => {
      const impatient = new pg.Pool({ connectionString: database.url, options: '-c statement_timeout=50' })
      await database.client.query('BEGIN; LOCK TABLE tidings.outbox IN ACCESS EXCLUSIVE MODE')
      await expect(make(impatient).emit('a', ann)).rejects.toMatchObject({
        code: 'Unavailable',
        cause: { code: '57014' },
      })
      await database.client.query('COMMIT')
      await impatient.end()
    })

    test('a client that takes plain arrays, and one that answers with rows, work as well', async () => {
      const plain: Queryable = { arrays: 'plain', query: async (text, values) => (await pool.query(text, values)).rows }
      const tidings = make(plain)
      const data = { text: 'a "quoted" \\ {NULL,x} Zoë' }
      await Promise.all([tidings.emit('a', { ...ann, data }), tidings.emit('b', ann)])
      expect((await intentsIn(database)).map((intent) => intent.data)).toEqual([data, {}])
      expect(await tidings.cancel({ id: 'waiting-1' })).toBe('cancelled')
    })

    test('a single client can stand in for a pool', async () => {
      const client = new pg.Client({ connectionString: database.url })
      await client.connect()
      const tidings = createTidings({ source: 'orders', transport: outbox(client, { connections: 1 }) })
      for (let round = 0; round < 3; round += 1) await Promise.all([tidings.emit('a', ann), tidings.emit('a', ann)])
      expect(await database.bodies()).toHaveLength(6)
      await tidings.close()
      // Closing the SDK does not end what belongs to the caller.
      await client.query('SELECT 1')
      await client.end()
    })
  })

  test('a database without the schema says what to run', async () => {
    const database = await outboxDatabase({ empty: true })
    const pool = new pg.Pool({ connectionString: database.url })
    const tidings = createTidings({ source: 'orders', transport: outbox(pool) })
    await expect(tidings.emit('a', ann)).rejects.toMatchObject({
      code: 'SchemaMissing',
      message: expect.stringContaining('tidings migrate'),
    })
    await expect(tidings.cancel({ id: 'a' })).rejects.toMatchObject({ code: 'SchemaMissing' })
    await pool.end()
    await database.drop()
  })
})
