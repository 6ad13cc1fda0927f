import type { Scope } from '../scope.js'

/**
 * A filter: input, arguments in order, and named arguments. Pure but for `scope`, which holds locale, zone and now.
 * Throws ValueError where the value makes no sense; the program adds the place.
 */
export type FilterFunction = (
  input: unknown,
  values: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
  scope: Scope,
) => unknown

/** A filter of the language, as the compiler checks it and the renderer runs it. */
export interface Filter {
  readonly run: FilterFunction
  /** Fewest and most arguments. */
  readonly arity: readonly [least: number, most: number]
  /** Named arguments that it takes. */
  readonly named?: readonly string[]
}
