import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { createContractsSeen } from '#dispatcher/intake/contracts-seen.js'
import { openConnection, seenContracts } from '#dispatcher/ledger/index.js'

import { type Rig, setUpRig } from '../support/rig.js'

let rig: Rig
beforeEach(async () => {
  rig = await setUpRig()
})
afterEach(() => rig.stop())

const hash = (digit: string): string => digit.repeat(64)
const connect = () => openConnection({ url: rig.url, name: 'test contracts' })

test('an admitted intent leaves its service and contract in the ledger, also without a contract', async () => {
  const dispatcher = await rig.start()
  await rig.tidings.emit('greeting', { to: { phone: '+4915112345678' }, data: { name: 'Ann' } })
  await rig.settled()
  await dispatcher.drain()
  expect(await seenContracts(rig.ledger.connection, ['greeting'])).toEqual([
    { source: 'test', template: 'greeting', contract: null, lastAt: expect.any(Date) },
  ])
})

test('a thousand intents of three kinds are one statement and three rows', async () => {
  const { names, connection } = rig.ledger
  const [source, template] = [
    await names.id(connection, 'source', 'orders'),
    await names.id(connection, 'template', 'ready'),
  ]
  const statements: number[] = []
  const counted = connect()
  const seen = createContractsSeen(
    {
      ...counted,
      run: (statement, values) => {
        statements.push(values.length)
        return counted.run(statement, values)
      },
    },
    (error) => {
      throw error
    },
  )
  for (let index = 0; index < 1_000; index++) seen.note(source, template, ['a', 'b'].map(hash)[index % 3])
  await seen.stop()
  expect(statements).toHaveLength(1)
  const rows = await seenContracts(connection, ['ready'])
  expect(new Set(rows.map(({ contract }) => contract))).toEqual(new Set(['a'.repeat(32), 'b'.repeat(32), null]))
  expect(rows).toHaveLength(3)
})

test('dispatchers that see the same contracts in other orders never lock each other out', async () => {
  const { names, connection } = rig.ledger
  const template = await names.id(connection, 'template', 'ready')
  const sources = await names.ids(
    connection,
    'source',
    Array.from({ length: 40 }, (_each, index) => `service-${index}`),
  )
  const failures: unknown[] = []
  const codes = [...sources.values()]
  for (let round = 0; round < 5; round++) {
    await rig.rows(`UPDATE tidings.contracts_seen SET last_at = now() - interval '1 hour'`)
    const both = [codes, codes.toReversed()].map((order) => {
      const seen = createContractsSeen(connect(), (error) => failures.push(error))
      for (const source of order) seen.note(source, template, hash('a'))
      return seen
    })
    await Promise.all(both.map((seen) => seen.stop()))
  }
  expect(failures).toEqual([])
  expect(await seenContracts(connection, ['ready'])).toHaveLength(40)
})

test('a ledger that takes nothing is told of, and what was seen is written with the next intent', async () => {
  const { names, connection } = rig.ledger
  const [source, template] = [
    await names.id(connection, 'source', 'orders'),
    await names.id(connection, 'template', 'ready'),
  ]
  await rig.rows('ALTER TABLE tidings.contracts_seen RENAME TO away')
  let told: (error: unknown) => void = () => {}
  const first = new Promise<unknown>((resolve) => {
    told = resolve
  })
  const seen = createContractsSeen(connect(), (error) => told(error), { gatherMs: 1 })
  seen.note(source, template, hash('a'))
  expect(await first).toMatchObject({ code: '42P01' })
  await rig.rows('ALTER TABLE tidings.away RENAME TO contracts_seen')
  seen.note(source, template, hash('a'))
  await seen.stop()
  expect(await seenContracts(connection, ['ready'])).toHaveLength(1)
})

test('the reader role sees names and contracts', async () => {
  const { names, connection } = rig.ledger
  const seen = createContractsSeen(connect(), (error) => {
    throw error
  })
  seen.note(await names.id(connection, 'source', 'orders'), await names.id(connection, 'template', 'ready'), hash('c'))
  await seen.stop()
  const client = new pg.Client({ connectionString: rig.url })
  await client.connect()
  try {
    await client.query('SET ROLE tidings_reader')
    const { rows } = await client.query('SELECT source, template, contract FROM tidings.contract_overview')
    expect(rows).toEqual([{ source: 'orders', template: 'ready', contract: expect.stringMatching(/^cccccccc-/) }])
    await expect(client.query('SELECT * FROM tidings.contracts_seen')).rejects.toMatchObject({ code: '42501' })
  } finally {
    await client.end()
  }
})
