import fc from 'fast-check'

type Schema = Readonly<Record<string, unknown>>

/** Texts of every format, right and nearly right. */
export const texts: readonly string[] = [
  ...[
    '2026-11-23',
    '2024-02-29',
    '2025-02-29',
    '1900-02-29',
    '2000-02-29',
    '2026-13-01',
    '2026-04-31',
    '2026-1-1',
    '0000-01-01',
  ],
  ...[
    '14:02:11Z',
    '14:02:11',
    '24:00:00Z',
    '23:59:60Z',
    '22:59:60-01:00',
    '00:29:60+00:30',
    '12:00:60Z',
    '14:02:11.5+01:00',
    '14:02:11+24:00',
    '14:02:11+0100',
    '14:02:11+01',
  ],
  ...[
    '2026-11-23T14:02:11Z',
    '2026-11-23t14:02:11z',
    '2026-11-23 14:02:11Z',
    '2026-11-23T14:02:11',
    '2026-02-30T14:02:11Z',
    '2026-11-23T14:02:11ZT',
    '2026-11-23\n14:02:11Z',
  ],
  ...['PT90M', 'P1Y2M3DT4H5M6S', 'P2W', 'P', 'PT'],
  ...[
    'ann@example.com',
    'ann@example',
    'ann@@example.com',
    'Ann <ann@example.com>',
    'ann@example.com\n',
    'a.b+c@sub.example.org',
    '.ann@example.com',
  ],
  ...[
    'example.com',
    'exa_mple.com',
    '-x.com',
    `${'a'.repeat(64)}.com`,
    '127.0.0.1',
    '256.0.0.1',
    '1.2.3',
    '::1',
    'fe80::1:2',
    ':::',
    '1:2:3:4:5:6:7:8',
  ],
  ...[
    'https://example.com/a?b=c#d',
    'HTTP://EXAMPLE.COM',
    'mailto:ann@example.com',
    'a:',
    'a:b',
    'a://x:y',
    'a://x:80',
    '//example.com',
    '/path',
    'http://exa mple.com',
    'http://[::1]/',
    'http://[::1',
    'urn:isbn:1',
    'a:?x',
    'a:#x',
    'javascript:alert(1)',
    'http:///x',
    '%zz',
    'https://ex.com/%zz',
    'http://bücher.example',
  ],
  ...[
    '7f0c6c3a-1f9e-4b6e-9d53-1f2e3d4c5b6a',
    'urn:uuid:7f0c6c3a-1f9e-4b6e-9d53-1f2e3d4c5b6a',
    '7f0c6c3a1f9e4b6e9d531f2e3d4c5b6a',
  ],
  ...[
    '',
    'a',
    'abc',
    'abcd',
    'EUR',
    'eur',
    '😀😀😀😀',
    '\ud83d',
    'x'.repeat(13),
    'card',
    'cash',
    'gift',
    'plain',
    'dhl',
    "driver's own",
  ],
]

const rightTexts: Readonly<Record<string, readonly string[]>> = {
  date: ['2026-11-23', '2024-02-29'],
  time: ['14:02:11Z', '23:59:60Z', '14:02:11.5+01:00'],
  'date-time': ['2026-11-23T14:02:11Z', '2026-11-23 14:02:11Z'],
  duration: ['PT90M', 'P2W'],
  email: ['ann@example.com', 'a.b+c@sub.example.org'],
  hostname: ['example.com', '127.0.0.1'],
  ipv4: ['127.0.0.1'],
  ipv6: ['::1', 'fe80::1:2'],
  uri: ['https://example.com/a?b=c#d', 'urn:isbn:1', 'a:b'],
  'uri-reference': ['/path', '//example.com', 'a:b'],
  url: ['https://example.com/a?b=c#d'],
  uuid: ['7f0c6c3a-1f9e-4b6e-9d53-1f2e3d4c5b6a'],
}

/** Data that often fits a schema, and often misses it by a little. */
export function dataFor(schema: unknown, root: Schema, depth = 0): fc.Arbitrary<unknown> {
  const anything = fc.jsonValue({ maxDepth: 1 })
  if (typeof schema === 'boolean' || depth > 5) return anything
  const fitting = fittingFor(schema as Schema, root, depth)
  return fc.oneof({ arbitrary: fitting, weight: 60 }, { arbitrary: anything, weight: 1 })
}

function fittingFor(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]))
  if (typeof schema.$ref === 'string') return dataFor(follow(schema.$ref, root), root, depth + 1)
  const choices = [schema.oneOf, schema.anyOf, schema.allOf].find((list) => Array.isArray(list)) as
    | unknown[]
    | undefined
  const own = typesOf(schema).map((type) => ofType(type, schema, root, depth))
  if (choices === undefined) return fc.oneof(...own)
  const chosen = choices.map((one) => dataFor(one, root, depth))
  return schema.type === undefined ? fc.oneof(...chosen) : fc.oneof(...own)
}

function typesOf(schema: Schema): readonly string[] {
  if (Array.isArray(schema.type)) return schema.type as string[]
  return [typeof schema.type === 'string' ? schema.type : 'object']
}

function ofType(type: string, schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return textFor(schema)
    case 'integer':
      return fc.integer({ min: -1, max: 12 })
    case 'number':
      return fc.oneof(fc.integer({ min: -1, max: 101 }), fc.constantFrom(0.25, 0.3, 99.75, -0, 1e21))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return listFor(schema, root, depth)
    default:
      return recordFor(schema, root, depth)
  }
}

function textFor(schema: Schema): fc.Arbitrary<string> {
  if (typeof schema.format === 'string') {
    const right = fc.constantFrom(...(rightTexts[schema.format] ?? texts))
    return fc.oneof({ arbitrary: right, weight: 40 }, { arbitrary: fc.constantFrom(...texts), weight: 1 })
  }
  if (schema.pattern === '^[A-Z]{3}$') return fc.constantFrom('EUR', 'USD', 'GBP', 'CHF', 'SEK', 'EURO')
  return fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }),
    fc.constantFrom('abcd', '4242', '😀'.repeat(12)),
  )
}

function listFor(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const items = dataFor(schema.items ?? true, root, depth + 1)
  const prefix = Array.isArray(schema.prefixItems)
    ? (schema.prefixItems as unknown[]).map((one) => dataFor(one, root, depth))
    : []
  const rest = fc.array(items, { maxLength: prefix.length > 0 ? 1 : 4 })
  return fc.tuple(fc.tuple(...prefix), rest).map(([first, others]) => [...first, ...others])
}

function recordFor(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, unknown>)
  const possible = properties.filter(([, property]) => property !== false)
  const shape = Object.fromEntries(possible.map(([key, property]) => [key, dataFor(property, root, depth + 1)]))
  const names = fc.constantFrom('x-a', 'x-b', 'other', 'id', 'nothing', 'secret', 'constructor')
  const odd = fc.dictionary(names, fc.oneof(fc.integer(), fc.string()), { maxKeys: 2 })
  const usual =
    typeof schema.additionalProperties === 'object'
      ? fc.dictionary(names, dataFor(schema.additionalProperties, root, depth + 1), { minKeys: 1, maxKeys: 3 })
      : fc.constant({})
  const extra = fc.oneof({ arbitrary: usual, weight: 30 }, { arbitrary: odd, weight: 1 })
  const required = ((schema.required ?? []) as string[]).filter((key) => Object.hasOwn(shape, key))
  const present = fc.record(shape, { requiredKeys: required })
  const lacking = fc.record(shape, { requiredKeys: [] })
  return fc
    .tuple(fc.oneof({ arbitrary: present, weight: 60 }, { arbitrary: lacking, weight: 1 }), extra)
    .map(([own, more]) => ({ ...more, ...own }))
}

function follow(ref: string, root: Schema): unknown {
  if (ref === '#') return root
  if (ref === '#leaf') return (root.$defs as Record<string, unknown>).leaf
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], root)
}
