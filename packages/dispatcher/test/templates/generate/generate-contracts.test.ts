import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'

import { contractHash } from '#dispatcher/templates/contract-hash.js'
import { type ContractSource, generateContracts } from '#dispatcher/templates/generate/generate-contracts.js'
import { makeProject } from './project.js'
import { schemas } from './schemas.js'

const sourceOf = (name: string, schema: unknown = schemas[name]): ContractSource => ({
  name,
  lane: 'transactional',
  schema,
  hash: contractHash(schema),
})
const sources = Object.keys(schemas).map((name) => sourceOf(name))
const golden = new URL('../../fixtures/generate/tidings.gen.ts', import.meta.url)

const emit = `import { createTidings, type Transport } from '@tidings/sdk'

import { contracts } from './tidings.gen.js'

export async function shipped(transport: Transport): Promise<string> {
  const tidings = createTidings({ source: 'orders', transport, contracts })
  const { id } = await tidings.emit('order-shipped', {
    to: { email: 'ann@example.com' },
    data: {
      order: { id: 'A-17' },
      items: [{ name: 'Lemon chicken', quantity: 2 }],
    },
  })
  return id
}
`

const project = makeProject()
afterAll(() => project.remove())

test('the text is what it was, whatever the order of the templates', () => {
  const text = generateContracts(sources)
  expect(generateContracts([...sources].reverse())).toBe(text)
  if (process.env.TIDINGS_UPDATE_GOLDEN === '1') writeFileSync(golden, text)
  expect(text).toBe(readFileSync(golden, 'utf8'))
})

test('another template changes nothing in the code of the ones that are there', () => {
  const before = generateContracts([sourceOf('order-shipped')])
  const after = generateContracts([sourceOf('order-shipped'), sourceOf('trees')])
  const codeOf = (text: string): string | undefined => /^const checkOrderShippedData: Check = .*$/m.exec(text)?.[0]
  expect(codeOf(before)).toBeDefined()
  expect(codeOf(after)).toBe(codeOf(before))
})

test('nothing is imported but a type of the SDK', () => {
  const text = generateContracts(sources)
  expect(text.match(/^import .*$/gm)).toEqual(["import type { Contract } from '@tidings/sdk'"])
  expect(text).not.toMatch(/\brequire\(|\beval\(|new Function/)
})

test('a project without templates has contracts without entries', async () => {
  expect(await project.compile({ 'tidings.gen.ts': generateContracts([]) })).toEqual([])
})

describe('under the strictest settings of the compiler', () => {
  test('every schema compiles, and so does an emit of the right data', async () => {
    expect(await project.compile({ 'tidings.gen.ts': generateContracts(sources), 'emit.ts': emit })).toEqual([])
  })

  test('a variable renamed in the schema breaks the emit where it is written', async () => {
    const schema = JSON.parse(JSON.stringify(schemas['order-shipped']).replaceAll('"id"', '"number"')) as unknown
    const errors = await project.compile({
      'tidings.gen.ts': generateContracts([sourceOf('order-shipped', schema)]),
      'emit.ts': emit,
    })
    expect(errors).toHaveLength(1)
    const line = emit.split('\n').findIndex((text) => text.includes("order: { id: 'A-17' }")) + 1
    expect(errors[0]).toMatch(new RegExp(`^emit\\.ts\\(${line},\\d+\\): error TS\\d+: .*'id'.*`))
  })

  test.each([
    ['a template of another name', emit.replace("'order-shipped'", "'order-shiped'")],
    ['a number as text', emit.replace('quantity: 2', "quantity: '2'")],
    ['a variable that is missing', emit.replace(', quantity: 2', '')],
    ['a variable too many', emit.replace('quantity: 2', 'quantity: 2, colour: 1')],
    [
      'a value that the schema does not list',
      emit.replace("order: { id: 'A-17' },", "order: { id: 'A-17' },\n      carrier: 'pigeon',"),
    ],
  ])('%s does not compile', async (_what, text) => {
    const errors = await project.compile({
      'tidings.gen.ts': generateContracts([sourceOf('order-shipped')]),
      'emit.ts': text,
    })
    expect(errors.some((error) => error.startsWith('emit.ts('))).toBe(true)
  })

  test('types say what the schemas say', async () => {
    const checks = `import type { FormatsData, ListsData, MapsData, OrderShippedData, TreesData, UnionsData } from './tidings.gen.js'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const same = <A, B>(_proof: Same<A, B>): void => {}

same<OrderShippedData['carrier'], 'dhl' | 'ups' | "driver's own" | undefined>(true)
same<OrderShippedData['note'], string | null | undefined>(true)
same<FormatsData['date-time'], string | undefined>(true)
same<ListsData['point'], readonly [number, number] | undefined>(true)
same<ListsData['row'], readonly [string?, number?, ...boolean[]] | undefined>(true)
same<ListsData['choices'], readonly ('a' | 'b')[] | undefined>(true)
same<UnionsData['either'], string | number | boolean | undefined>(true)
same<UnionsData['maybe'], string | null | undefined>(true)
same<MapsData['counts'], { readonly [key: string]: number } | undefined>(true)
same<MapsData['anything'], unknown>(true)
same<MapsData['nothing'], undefined>(true)
same<TreesData['again'], TreesData['root'] | undefined>(true)

export const card: UnionsData = { payment: { kind: 'card', last4: '4242' }, both: { a: 'x', b: 1 }, fixed: { version: 2 } }
export const tree: TreesData = { root: { value: 1, children: [{ value: 'a', children: [] }] }, anchored: { text: 'x' } }
export const open: MapsData = { open: { id: 'a', more: [1] }, typed: { id: 'a', n: 1 }, "it's": { '1st': 'x', class: true }, none: {} }
// @ts-expect-error cash has no digits
export const cash: UnionsData = { payment: { kind: 'cash', last4: '4242' } }
`
    expect(await project.compile({ 'tidings.gen.ts': generateContracts(sources), 'emit.ts': checks })).toEqual([])
  })
})

describe('what cannot be written is refused by name and reason', () => {
  const properties = (schema: unknown): unknown => ({ type: 'object', properties: { x: schema } })

  test.each<[what: string, schema: unknown, reason: string]>([
    ['no object', 'string', 'menu: the schema of the data is no object'],
    ['no JSON Schema', { type: 'objekt' }, 'menu: the schema of the data is not valid JSON Schema: /type must be'],
    [
      'an unknown format',
      properties({ type: 'string', format: 'iban' }),
      'menu: format "iban" is not supported; supported: date, date-time, duration, email,',
    ],
    ['a reference to nowhere', properties({ $ref: '#/$defs/Gone' }), 'menu: '],
    ['a reference to another document', properties({ $ref: 'https://example.com/x.json' }), 'menu: '],
  ])('%s', (_what, schema, reason) => {
    expect(() => generateContracts([sourceOf('menu', schema)])).toThrow(reason)
  })

  test('two templates of one name', () => {
    expect(() => generateContracts([sourceOf('trees'), sourceOf('trees')])).toThrow(
      'trees: there are two templates of this name',
    )
  })
})

test('a template that lists its brands takes no other', async () => {
  const text = generateContracts([{ ...sourceOf('order-shipped'), brands: ['main', 'berry'] }])
  expect(text).toContain("readonly 'order-shipped': Contract<OrderShippedData, 'main' | 'berry'>")
  const branded = (brand: string) => emit.replace("to: { email: 'ann@example.com' },", `to: {}, brand: '${brand}',`)
  expect(await project.compile({ 'tidings.gen.ts': text, 'emit.ts': branded('berry') })).toEqual([])
  const [error] = await project.compile({ 'tidings.gen.ts': text, 'emit.ts': branded('cherry') })
  expect(error).toContain(`Type '"cherry"' is not assignable`)
})
