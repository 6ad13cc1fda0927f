import type { Lane } from '@tidings/sdk'

import type { Connection } from '../ledger/connection.js'
import { recordLate } from '../ledger/late.js'
import { type Entry, lockIntents, record, recordStatement, type Successor } from '../ledger/record.js'
import { createPause } from '../lifecycle/pause.js'

/** Writes down what became of messages, in batches, until it succeeds. */
export interface Recorder {
  push(entry: Entry, successors: readonly Successor[]): void
  /** True while the ledger does not take what it is given: nothing may be claimed or begun. */
  blocked(): boolean
  /** Entries not written yet. */
  waiting(): number
  /** Resolves when all is written; rejects never, and waits for as long as the ledger is away. */
  drained(): Promise<void>
  stop(): void
}

/** What a recorder reports. */
export interface RecorderEvents {
  /** These entries are in the ledger. */
  recorded(entries: readonly Entry[]): void
  failed(error: unknown): void
}

const largestFlush = 500
const firstRetryMs = 100
const longestRetryMs = 5_000

interface Item {
  readonly entry: Entry
  readonly successors: readonly Successor[]
}

/**
 * Starts the recorder of one lane. `gatherMs`: how long entries may wait for company, so that they share a commit.
 * Where recording fails, results stay in memory and are tried again with growing waits.
 */
export function startRecorder(
  lane: Lane,
  connection: Connection,
  owner: bigint,
  gatherMs: number,
  events: RecorderEvents,
): Recorder {
  const statement = recordStatement(lane)
  const pause = createPause()
  const queue: Item[] = []
  let writing = 0
  let blocked = false
  let stopped = false
  let drains: (() => void)[] = []

  const write = async (items: readonly Item[]): Promise<void> => {
    const entries = items.map((item) => item.entry)
    const successors = items.flatMap((item) => item.successors)
    const shared = successors.filter((successor) => successor.siblings.length > 0).map((successor) => successor.intent)
    const refused =
      shared.length === 0
        ? await record(connection, statement, owner, entries, successors)
        : await connection.transaction(async (session) => {
            await lockIntents(session, shared)
            return record(session, statement, owner, entries, successors)
          })
    if (refused.length === 0) return
    const keys = new Set(refused.map(({ intent, n }) => `${intent}.${n}`))
    const late = items.filter(({ entry }) => keys.has(`${entry.intent}.${entry.n}`))
    await recordLate(
      connection,
      late.map(({ entry }) => entry),
      late.flatMap((item) => item.successors),
    )
  }
  const run = async (): Promise<void> => {
    while (!stopped) {
      if (queue.length === 0) {
        for (const drain of drains) drain()
        drains = []
        await pause.wait(60_000)
        if (gatherMs > 0 && queue.length < largestFlush / 4)
          await new Promise((resolve) => setTimeout(resolve, gatherMs))
        continue
      }
      const items = queue.splice(0, largestFlush)
      writing = items.length
      for (let retryMs = firstRetryMs; ; retryMs = Math.min(longestRetryMs, retryMs * 2)) {
        try {
          await write(items)
          break
        } catch (error) {
          blocked = true
          events.failed(error)
          if (stopped) return
          await new Promise((resolve) => setTimeout(resolve, retryMs))
        }
      }
      blocked = false
      writing = 0
      events.recorded(items.map((item) => item.entry))
    }
  }
  void run()
  return {
    push: (entry, successors) => {
      queue.push({ entry, successors })
      pause.wake()
    },
    blocked: () => blocked,
    waiting: () => queue.length + writing,
    drained: () =>
      queue.length + writing === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            drains.push(resolve)
            pause.wake()
          }),
    stop: () => {
      stopped = true
      pause.wake()
    },
  }
}
