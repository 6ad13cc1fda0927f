import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { compareContracts } from '#dispatcher/templates/index.js'

import { dataFor } from '../generate/data-for.js'
import { schemas } from '../generate/schemas.js'
import { changed, type Draft, rootSchema } from './schema-changes.js'

function validator(schema: Draft): ValidateFunction | undefined {
  const ajv = new Ajv2020({ strict: false, ownProperties: true, logger: false })
  addFormats.default(ajv)
  try {
    return ajv.compile(schema)
  } catch {
    return undefined
  }
}

/** Data with which a validator does not end: a schema that leads to itself without going deeper. */
function holds(validate: ValidateFunction, data: unknown): boolean | undefined {
  try {
    return validate(data)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

describe('whatever was valid stays valid where nothing is found', () => {
  test('for random schemas and random changes of them, judged by ajv', () => {
    let compatible = 0
    let judged = 0
    let broken = 0
    const pairs = rootSchema.chain((before) =>
      fc.tuple(
        fc.constant(before),
        fc.oneof({ arbitrary: changed(before), weight: 9 }, { arbitrary: rootSchema, weight: 1 }),
      ),
    )
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.nat()), ([before, after], seeds) => {
        const [old, new_] = [validator(before), validator(after)]
        if (old === undefined || new_ === undefined) return
        const found = compareContracts(before, after)
        if (found.length === 0) compatible++
        const [seed = 0] = seeds
        for (const data of fc.sample(dataFor(before, before), { numRuns: 12, seed })) {
          if (holds(old, data) !== true) continue
          judged++
          const still = holds(new_, data)
          if (still === false) broken++
          if (found.length === 0) expect([still, data]).toEqual([true, data])
        }
      }),
      { numRuns: 300, seed: 20_261_124 },
    )
    // It is worth something only where there was much to judge, and both answers were given.
    expect(compatible).toBeGreaterThan(100)
    expect(judged).toBeGreaterThan(1_000)
    expect(broken).toBeGreaterThan(100)
  }, 120_000)

  test('a schema is compatible with itself, whatever the order of its keys, and with notes added', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      const noted = { description: 'new', ...Object.fromEntries(Object.entries(schema).reverse()) }
      expect([name, compareContracts(schema, noted)]).toEqual([name, []])
    }
    fc.assert(
      fc.property(rootSchema, (schema) => {
        expect(compareContracts(schema, { ...structuredClone(schema), title: 'new' })).toEqual([])
      }),
      { numRuns: 150, seed: 7 },
    )
  })
})

const order = (properties: Draft, required: readonly string[] = []): Draft => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
})

const narrower: readonly (readonly [what: string, before: Draft, after: Draft, finding: string])[] = [
  ['a new required field', order({}), order({ id: { type: 'string' } }, ['id']), 'break required /id is required now'],
  ['a field that becomes required', order({ id: {} }), order({ id: {} }, ['id']), 'break required /id is required now'],
  ['a field that goes', order({ id: {} }), order({}), 'break removed /id is not allowed any more'],
  ['an object that is closed', { type: 'object' }, order({}), 'break removed /* is not allowed any more'],
  [
    'another type',
    order({ id: { type: 'string' } }),
    order({ id: { type: 'integer' } }),
    'break narrowed /id is an integer now',
  ],
  [
    'no fractions',
    order({ n: { type: 'number' } }),
    order({ n: { type: 'integer' } }),
    'break narrowed /n is an integer now',
  ],
  [
    'no null',
    order({ id: { type: ['string', 'null'] } }),
    order({ id: { type: 'string' } }),
    'break narrowed /id is not null any more',
  ],
  [
    'a value less',
    order({ k: { enum: ['a', 'b'] } }),
    order({ k: { enum: ['a'] } }),
    'break narrowed /k is not "b" any more',
  ],
  ['values at last', order({ k: { type: 'string' } }), order({ k: { const: 'a' } }), 'break narrowed /k is "a" now'],
  [
    'a longer text',
    order({ t: { type: 'string' } }),
    order({ t: { type: 'string', minLength: 1 } }),
    'break narrowed /t has at least 1 characters now',
  ],
  [
    'a shorter text',
    order({ t: { type: 'string', maxLength: 9 } }),
    order({ t: { type: 'string', maxLength: 8 } }),
    'break narrowed /t has at most 8 characters now',
  ],
  [
    'a pattern',
    order({ t: { type: 'string' } }),
    order({ t: { type: 'string', pattern: '^a' } }),
    'break narrowed /t has the pattern "^a" now',
  ],
  [
    'another pattern',
    order({ t: { type: 'string', pattern: '^a' } }),
    order({ t: { type: 'string', pattern: '^ab' } }),
    'undecided narrowed /t has the pattern "^ab" now',
  ],
  [
    'a format',
    order({ t: { type: 'string' } }),
    order({ t: { type: 'string', format: 'date' } }),
    'break narrowed /t has the format "date" now',
  ],
  [
    'a bound',
    order({ n: { type: 'number', minimum: 0 } }),
    order({ n: { type: 'number', exclusiveMinimum: 0 } }),
    'break narrowed /n is more than 0 now',
  ],
  [
    'a smaller most',
    order({ n: { type: 'integer' } }),
    order({ n: { type: 'integer', maximum: 9 } }),
    'break narrowed /n is at most 9 now',
  ],
  [
    'a multiple',
    order({ n: { type: 'integer' } }),
    order({ n: { type: 'integer', multipleOf: 2 } }),
    'break narrowed /n is a multiple of 2 now',
  ],
  [
    'fewer elements',
    order({ l: { type: 'array' } }),
    order({ l: { type: 'array', maxItems: 2 } }),
    'break narrowed /l has at most 2 elements now',
  ],
  [
    'more elements',
    order({ l: { type: 'array' } }),
    order({ l: { type: 'array', minItems: 1 } }),
    'break narrowed /l has at least 1 elements now',
  ],
  [
    'no element twice',
    order({ l: { type: 'array' } }),
    order({ l: { type: 'array', uniqueItems: true } }),
    'break narrowed /l has no element twice now',
  ],
  [
    'a field deep in a list, through a reference',
    { ...order({ l: { type: 'array', items: { $ref: '#/$defs/i' } } }), $defs: { i: order({ 'a/b': {} }) } },
    { ...order({ l: { type: 'array', items: { $ref: '#/$defs/i' } } }), $defs: { i: order({ 'a/b': {} }, ['a/b']) } },
    'break required /l/*/a~1b is required now',
  ],
  [
    'a tree whose leaves change',
    {
      ...order({ t: { $ref: '#/$defs/t' } }),
      $defs: { t: order({ v: {}, c: { type: 'array', items: { $ref: '#/$defs/t' } } }) },
    },
    {
      ...order({ t: { $ref: '#/$defs/t' } }),
      $defs: { t: order({ v: { type: 'string' }, c: { type: 'array', items: { $ref: '#/$defs/t' } } }) },
    },
    'break narrowed /t/v is a string now',
  ],
  [
    'a kind less',
    order({ p: { anyOf: [{ type: 'string' }, { type: 'number' }] } }),
    order({ p: { type: 'string' } }),
    'break narrowed /p is a string now',
  ],
  [
    'values of a map',
    order({ m: { type: 'object', additionalProperties: {} } }),
    order({ m: { type: 'object', additionalProperties: { type: 'string' } } }),
    'break narrowed /m/* is a string now',
  ],
  [
    'a condition',
    order({ a: {}, b: {} }),
    { ...order({ a: {}, b: {} }), dependentRequired: { a: ['b'] } },
    'break required /b is required now where a is there',
  ],
  [
    'something ruled out',
    order({ a: {} }),
    { ...order({ a: {} }), not: { required: ['a'] } },
    'undecided narrowed  may be what `not` rules out now',
  ],
]

describe('what narrows is found, with field and reason', () => {
  test.each(narrower)('%s', (_what, before, after, finding) => {
    const spelt = compareContracts(before, after).map(
      ({ kind, cause, field, message }) => `${kind} ${cause} ${field} ${message}`,
    )
    expect(spelt).toEqual([finding])
  })
})

const card = {
  type: 'object',
  required: ['kind', 'last4'],
  properties: { kind: { const: 'card' }, last4: { type: 'string' } },
  additionalProperties: false,
}
const cash = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'cash' } },
  additionalProperties: false,
}
const gift = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'gift' } },
  additionalProperties: false,
}

const wider: readonly (readonly [what: string, before: Draft, after: Draft])[] = [
  ['a new optional field', order({}), order({ id: { type: 'string', minLength: 1 } })],
  ['a field that is no longer required', order({ id: {} }, ['id']), order({ id: {} })],
  ['a value more', order({ k: { enum: ['a'] } }), order({ k: { enum: ['a', 'b'] } })],
  [
    'values become a text',
    order({ k: { enum: ['a', 'bc'] } }),
    order({ k: { type: 'string', minLength: 1, pattern: '^[a-c]+$' } }),
  ],
  [
    'integers become numbers',
    order({ n: { type: 'integer', minimum: 1 } }),
    order({ n: { type: 'number', exclusiveMinimum: 0 } }),
  ],
  [
    'a whole number above its bound',
    order({ n: { type: 'integer', exclusiveMinimum: 0 } }),
    order({ n: { type: 'integer', minimum: 1 } }),
  ],
  [
    'multiples of a multiple',
    order({ n: { type: 'integer', multipleOf: 6 } }),
    order({ n: { type: 'number', multipleOf: 3 } }),
  ],
  ['null too', order({ id: { type: 'string' } }), order({ id: { type: ['string', 'null'] } })],
  [
    'one kind of several',
    order({ p: { type: 'string' } }),
    order({ p: { anyOf: [{ type: 'number' }, { type: 'string' }] } }),
  ],
  [
    'types as alternatives',
    order({ p: { type: ['string', 'number'] } }),
    order({ p: { oneOf: [{ type: 'number' }, { type: 'string' }] } }),
  ],
  ['another way to pay', order({ p: { oneOf: [card, cash] } }), order({ p: { oneOf: [cash, gift, card] } })],
  [
    'a new optional field of one way to pay',
    order({ p: { oneOf: [card, cash] } }),
    order({ p: { oneOf: [{ ...card, properties: { ...card.properties, brand: { type: 'string' } } }, cash] } }),
  ],
  ['a schema that moves to $defs', order({ p: card }), { ...order({ p: { $ref: '#/$defs/card' } }), $defs: { card } }],
  [
    'a reference to a reference',
    { ...order({ p: { $ref: '#/$defs/a' } }), $defs: { a: { $ref: '#/$defs/b' }, b: card } },
    order({ p: card }),
  ],
  [
    'a tuple becomes a list',
    order({ l: { type: 'array', prefixItems: [{ type: 'string' }], items: false } }),
    order({ l: { type: 'array', items: { type: 'string' }, maxItems: 1 } }),
  ],
  [
    'names of a closed object',
    order({ ab: {} }),
    { ...order({ ab: {} }), propertyNames: { minLength: 2 }, maxProperties: 1 },
  ],
  [
    'what is ruled out cannot be',
    order({ p: card }),
    order({ p: { ...card, not: { properties: { kind: { const: 'cash' } }, required: ['kind'] } } }),
  ],
]

describe('what does not narrow is not found', () => {
  test.each(wider)('%s', (_what, before, after) => {
    expect(compareContracts(before, after)).toEqual([])
  })
})

test('odd references and schemas of great size are said to be undecided, in bounded time', () => {
  const odd = order({ a: { $id: 'https://example.com/a', type: 'string' } })
  expect(compareContracts(odd, { ...odd, required: ['a'] })).toMatchObject([{ kind: 'undecided', field: '' }])
  let deep: Draft = { type: 'string' }
  for (let level = 0; level < 12; level++)
    deep = {
      anyOf: [
        { type: 'array', items: deep },
        { type: 'object', additionalProperties: deep },
      ],
    }
  const after = structuredClone(deep)
  const innermost = JSON.stringify(after).replaceAll('{"type":"string"}', '{"type":"string","minLength":1}')
  expect(compareContracts(order({ a: deep }), order({ a: JSON.parse(innermost) as Draft })).length).toBeGreaterThan(0)
})
