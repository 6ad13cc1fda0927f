import type { DispatcherProcess } from './dispatcher-process.js'

/** What is told while a dispatcher is kept running. */
export interface KeeperEvents {
  /** It ended without being asked to; it is started again after `waitMs`. */
  ended(code: number | null, waitMs: number): void
  /** It could not be started; that is tried again after `waitMs`. */
  failed(error: unknown, waitMs: number): void
  /** It runs again. */
  started(dispatcher: DispatcherProcess): void
}

/** A dispatcher that is started again whenever it ends. */
export interface KeptDispatcher {
  /** Starts it again at once, with what `start` reads now. */
  restart(): void
  /** Ends it, and what keeps it. */
  stop(): Promise<void>
}

/** A dispatcher that ran this long, ms, was well: the next end is the first one again. */
const steadyMs = 60_000

/** Pause before the nth start in a row, ms: 0.5 s, doubled each time, at most 30 s. */
export function pauseBefore(failures: number): number {
  return Math.min(500 * 2 ** Math.max(0, failures - 1), 30_000)
}

/**
 * Keeps a dispatcher running: `first`, then what `start` starts.
 *
 * @param pauses pause before the nth start in a row, ms. Default `pauseBefore`.
 */
export function keepDispatcher(
  first: DispatcherProcess,
  start: () => Promise<DispatcherProcess>,
  events: KeeperEvents,
  pauses: (failures: number) => number = pauseBefore,
): KeptDispatcher {
  let current = first
  let stopping = false
  let asked = false
  let wake = (): void => {}
  const isStopping = (): boolean => stopping
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const startAgain = async (failuresBefore: number): Promise<void> => {
    for (let failures = failuresBefore; !isStopping(); ) {
      asked = false
      try {
        current = await start()
        if (!isStopping()) events.started(current)
        return
      } catch (error) {
        failures += 1
        if (isStopping()) return
        events.failed(error, pauses(failures))
        await pause(pauses(failures))
      }
    }
  }

  const keep = async (): Promise<void> => {
    let failures = 0
    while (!isStopping()) {
      // Whoever asked while it was being started wants one with newer settings.
      if (asked) void current.stop()
      const since = performance.now()
      const code = await current.ended
      if (isStopping()) return
      if (asked) failures = 0
      else {
        failures = performance.now() - since > steadyMs ? 1 : failures + 1
        events.ended(code, pauses(failures))
        await pause(pauses(failures))
      }
      await startAgain(failures)
    }
  }
  const kept = keep()

  return {
    restart: () => {
      asked = true
      wake()
      void current.stop()
    },
    stop: async () => {
      stopping = true
      wake()
      await current.stop()
      await kept
      // One that was being started just then.
      await current.stop()
    },
  }
}
