/** Whether a provider account is worth calling: opens when it cannot be reached, and then lets one call through to see. */
export interface Circuit {
  /** Ms until a message for it is worth claiming; 0 while it is closed or may be probed. */
  waitMs(): number
  /** Whether a call may begin now. While half open only one may. */
  allows(): boolean
  /** A call that `allows` let through has ended; `reached` where bytes were exchanged, whatever the answer was. */
  ended(reached: boolean): void
}

/** Calls in a row that could not reach the provider before it is left alone. */
const tripAfter = 5
const firstRestMs = 1_000
const longestRestMs = 30_000

/** Makes a closed circuit. `clock` is monotonic, ms. */
export function createCircuit(clock: () => number = () => performance.now()): Circuit {
  let failures = 0
  let rests = 0
  let openUntil = 0
  let probing = false
  const isOpen = (): boolean => failures >= tripAfter
  return {
    waitMs: () => (isOpen() ? Math.max(0, openUntil - clock()) : 0),
    allows: () => {
      if (!isOpen()) return true
      if (probing || clock() < openUntil) return false
      probing = true
      return true
    },
    ended: (reached) => {
      probing = false
      if (reached) {
        failures = 0
        rests = 0
        return
      }
      failures++
      // Calls that had begun before it opened say nothing new: one outage is one rest, however many calls it met.
      if (!isOpen() || clock() < openUntil) return
      openUntil = clock() + Math.min(longestRestMs, firstRestMs * 2 ** rests)
      rests = Math.min(rests + 1, 10)
    },
  }
}
