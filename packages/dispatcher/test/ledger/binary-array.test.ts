import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

import {
  boolArray,
  byteaArray,
  int2Array,
  int4Array,
  int8Array,
  textArray,
  timestampArray,
  uuidArray,
} from '#dispatcher/ledger/binary-array.js'

import { freshDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await freshDatabase()
  client = new pg.Client(database.url)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

/** What PostgreSQL reads, element by element, as text. */
async function readBack(array: Buffer, type: string): Promise<(string | null)[]> {
  const { rows } = await client.query<{ value: string | null }>(
    `SELECT v::text AS value FROM unnest($1::${type}[]) WITH ORDINALITY AS t(v, o) ORDER BY o`,
    [array],
  )
  return rows.map((row) => row.value)
}

const listOf = <Value>(value: fc.Arbitrary<Value>) => fc.array(fc.option(value, { nil: null }), { maxLength: 20 })
const text = (value: unknown): string | null => (value === null ? null : String(value))
/** From 1970 to 2100, to the millisecond. */
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 })

const cases: readonly [type: string, values: fc.Arbitrary<readonly unknown[]>, write: (values: never) => Buffer][] = [
  ['int2', listOf(fc.integer({ min: -32_768, max: 32_767 })), int2Array],
  ['int4', listOf(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), int4Array],
  ['int8', listOf(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), int8Array],
  ['bool', listOf(fc.boolean()), boolArray],
  ['uuid', listOf(fc.uuid()), uuidArray],
  ['text', listOf(fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'))), textArray],
  ['text', listOf(fc.string({ unit: fc.constantFrom('a', 'é', 'ÿ', '€', '\u{1f35c}') })), textArray],
]

test.each(cases)('%s[] arrives as it was, nulls included', async (type, values, write) => {
  await fc.assert(
    fc.asyncProperty(values, async (list) => {
      expect(await readBack(write(list as never), type)).toEqual(list.map(text))
    }),
    { numRuns: 50 },
  )
})

test('timestamptz[] arrives to the millisecond, before 2000 too', async () => {
  await fc.assert(
    fc.asyncProperty(listOf(instant), async (list) => {
      const { rows } = await client.query<{ ms: string | null }>(
        'SELECT (extract(epoch FROM v) * 1000)::bigint::text AS ms FROM unnest($1::timestamptz[]) WITH ORDINALITY AS t(v, o) ORDER BY o',
        [timestampArray(list)],
      )
      expect(rows.map((row) => row.ms)).toEqual(list.map(text))
    }),
    { numRuns: 50 },
  )
})

test('bytea[] arrives as it was', async () => {
  expect(await readBack(byteaArray([Uint8Array.of(0, 255), new Uint8Array()]), 'bytea')).toEqual(['\\x00ff', '\\x'])
})

test('a UUID in capitals is the same one, and what is none is not written as another', () => {
  const id = '0199f3c2-aaaa-7abc-8def-0123456789ab'
  expect(uuidArray([id.toUpperCase()])).toEqual(uuidArray([id]))
  for (const none of ['', id.slice(1), `${id}0`, id.replace('9', 'g'), id.replace('9', 'é')])
    expect(() => uuidArray([none])).toThrow('is no UUID')
})
