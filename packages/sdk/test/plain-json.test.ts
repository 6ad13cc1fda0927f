import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Issue } from '#sdk/issue.js'
import { limits } from '#sdk/limits.js'
import { checkPlainJson } from '#sdk/plain-json.js'

function check(value: unknown): Issue[] {
  const issues: Issue[] = []
  checkPlainJson(value, '', issues)
  return issues
}

const cycle: Record<string, unknown> = { list: [] }
cycle.list = [1, cycle]
const shared = { a: 1 }
const explosive = Array.from({ length: 30 }).reduce<unknown>((inner) => [inner, inner], {})

test.each<[name: string, value: unknown, code: string, path: string]>([
  ['a cycle', cycle, 'not-plain', '/list/1'],
  ['a BigInt', { n: [1n] }, 'not-plain', '/n/0'],
  ['NaN', { n: Number.NaN }, 'not-plain', '/n'],
  ['Infinity', [Number.POSITIVE_INFINITY], 'not-plain', '/0'],
  ['a function', { f: () => 1 }, 'not-plain', '/f'],
  ['a symbol', { s: Symbol('s') }, 'not-plain', '/s'],
  ['undefined in an array', [undefined], 'not-plain', '/0'],
  ['a hole', new Array(1), 'not-plain', '/0'],
  ['a Date', { at: new Date(0) }, 'not-plain', '/at'],
  ['a Map', { m: new Map() }, 'not-plain', '/m'],
  ['a Buffer', { b: Buffer.from('x') }, 'not-plain', '/b'],
  ['a boxed string', { s: new String('x') }, 'not-plain', '/s'],
  ['a prototype from a literal', { o: { __proto__: { admin: true } } }, 'not-plain', '/o'],
  ['an own __proto__', JSON.parse('{"a":[{"__proto__":1}]}'), 'proto-key', '/a/0/__proto__'],
  ['NUL in a text', { t: 'a\0' }, 'nul', '/t'],
  ['NUL in a name', { 'a\0': 1 }, 'nul', '/a\\u0000'],
  ['half a pair', ['\ud83d'], 'lone-surrogate', '/0'],
  ['pairs in wrong order', ['\ude00\ud83d'], 'lone-surrogate', '/0'],
  ['names that a pointer escapes', { 'a/b': { 'c~d': 1n } }, 'not-plain', '/a~1b/c~0d'],
])('%s is found where it is', (_name, value, code, path) => {
  expect(check(value)).toEqual([{ code, path, message: expect.any(String) }])
})

test('what is shared but no cycle is fine, and so are objects of another realm and without prototype', () => {
  expect(check({ a: shared, b: [shared, shared] })).toEqual([])
  expect(check(runInNewContext('({ a: [1, { b: null }] })'))).toEqual([])
  expect(check(Object.assign(Object.create(null), { a: 1 }))).toEqual([])
  expect(check({ absent: undefined, zero: -0, pair: '😀' })).toEqual([])
})

test('a small value that is endless when written out is refused', () => {
  expect(check(explosive)).toEqual([
    { code: 'limit', path: expect.any(String), message: expect.stringContaining('intentBytes') },
  ])
})

test('one level too many is refused by the name of the limit', () => {
  const deep = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 0)
  expect(check(deep(limits.depth))).toEqual([])
  expect(check(deep(limits.depth + 1))).toMatchObject([{ code: 'limit', message: expect.stringContaining('depth') }])
})

test('whatever passes comes back from JSON as it was', () => {
  fc.assert(
    fc.property(
      fc.anything({ withNullPrototype: false, withSparseArray: true, withDate: true, withBigInt: true }),
      (value) => {
        if (value === undefined || check(value).length > 0) return
        const back: unknown = JSON.parse(JSON.stringify(value))
        expect(back).toEqual(value)
      },
    ),
  )
})

test('every JSON value passes, unless it has a name or a text that cannot be kept', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value)
      expect(check(value).length > 0).toBe(/"__proto__":|\\u0000|\\ud[89a-f]/.test(text))
    }),
  )
})
