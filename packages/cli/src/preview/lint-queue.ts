import { setTimeout as sleep } from 'node:timers/promises'

/** Templates that are linted one after the other, while nobody waits for a render. */
export interface LintQueue {
  /** Puts names in front; those that were asked for longest ago fall out of a queue that is too long. */
  add(names: Iterable<string>): void
  /** Somebody waits for this work, as a render: lint, which takes longer, comes after. Answers what the work answers. */
  after<T>(work: Promise<T>): Promise<T>
  /** Ends; resolves when none is being linted any more. */
  close(): Promise<void>
}

/** How long nobody must have waited for a render before the next template is linted, ms. */
const quietMs = 400

/** More than a page shows at once. What fell out is asked for again when it comes into sight. */
const longest = 200

/** Makes the queue. What cannot be linted, as its folder went away, is left out. */
export function createLintQueue(lintOne: (name: string) => Promise<void>): LintQueue {
  /** Those asked for last first. */
  const waiting = new Set<string>()
  const closing = new AbortController()
  let linting: Promise<void> | undefined
  let underWay = 0
  let endedAt = Date.now()

  const run = async (): Promise<void> => {
    for (let [name] = waiting; name !== undefined && !closing.signal.aborted; [name] = waiting) {
      const quiet = underWay > 0 ? 0 : Date.now() - endedAt
      if (quiet < quietMs) await sleep(quietMs - quiet, undefined, { signal: closing.signal }).catch(() => {})
      else {
        waiting.delete(name)
        await lintOne(name).catch(() => {})
      }
    }
  }
  return {
    add: (names) => {
      const all = new Set([...names, ...waiting])
      waiting.clear()
      for (const name of [...all].slice(0, longest)) waiting.add(name)
      linting ??= run().finally(() => {
        linting = undefined
      })
    },
    after: async (work) => {
      underWay++
      try {
        return await work
      } finally {
        underWay--
        endedAt = Date.now()
      }
    },
    close: async () => {
      closing.abort()
      await linting
    },
  }
}
