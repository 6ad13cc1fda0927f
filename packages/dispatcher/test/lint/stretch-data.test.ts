import fc from 'fast-check'
import { expect, it } from 'vitest'

import { stretchData } from '#dispatcher/lint/stretch-data.js'

const text = (own: object) => ({ type: 'object', properties: { a: { type: 'string', ...own } } })
const stretched = (value: string, own: object): unknown =>
  (stretchData({ a: value }, text(own)) as { readonly a: unknown }).a

it.each([
  ['a text', 'ab', { maxLength: 5 }, 'abbbb'],
  [
    'an address',
    'https://shop.example',
    { maxLength: 24, format: 'uri', pattern: '^https://' },
    'https://shop.examplexxxx',
  ],
  ['a text with a pattern that takes more', 'A1', { maxLength: 4, pattern: '^[A-Z0-9]+$' }, 'A111'],
  ['a text of characters outside of the BMP, by characters', '🚚', { maxLength: 3 }, '🚚🚚🚚'],
])('lengthens %s', (_, value, own, expected) => {
  expect(stretched(value, own)).toBe(expected)
})

it.each([
  ['a text without a bound', 'ab', {}],
  ['a text that is as long as it may be', 'abc', { maxLength: 3 }],
  ['an empty text', '', { maxLength: 3 }],
  ['one of a list', 'ab', { maxLength: 9, enum: ['ab', 'abc'] }],
  ['a date', '2026-11-24', { maxLength: 20, format: 'date' }],
  ['a text whose pattern takes no more', 'A1', { maxLength: 9, pattern: '^[A-Z0-9]{2}$' }],
  ['a text whose pattern could take for ever', 'aaaa', { maxLength: 60, pattern: '^(a+)+$' }],
])('leaves %s', (_, value, own) => {
  expect(stretched(value, own)).toBe(value)
})

it('goes through lists, objects and references, and leaves what the schema does not name', () => {
  const schema = {
    type: 'object',
    properties: {
      list: { type: 'array', items: { $ref: '#/$defs/item' } },
      loop: { $ref: '#/$defs/loop' },
      lost: { $ref: '#/$defs/none' },
    },
    $defs: { item: { type: 'object', properties: { a: { maxLength: 2 } } }, loop: { $ref: '#/$defs/loop' } },
  }
  const data = { list: [{ a: 'x' }, { a: 'y', b: 'z' }], loop: 'l', lost: 'm', other: 'n', none: null, count: 3 }
  expect(stretchData(data, schema)).toEqual({ ...data, list: [{ a: 'xx' }, { a: 'yy', b: 'z' }] })
})

it('makes no text longer than its bound, and none shorter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.nat(40), (value, maxLength) => {
      const longer = String(stretched(value, { maxLength }))
      expect(longer.startsWith(value)).toBe(true)
      if ([...value].length <= maxLength) expect([...longer].length).toBeLessThanOrEqual(maxLength)
      else expect(longer).toBe(value)
    }),
    { numRuns: 500 },
  )
})

it('leaves names alone', () => {
  const schema = { type: 'object', properties: { a: { maxLength: 9 }, b: { maxLength: 9 } } }
  expect(stretchData({ a: 'soup.png', b: 'so' }, schema, new Set(['soup.png']))).toEqual({
    a: 'soup.png',
    b: 'soooooooo',
  })
})
