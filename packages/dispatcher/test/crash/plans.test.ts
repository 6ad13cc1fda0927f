import { uuidv7 } from '@tidings/sdk'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { beginStatement } from '#dispatcher/ledger/begin.js'
import { claimStatements } from '#dispatcher/ledger/claim.js'
import type { Statement } from '#dispatcher/ledger/connection.js'
import { recordStatement } from '#dispatcher/ledger/record.js'

import { freshDatabase, type TestDatabase } from '../support/database.js'
import { putMessages } from './ledger-table.js'

/** As the dispatcher opens its connections. */
const options = '-c search_path=tidings -c enable_seqscan=off -c random_page_cost=1.1 -c jit=off'
const filled = 50_000
const batch = 500
const owner = '42'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await freshDatabase({ migrated: true })
  client = new pg.Client({ connectionString: database.url, options })
  await client.connect()
  await client.query(
    `INSERT INTO dispatchers (owner, lease, host, pid, version, lanes) VALUES (${owner}, now() + interval '1 h', 'here', 1, '0', '{1}')`,
  )
}, 120_000)
afterAll(async () => {
  await client.end()
  await database.drop()
})

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Node[]
}

const walk = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(walk)]

/** Runs a statement as the server would after many uses of it, and takes it back; answers the nodes of its plan. */
async function planOf({ name, text }: Statement, values: readonly string[]): Promise<Node[]> {
  await client.query('BEGIN')
  try {
    await client.query('SET LOCAL plan_cache_mode = force_generic_plan')
    await client.query(`PREPARE ${name} AS ${text}`)
    const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE ${name} (${values.join(', ')})`)
    return walk(rows[0]['QUERY PLAN'][0].Plan)
  } finally {
    await client.query('ROLLBACK')
    await client.query(`DEALLOCATE ${name}`).catch(() => {})
  }
}

/** The most rows that any node of the plan has looked at, over all its loops. */
const busiest = (plan: readonly Node[]): number =>
  Math.max(
    ...plan.map(
      (node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * Math.max(1, node['Actual Loops']),
    ),
  )
const scanned = (plan: readonly Node[]): string[] =>
  plan
    .filter((node) => node['Node Type'] === 'Seq Scan' && /^(queue|intents|attempts)/.test(node['Relation Name'] ?? ''))
    .map((node) => node['Relation Name'] ?? '')

const array = (values: readonly (string | number | null)[], type: string): string =>
  `'{${values.map((value) => value ?? 'NULL').join(',')}}'::${type}[]`
const same = (value: string | number | null, type: string): string =>
  array(
    Array.from({ length: batch }, () => value),
    type,
  )

const claims = claimStatements('transactional')
const early = [claimStatements('critical').claim, beginStatement('critical'), recordStatement('critical')]
const beginValues = (intents: readonly string[]): string[] => [
  owner,
  array(intents, 'uuid'),
  same(1, 'int2'),
  same(0, 'int2'),
  same(1, 'int'),
  same(null, 'text'),
  array(intents, 'uuid'),
  array(intents, 'uuid'),
  same(null, 'uuid'),
]
/** All accepted; no successors. */
const recordValues = (intents: readonly string[]): string[] => [
  owner,
  same(1, 'int2'),
  array(intents, 'uuid'),
  same(1, 'int2'),
  same(0, 'int2'),
  same(1, 'int2'),
  same(1, 'int2'),
  same(1, 'int'),
  same(1, 'int2'),
  same(1, 'int2'),
  same(null, 'text'),
  same(null, 'text'),
  same('ref', 'text'),
  same(0, 'int8'),
  same(null, 'int2'),
  same(0, 'int2'),
  ...['uuid', 'int2', 'int2', 'int2', 'int2', 'int', 'uuid', 'timestamptz', 'text'].map((type) => `'{}'::${type}[]`),
]

let intents: readonly string[] = []
const rowsOf = (plan: readonly Node[]): number => plan[0]?.['Actual Rows'] ?? 0

test('claim on an empty leaf reads an index and nothing else', async () => {
  const plan = await planOf(claims.claim, [owner, String(batch)])
  expect(scanned(plan)).toEqual([])
  expect(busiest(plan)).toBeLessThanOrEqual(1)
})

test('claim on a full leaf, analyzed while all was pending, reads no more than it takes', async () => {
  const keys = await putMessages(client, filled)
  intents = keys.map((key) => key.slice(0, 36))
  // The worst moment: a column that is null everywhere looks as if every owner had one row.
  await client.query('ANALYZE queue_transactional')
  const plan = await planOf(claims.claim, [owner, String(batch)])
  expect(rowsOf(plan)).toBe(batch)
  expect(scanned(plan)).toEqual([])
  expect(busiest(plan)).toBeLessThanOrEqual(batch)
})

test('claim reads past no held rows', async () => {
  await client.query('BEGIN')
  await client.query(`UPDATE queue_transactional SET hold = 2, due = due - interval '1 h' WHERE intent = ANY ($1)`, [
    intents.slice(0, 20_000),
  ])
  await client.query('COMMIT')
  const plan = await planOf(claims.claim, [owner, String(batch)])
  await client.query('UPDATE queue_transactional SET hold = NULL WHERE hold = 2')
  await client.query('VACUUM ANALYZE queue_transactional')
  expect(rowsOf(plan)).toBe(batch)
  expect(busiest(plan)).toBeLessThanOrEqual(batch)
})

test('begin finds its batch by the primary key, however many rows its owner has claimed', async () => {
  await client.query(`UPDATE queue_transactional SET owner = ${owner}`)
  const plan = await planOf(beginStatement('transactional'), beginValues(intents.slice(7_000, 7_000 + batch)))
  expect(rowsOf(plan)).toBe(batch)
  expect(scanned(plan)).toEqual([])
  expect(busiest(plan)).toBeLessThanOrEqual(batch * 2)
})

test('record finds its batch by the primary key, however many rows its owner has begun', async () => {
  await client.query(`UPDATE queue_transactional SET began_at = now(), attempt = 1`)
  const plan = await planOf(recordStatement('transactional'), recordValues(intents.slice(9_000, 9_000 + batch)))
  expect(rowsOf(plan), 'all were its own').toBe(0)
  expect(scanned(plan)).toEqual([])
  expect(busiest(plan)).toBeLessThanOrEqual(batch * 2)
})

test('the rows of settled unknowns and of suspects are found by an index, also beside a full leaf', async () => {
  await client.query(`UPDATE queue_transactional SET owner = NULL, began_at = NULL, attempt = 0`)
  await client.query(`UPDATE queue_transactional SET hold = 1, began_at = now() WHERE intent = ANY ($1)`, [
    intents.slice(0, 20),
  ])
  await client.query(`UPDATE queue_transactional SET strikes = 2 WHERE intent = ANY ($1)`, [intents.slice(40, 50)])
  await client.query('VACUUM ANALYZE queue_transactional')
  for (const [statement, found] of [
    [claims.settled, 20],
    [claims.struck, 10],
  ] as const) {
    const plan = await planOf(statement, [owner, '100'])
    expect(rowsOf(plan), statement.name).toBe(found)
    expect(scanned(plan), statement.name).toEqual([])
    expect(busiest(plan), statement.name).toBeLessThanOrEqual(100)
  }
})

test('what was planned while its leaf was empty reads no more than its batch when the leaf is full', async () => {
  const dispatcher = new pg.Client({ connectionString: database.url, options })
  await dispatcher.connect()
  try {
    await dispatcher.query('SET plan_cache_mode = force_generic_plan')
    await dispatcher.query('VACUUM ANALYZE queue_critical')
    for (const { name, text } of early) {
      await dispatcher.query(`PREPARE ${name} AS ${text}`)
      await dispatcher.query(
        `EXPLAIN EXECUTE ${name} (${name.startsWith('claim') ? `${owner}, 1` : name.startsWith('begin') ? beginValues([]) : recordValues([])})`,
      )
    }
    const ids = Array.from({ length: 5_000 }, () => uuidv7())
    const taken = ids.slice(0, batch)
    await client.query(
      `INSERT INTO queue (intent, n, lane, channel, expires_at) SELECT id, 1, 0, 1, now() + interval '1 day' FROM unnest($1::uuid[]) AS t(id)`,
      [ids],
    )
    const values = [[owner, String(batch)], beginValues(taken), recordValues(taken)]
    for (const [index, { name }] of early.entries()) {
      const { rows } = await dispatcher.query(
        `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE ${name} (${values[index]?.join(', ')})`,
      )
      const plan = walk(rows[0]['QUERY PLAN'][0].Plan)
      expect(busiest(plan), name).toBeLessThanOrEqual(batch * 2)
      if (index === 0) await client.query(`UPDATE queue_critical SET owner = ${owner}`)
    }
    expect((await client.query('SELECT FROM queue_critical')).rowCount, 'the batch was begun and recorded').toBe(
      5_000 - batch,
    )
  } finally {
    await dispatcher.end()
  }
})
