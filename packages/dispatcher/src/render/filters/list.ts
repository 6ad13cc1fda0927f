import { isEqual, isTruthy, listOf, numberOf, propertyOf, textOf } from '../value.js'
import type { Filter } from './filter.js'

/** Reads `a.b` of an element. */
function read(element: unknown, path: string): unknown {
  let value = element
  for (const name of path.split('.')) value = propertyOf(value, name)
  return value
}

/** nil last, everything else in its own order; texts by code unit. */
function compare(left: unknown, right: unknown): number {
  const a = left ?? null
  const b = right ?? null
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return (a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0
}

/** As `compare`, with small and capital letters as one. */
function compareNaturally(left: unknown, right: unknown): number {
  return compare(lower(left), lower(right))
}

const lower = (value: unknown): unknown => (value === null || value === undefined ? value : textOf(value).toLowerCase())

const sort =
  (order: (left: unknown, right: unknown) => number) =>
  (input: unknown, [property]: readonly unknown[]): unknown[] => {
    const path = textOf(property)
    const keyed = listOf(input).map((element) => ({ element, key: path === '' ? element : read(element, path) }))
    return keyed.sort((left, right) => order(left.key, right.key)).map(({ element }) => element)
  }

function where(input: unknown, [property, ...wanted]: readonly unknown[]): unknown[] {
  const path = textOf(property)
  return listOf(input).filter((element) => {
    const value = read(element, path)
    return wanted.length === 0 ? isTruthy(value) : isEqual(value, wanted[0])
  })
}

function sum(input: unknown, [property]: readonly unknown[]): number {
  const path = textOf(property)
  return listOf(input).reduce<number>(
    (total, element) => total + numberOf(path === '' ? element : read(element, path)),
    0,
  )
}

function slice(input: unknown, [begin, length = 1]: readonly unknown[]): unknown {
  if (input === null || input === undefined) return []
  const elements = Array.isArray(input) ? input : [...textOf(input)]
  const asked = numberOf(begin)
  const start = asked < 0 ? elements.length + asked : asked
  const count = numberOf(length)
  const part = start < 0 || count < 0 ? [] : elements.slice(start, start + count)
  return Array.isArray(input) ? part : part.join('')
}

function sizeOf(input: unknown): number {
  return typeof input === 'string' || Array.isArray(input) ? input.length : 0
}

function end(index: 0 | -1): Filter {
  return {
    run: (input) => (typeof input === 'string' || Array.isArray(input) ? input.at(index) : ''),
    arity: [0, 0],
  }
}

function byDefault(
  input: unknown,
  [fallback]: readonly unknown[],
  { allow_false }: Readonly<Record<string, unknown>>,
): unknown {
  if (typeof input === 'string' || Array.isArray(input)) return input.length > 0 ? input : fallback
  if (input === false && isTruthy(allow_false)) return false
  return isTruthy(input) ? input : fallback
}

/** Filters for lists, and `default`. */
export const listFilters: Readonly<Record<string, Filter>> = {
  default: { run: byDefault, arity: [1, 1], named: ['allow_false'] },
  join: {
    run: (input, [separator]) =>
      listOf(input)
        .map(textOf)
        .join(separator === undefined ? ' ' : textOf(separator)),
    arity: [0, 1],
  },
  first: end(0),
  last: end(-1),
  size: { run: sizeOf, arity: [0, 0] },
  sort: { run: sort(compare), arity: [0, 1] },
  sort_natural: { run: sort(compareNaturally), arity: [0, 1] },
  reverse: { run: (input) => [...listOf(input)].reverse(), arity: [0, 0] },
  uniq: { run: (input) => [...new Set(listOf(input))], arity: [0, 0] },
  compact: {
    run: (input) => listOf(input).filter((element) => element !== null && element !== undefined),
    arity: [0, 0],
  },
  map: {
    run: (input, [property]) => listOf(input).map((element) => read(element, textOf(property))),
    arity: [1, 1],
  },
  where: { run: where, arity: [1, 2] },
  sum: { run: sum, arity: [0, 1] },
  concat: { run: (input, [list]) => [...listOf(input), ...listOf(list)], arity: [1, 1] },
  slice: { run: slice, arity: [1, 2] },
}
