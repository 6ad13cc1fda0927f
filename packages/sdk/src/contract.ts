import type { Lane } from './lane.js'

/**
 * What a template asks of its data, as `tidings generate` writes it: a validator that needs no library, the hash that
 * admission knows the schema by, and the lane.
 *
 * @typeParam Brand the brands that the template allows. Default: any.
 */
export interface Contract<Data, Brand extends string = string> {
  /** Hash of the schema, 64 hex digits. */
  readonly hash: string
  /** The order that its intents wait in. */
  readonly lane: Lane
  /** All that is wrong with the data, each with a JSON pointer into it; empty when it fits. */
  validate(data: unknown): readonly { readonly path: string; readonly message: string }[]
  /** Carries the type; there is never a value. */
  readonly '~data'?: Data
  /** The same for the brands. */
  readonly '~brand'?: Brand
}

/** The templates that a service can emit, by name. */
// biome-ignore lint/suspicious/noExplicitAny: the type of the data is each contract's own
export type Contracts = Readonly<Record<string, Contract<any>>>

/** The data that a contract asks for. */
export type DataOf<C> = C extends { readonly '~data'?: infer Data } ? Data : never

/** The brands that a contract allows. */
export type BrandOf<C> = C extends { readonly '~brand'?: infer Brand extends string } ? Brand : string
