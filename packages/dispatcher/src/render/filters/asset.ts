import { textOf } from '../value.js'
import type { Filter } from './filter.js'

/** Filters for the files of `_assets/`. */
export const assetFilters: Readonly<Record<string, Filter>> = {
  asset_url: { run: (input, _values, _named, scope) => scope.asset(textOf(input)), arity: [0, 0] },
}
