import type { Expression, FilterCall } from '../../render/program-data.js'
import { elementOf, fieldOf, type Guess, type GuessType } from './guess.js'

const numeric = [
  'plus',
  'minus',
  'times',
  'divided_by',
  'modulo',
  'round',
  'ceil',
  'floor',
  'abs',
  'at_least',
  'at_most',
]
/** Filters that take numbers. */
export const takesNumber: ReadonlySet<string> = new Set([...numeric, 'number', 'plural'])
const takesList: ReadonlySet<string> = new Set(['join', 'sort', 'reverse', 'uniq', 'compact', 'map'])
const keepsValue: ReadonlySet<string> = new Set(['sort', 'reverse', 'uniq', 'compact', 'default'])

/** What a step of a path leads to; undefined where it is no part of the data. */
export function stepInto(guess: Guess, step: string | number | Expression): Guess | undefined {
  if (typeof step === 'string' && !guess.fields.has(step) && ['size', 'first', 'last'].includes(step)) {
    if (step === 'size') guess.used.add('array')
    return step === 'size' ? undefined : elementOf(guess)
  }
  if (typeof step === 'string') return fieldOf(guess, step)
  if (typeof step === 'number') return elementOf(guess)
  if (guess.element !== undefined || guess.seen.has('array')) return elementOf(guess)
  guess.open = true
  guess.used.add('object')
  return undefined
}

/** What a filter asks of its input, and whether the input goes on. */
export function filterInput(guess: Guess, { name, arguments: given }: FilterCall): Guess | undefined {
  if (takesNumber.has(name)) guess.used.add('number')
  else if (takesList.has(name)) guess.used.add('array')
  else if (name === 'date' || name === 'time' || name === 'relative_time') guess.moment = true
  else if (name === 'money' && given.length === 0) {
    fieldOf(guess, 'amount').used.add('number')
    fieldOf(guess, 'currency').used.add('string')
    for (const field of ['amount', 'currency']) fieldOf(guess, field).needed = true
  } else if (name === 'money') guess.used.add('number')
  else if (name === 'first' || name === 'last') return elementOf(guess)
  else if (name === 'size') guess.used.add('array')
  else if (name !== 'default') guess.used.add('string')
  const [first] = given
  if ((name === 'map' || name === 'sort') && first?.is === 'literal' && typeof first.value === 'string') {
    let element = elementOf(guess)
    for (const step of first.value.split('.')) element = fieldOf(element, step)
    element.needed = true
    if (name === 'sort') return guess
    element.used.add('string')
    return undefined
  }
  return keepsValue.has(name) ? guess : undefined
}

/** The type of what a value is compared with. */
export function typeOfLiterals(values: readonly Expression[]): { readonly as?: GuessType } {
  for (const value of values) {
    if (value.is !== 'literal' || value.value === null) continue
    const type = typeof value.value
    if (type === 'string' || type === 'number' || type === 'boolean') return { as: type }
  }
  return {}
}
