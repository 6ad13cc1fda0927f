import type { Lane } from '@tidings/sdk'

import { type Circuit, createCircuit } from './circuit.js'

/** Free calls of one provider, of which bulk and transactional never take the last ones. */
export interface Slots {
  take(lane: Lane): boolean
  /** Gives a call back that was never made. */
  untake(): void
  /** A call has ended; `reached` where the provider could be reached, whatever it answered. */
  release(reached: boolean): void
  open(): number
  /** Counts messages of all lanes that wait in memory for a call. */
  waiting(change: number): void
  /** Ms that a message should wait in the queue before it is claimed for this provider; 0 where it may come. */
  restMs(lane: Lane): number
}

/** A tenth of a provider's calls, and at least one where it has two, are for critical only. */
const reserveOf = (total: number): number => (total < 2 ? 0 : Math.max(1, Math.floor(total / 10)))

/** Rounds of calls that may wait in memory for one provider. */
export const roundsWaiting = 4
/** How long what is beyond stays in the queue, so that messages for other providers are claimed meanwhile. */
const crowdedRestMs = 200

/** Counts calls of a provider. `freed` is told of each that ends. */
export function createSlots(total: number, freed: () => void, circuit: Circuit = createCircuit()): Slots {
  const shared = total - reserveOf(total)
  let used = 0
  let crowd = 0
  return {
    take: (lane) => {
      if (used >= (lane === 'critical' ? total : shared) || !circuit.allows()) return false
      used++
      return true
    },
    untake: () => {
      used--
      circuit.ended(true)
      freed()
    },
    release: (reached) => {
      used--
      circuit.ended(reached)
      freed()
    },
    open: () => used,
    waiting: (change) => {
      crowd += change
    },
    restMs: (lane) => circuit.waitMs() || (lane !== 'critical' && crowd >= total * roundsWaiting ? crowdedRestMs : 0),
  }
}
