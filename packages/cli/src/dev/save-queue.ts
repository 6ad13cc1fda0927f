import { setTimeout as sleep } from 'node:timers/promises'

/** What was saved, and is handled. */
export interface SaveQueue {
  saved(name: string): void
  /** Ends without handling what waits; resolves when nothing is being handled any more. */
  close(): Promise<void>
}

/**
 * Pause before the second look, ms. chokidar tells of no second change of a file within 50 ms of the first: where an
 * editor empties a file and then fills it, it tells of the empty one alone.
 */
const secondLookMs = 100

/**
 * Handles saves at once, those that come meanwhile together, and looks at each once more a moment later, so that a file
 * that was read half saved is read again.
 *
 * @param handle `again`: it is the second look, which most often finds nothing new.
 */
export function createSaveQueue(
  handle: (names: ReadonlySet<string>, again: boolean) => Promise<void>,
  failed: (error: unknown) => void,
): SaveQueue {
  const waiting = new Set<string>()
  const closing = new AbortController()
  let running: Promise<void> | undefined

  const take = (from: Set<string>): ReadonlySet<string> => {
    const names = new Set(from)
    from.clear()
    return names
  }
  const run = async (): Promise<void> => {
    const looked = new Set<string>()
    while (!closing.signal.aborted && waiting.size + looked.size > 0) {
      if (waiting.size > 0) {
        const names = take(waiting)
        for (const name of names) looked.add(name)
        await handle(names, false).catch(failed)
      } else {
        await sleep(secondLookMs, undefined, { signal: closing.signal }).catch(() => {})
        if (waiting.size === 0 && !closing.signal.aborted) await handle(take(looked), true).catch(failed)
      }
    }
  }
  const start = (): void => {
    running ??= run().finally(() => {
      running = undefined
      // Saved after the last look at what waits, and before this.
      if (waiting.size > 0 && !closing.signal.aborted) start()
    })
  }
  return {
    saved: (name) => {
      waiting.add(name)
      start()
    },
    close: async () => {
      closing.abort()
      await running
    },
  }
}
