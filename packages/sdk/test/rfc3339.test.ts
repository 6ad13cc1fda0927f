import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parseRfc3339 } from '#sdk/rfc3339.js'

test('every instant that JavaScript writes is read', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }),
      (date) => {
        expect(parseRfc3339(date.toISOString())).toBe(date.getTime())
      },
    ),
  )
})

test.each([
  ['2026-11-23T15:02:11+01:00', '2026-11-23T14:02:11.000Z'],
  ['2026-11-23t14:02:11z', '2026-11-23T14:02:11.000Z'],
  ['2024-02-29T00:00:00.5-00:30', '2024-02-29T00:30:00.500Z'],
  ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(new Date(parseRfc3339(text)).toISOString()).toBe(instant)
})

test.each([
  '2026-11-23',
  '2026-11-23T14:02:11',
  '2026-11-23 14:02:11Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2026-11-23T24:00:00Z',
  '2026-11-23T23:59:60Z',
  '2026-11-23T14:02:11+24:00',
  '2026-11-23T14:02:11.Z',
  '+002026-11-23T14:02:11Z',
  'Mon, 23 Nov 2026 14:02:11 GMT',
])('%s is no RFC 3339', (text) => {
  expect(parseRfc3339(text)).toBeNaN()
})
