import fc from 'fast-check'

/** A schema that may be changed. */
export type Draft = Record<string, unknown>

const names = ['id', 'name', 'price', 'items', 'note', 'kind']

/** A schema with at most two of some keywords: with more, hardly any value would be valid. */
function some(
  base: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Draft> {
  const chosen = fc.subarray(Object.keys(keywords), { maxLength: 2 })
  return fc
    .tuple(fc.record(base), fc.record(keywords), chosen)
    .map(([own, values, keys]) => ({ ...own, ...Object.fromEntries(keys.map((key) => [key, values[key]])) }))
}

const text = some(
  { type: fc.constant('string') },
  {
    minLength: fc.integer({ min: 0, max: 3 }),
    maxLength: fc.integer({ min: 3, max: 6 }),
    pattern: fc.constantFrom('^[A-Z]{3}$', '.'),
    format: fc.constantFrom('date', 'email', 'uri'),
  },
)
const number = some(
  { type: fc.constantFrom('number', 'integer') },
  {
    minimum: fc.integer({ min: -1, max: 2 }),
    exclusiveMaximum: fc.integer({ min: 6, max: 13 }),
    maximum: fc.integer({ min: 6, max: 12 }),
    multipleOf: fc.constantFrom(0.25, 1, 2, 4),
  },
)
const listed = fc.oneof(
  fc.record({
    enum: fc.uniqueArray(fc.constantFrom('card', 'cash', 'gift', 1, null, true), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ const: fc.constantFrom('card', 'cash', 2) }),
)

/** A schema of values, with objects and lists some levels deep. */
const anySchema = fc.letrec<{ schema: Draft | boolean; object: Draft }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { arbitrary: fc.oneof(text, number, listed) as fc.Arbitrary<Draft>, weight: 8 },
    { arbitrary: fc.constantFrom<Draft | boolean>(true, { type: 'boolean' }, { type: ['string', 'null'] }), weight: 2 },
    {
      arbitrary: fc.constantFrom<Draft>({ $ref: '#/$defs/money' }, { $ref: '#' }, { $ref: '#/$defs/tree' }),
      weight: 1,
    },
    { arbitrary: tie('object'), weight: 3 },
    {
      arbitrary: some(
        { type: fc.constant('array'), items: tie('schema') },
        {
          minItems: fc.integer({ min: 0, max: 1 }),
          maxItems: fc.integer({ min: 2, max: 4 }),
          uniqueItems: fc.boolean(),
          prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
          contains: fc.constantFrom({ type: 'string' }, { minimum: 2 }),
        },
      ),
      weight: 2,
    },
    {
      arbitrary: fc
        .tuple(fc.constantFrom('anyOf', 'oneOf', 'allOf'), fc.array(tie('schema'), { minLength: 1, maxLength: 3 }))
        .map(([key, branches]) => ({ [key]: branches })),
      weight: 2,
    },
    {
      arbitrary: fc.tuple(text, listed).map(([own, other]) => ({ ...own, not: other })),
      weight: 1,
    },
  ),
  object: fc
    .tuple(
      some(
        {
          type: fc.constant('object'),
          properties: fc.dictionary(fc.constantFrom(...names), tie('schema'), { minKeys: 1, maxKeys: 4 }),
        },
        {
          additionalProperties: fc.oneof(
            { arbitrary: fc.constant(false), weight: 3 },
            { arbitrary: tie('schema'), weight: 1 },
          ),
          patternProperties: fc.dictionary(fc.constantFrom('^i', '^x-'), tie('schema'), { minKeys: 1, maxKeys: 2 }),
          minProperties: fc.integer({ min: 0, max: 2 }),
          maxProperties: fc.integer({ min: 2, max: 5 }),
          propertyNames: fc.constantFrom({ minLength: 2 }, { pattern: '^[a-z]' }),
          dependentRequired: fc.constantFrom({ id: ['name'] }, { note: ['kind'] }),
        },
      ),
      fc.subarray([...names], { maxLength: 3 }),
    )
    .map(([own, required]) => {
      const known = required.filter((name) => Object.hasOwn(own.properties as Draft, name))
      return known.length === 0 ? own : { ...own, required: known }
    }),
}))

/** The schema of a template's data. */
export const rootSchema: fc.Arbitrary<Draft> = fc.tuple(anySchema.object, anySchema.schema).map(([root, tree]) => ({
  ...root,
  $defs: {
    money: {
      type: 'object',
      required: ['amount'],
      additionalProperties: false,
      properties: { amount: { type: 'number', minimum: 0 } },
    },
    tree: { type: 'object', properties: { id: tree, items: { type: 'array', items: { $ref: '#/$defs/tree' } } } },
  },
}))

/** The same schema with some keywords taken out, changed or put in at random places. */
export function changed(schema: Draft): fc.Arbitrary<Draft> {
  return fc
    .array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom('drop', 'swap', 'put'),
        fc.nat(),
        fc.oneof(anySchema.schema, anySchema.object),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((edits) => {
      const copy = cloned(schema)
      for (const [place, edit, which, other] of edits) {
        const places = schemasIn(copy)
        const at = places[place % places.length]
        if (at === undefined) continue
        const keys = Object.keys(at).filter((key) => key !== '$defs' && !(at === copy && key === 'type'))
        const key = keys[which % Math.max(keys.length, 1)]
        if (edit === 'drop' && key !== undefined) delete at[key]
        if (edit === 'put' && typeof other === 'object' && at !== copy) Object.assign(at, cloned(other))
        if (edit === 'swap' && key !== undefined) {
          if (Array.isArray(at[key])) at[key] = (at[key] as unknown[]).slice(1)
          else if (typeof at[key] === 'number') at[key] = Math.max(0, (at[key] as number) + (which % 2 === 0 ? 1 : -1))
          if (Array.isArray(at[key]) && (at[key] as unknown[]).length === 0) delete at[key]
          if (at.multipleOf === 0) delete at.multipleOf
        }
      }
      return copy
    })
}

/** No part of it is the same object as another one, or as a constant of the generator. */
const cloned = (schema: Draft): Draft => JSON.parse(JSON.stringify(schema)) as Draft

/** Every schema within, itself first. */
function schemasIn(value: unknown): Draft[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(schemasIn)
  const own = value as Draft
  const below = Object.entries(own).flatMap(([key, inner]) => {
    if (['properties', 'patternProperties', '$defs'].includes(key))
      return Object.values(inner as Draft).flatMap(schemasIn)
    return ['enum', 'const', 'required', 'dependentRequired', 'type'].includes(key) ? [] : schemasIn(inner)
  })
  return [own, ...below]
}
