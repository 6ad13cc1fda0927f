import { ValueError } from './render-error.js'

/** Liquid's truth: everything but nil and false, so `""` and `0` are true. */
export function isTruthy(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined
}

/**
 * What an output prints. Lists print their elements one after the other, as in Liquid.
 * @throws ValueError for objects and for numbers that are not finite
 */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      if (!Number.isFinite(value)) throw new ValueError(`a number came to ${value}, which nobody should read`)
      return String(value)
    case 'boolean':
    case 'bigint':
      return String(value)
    default:
      if (value === null || value === undefined) return ''
      if (Array.isArray(value)) return value.map(textOf).join('')
      throw new ValueError('an object cannot be printed; name one of its properties')
  }
}

/** Liquid's number: what is not one counts as 0. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'string' || typeof value === 'boolean') return Number(value) || 0
  return 0
}

/** Liquid's list: nil is empty, anything else that is no list has one element. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

/**
 * Reads one property: own properties only, never the prototype. `size`, `first` and `last` are Liquid's; undefined
 * means that there is no such thing.
 */
export function propertyOf(value: unknown, key: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) {
    if (typeof key === 'number') return value.at(key)
    if (key === 'size') return value.length
    if (key === 'first') return value[0]
    if (key === 'last') return value.at(-1)
    return undefined
  }
  if (typeof value === 'object') {
    const name = typeof key === 'number' ? String(key) : key
    if (typeof name !== 'string') return undefined
    if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name]
    return name === 'size' ? Object.keys(value).length : undefined
  }
  return typeof value === 'string' && key === 'size' ? value.length : undefined
}

/** Liquid's `==`: lists by their elements, nil equals nil whether it is missing or null. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) && left.length === right.length && left.every((element, i) => isEqual(element, right[i]))
    )
  }
  return (left ?? null) === (right ?? null)
}

/** `x == empty`: a text, list or object with nothing in it. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** `x == blank`: nil, false, empty, or nothing but white space. */
export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true
  return typeof value === 'string' ? /^\s*$/.test(value) : isEmpty(value)
}
