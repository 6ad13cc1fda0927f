import { assetFilters } from './asset.js'
import type { Filter } from './filter.js'
import { formatFilters } from './format.js'
import { listFilters } from './list.js'
import { numberFilters } from './number.js'
import { textFilters } from './text.js'

/** All filters of the language, by name. The compiler refuses any other. */
export const filters: ReadonlyMap<string, Filter> = new Map(
  Object.entries({ ...textFilters, ...listFilters, ...numberFilters, ...formatFilters, ...assetFilters }),
)
