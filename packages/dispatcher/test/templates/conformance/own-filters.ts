/** Filters that liquidjs does not have, or that say more here than there. */
export const ownFilters: readonly string[] = [
  'date',
  'time',
  'relative_time',
  'money',
  'number',
  'plural',
  't',
  'asset_url',
]
