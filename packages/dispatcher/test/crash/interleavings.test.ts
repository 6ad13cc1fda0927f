import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { claim } from '#dispatcher/ledger/claim.js'
import type { Connection } from '#dispatcher/ledger/connection.js'
import { declareDead, forgetDead } from '#dispatcher/ledger/lease.js'
import { rescue } from '#dispatcher/ledger/rescue.js'

import { freshDatabase, type TestDatabase } from '../support/database.js'
import { open, statements } from './ledger-table.js'
import { command, messages, World } from './world.js'

let database: TestDatabase
let pool: pg.Pool
let connections: Connection[]
beforeAll(async () => {
  database = await freshDatabase({ migrated: true })
  pool = new pg.Pool({ connectionString: database.url, max: 2 })
  pool.on('error', () => {})
  connections = Array.from({ length: 4 }, () => open(database.url))
})
afterAll(async () => {
  await Promise.all(connections.map((connection) => connection.close()))
  await pool.end()
  await database.drop()
})

const property = fc.asyncProperty(fc.array(command, { minLength: 60, maxLength: 140 }), async (commands) => {
  const world = new World(pool, connections)
  await world.set()
  for (const one of commands) await world.run(one)
  await world.conserved()
  await world.finish()
  await world.conserved()
})

test('owners that claim, begin, record, die and come late in any order never have two calls open, nor lose a message', {
  timeout: 120_000,
}, async () => {
  // Every change meets the same interleavings; the slow suite looks for new ones.
  const seed = Number(process.env.TIDINGS_MODEL_SEED ?? 20_261_124)
  await fc.assert(property, { seed, numRuns: 120, interruptAfterTimeLimit: 60_000 })
})

test.runIf(process.env.TIDINGS_TEST_SLOW === '1')(
  'so do they in orders that nobody has tried before',
  {
    timeout: 600_000,
  },
  async () => {
    await fc.assert(property, { numRuns: 1_500, interruptAfterTimeLimit: 500_000 })
  },
)

test('a claim that was on its way to its commit when its owner was declared dead, swept and forgotten is rescued', async () => {
  const world = new World(pool, connections)
  await world.set()
  const [zombie, living] = world.parties
  if (zombie === undefined || living === undefined) throw new Error('a world has three parties')
  await zombie.connection.transaction(async (session) => {
    expect(await claim(session, statements.claim, zombie.owner, 10)).toHaveLength(messages)
    await pool.query(`UPDATE tidings.dispatchers SET lease = now() - interval '1 s' WHERE owner = $1`, [zombie.owner])
    expect(await declareDead(living.connection, living.owner)).toEqual([String(zombie.owner)])
    expect(await rescue(living.connection, 'transactional', 0)).toEqual({ pending: 0, unknown: 0 })
    await forgetDead(living.connection)
  })
  expect(await rescue(living.connection, 'transactional', 0)).toEqual({ pending: messages, unknown: 0 })
})
