import type { Lane } from '@tidings/sdk'

/** Free calls of one provider, of which bulk and transactional never take the last ones. */
export interface Slots {
  take(lane: Lane): boolean
  release(): void
  open(): number
}

/** A tenth of a provider's calls, and at least one where it has two, are for critical only. */
const reserveOf = (total: number): number => (total < 2 ? 0 : Math.max(1, Math.floor(total / 10)))

/**
 * Counts open calls of a provider. `freed` is told of each that ends.
 */
export function createSlots(total: number, freed: () => void): Slots {
  const shared = total - reserveOf(total)
  let used = 0
  return {
    take: (lane) => {
      if (used >= (lane === 'critical' ? total : shared)) return false
      used++
      return true
    },
    release: () => {
      used--
      freed()
    },
    open: () => used,
  }
}
