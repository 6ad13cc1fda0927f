import { ValueError } from '../render-error.js'
import { isTruthy, numberOf } from '../value.js'
import type { Filter } from './filter.js'

const one = (change: (value: number) => number): Filter => ({
  run: (input) => change(numberOf(input)),
  arity: [0, 0],
})

const two = (combine: (value: number, argument: number) => number): Filter => ({
  run: (input, [argument]) => combine(numberOf(input), numberOf(argument)),
  arity: [1, 1],
})

function divisor(value: number): number {
  if (value === 0) throw new ValueError('nothing can be divided by zero')
  return value
}

// Shifting the exponent in the decimal text rounds 1.005 to 1.01, which multiplying by 100 does not.
function shift(value: number, places: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e')
  return Number(`${mantissa}e${Number(exponent) + places}`)
}

function round(input: unknown, [places = 0]: readonly unknown[]): number {
  const value = numberOf(input)
  const digits = numberOf(places)
  const scaled = shift(Math.abs(value), digits)
  if (!(scaled <= Number.MAX_SAFE_INTEGER)) return value
  const rounded = shift(Math.round(scaled), -digits)
  return value < 0 ? -rounded : rounded
}

/** Filters for arithmetic. As in Liquid, a text that is a number counts as one and anything else as 0. */
export const numberFilters: Readonly<Record<string, Filter>> = {
  plus: two((value, argument) => value + argument),
  minus: two((value, argument) => value - argument),
  times: two((value, argument) => value * argument),
  divided_by: {
    run(input, [argument, whole]) {
      const quotient = numberOf(input) / divisor(numberOf(argument))
      return whole !== undefined && isTruthy(whole) ? Math.floor(quotient) : quotient
    },
    arity: [1, 2],
  },
  modulo: two((value, argument) => ((value % divisor(argument)) + argument) % argument),
  round: { run: round, arity: [0, 1] },
  ceil: one(Math.ceil),
  floor: one(Math.floor),
  abs: one(Math.abs),
  at_least: two(Math.max),
  at_most: two(Math.min),
}
