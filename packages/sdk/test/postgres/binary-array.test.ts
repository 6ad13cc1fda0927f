import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { int2Array, textArray } from '#sdk/postgres/binary-array.js'
import { postgresUrl } from '../support/outbox-database.js'

test('the bytes are those of array_recv', () => {
  expect(int2Array([0, 258]).toString('hex')).toBe(
    `00000001${'00000000'}00000015${'00000002'}00000001${'00000002'}0000${'00000002'}0102`,
  )
  expect(textArray(['ä', '']).toString('hex')).toBe(
    `00000001${'00000000'}00000019${'00000002'}00000001${'00000002'}c3a4${'00000000'}`,
  )
})

describe.skipIf(postgresUrl === undefined)('PostgreSQL reads them (needs TIDINGS_TEST_POSTGRES)', () => {
  const client = new pg.Client({ connectionString: postgresUrl })
  beforeAll(() => client.connect())
  afterAll(() => client.end())

  test('as the values that they were made of', async () => {
    const numbers = [0, 1, 2, -1, 32_767, -32_768]
    const texts = ['', 'NULL', 'a"b\\c,{}', 'Zoë 👩‍👩‍👧', '\u0001\n\r\t', 'x'.repeat(300_000)]
    const { rows } = await client.query('SELECT $1::int2[] AS numbers, $2::text[] AS texts', [
      int2Array(numbers),
      textArray(texts),
    ])
    expect(rows).toEqual([{ numbers, texts }])
  })
})
