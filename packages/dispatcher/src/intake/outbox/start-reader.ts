import { vacuum } from '../../ledger/housekeeping.js'
import { isUnreachable } from '../../ledger/ledger-error.js'
import { type LaneRange, type OutboxRow, readOutbox, removeFromOutbox } from '../../ledger/outbox.js'
import { createPause } from '../../lifecycle/pause.js'
import { admitAll } from '../admit-all.js'
import type { IntakeContext, RunningIntake } from '../intake.js'

/** 500 admit a fifth more each second than 250; a much larger batch keeps the event loop from critical messages. */
const batchSize = 500
/** An outbox that was emptied is not an empty index: dead rows made a poll 20 ms long. */
const vacuumAfter = 20_000
const retryMs = 500

/** Rows on their way into the ledger; `done` when they are in it, and out of the outbox. */
interface Batch {
  readonly rows: readonly OutboxRow[]
  readonly done: Promise<void>
}

const nothing: Batch = { rows: [], done: Promise.resolve() }

/**
 * One reader of all dispatchers polls some lanes of the outbox, because nobody can notify after the commit of somebody
 * else's transaction; admission and removal share one commit. While the database writes a batch, the next one is read
 * and decoded: else each of the two would wait for the other half of the time.
 */
export function startReader(
  context: IntakeContext,
  name: string,
  lanes: LaneRange,
  pollMs: number,
): RunningIntake & { wake(): void } {
  const reader = context.connect(`tidings intake ${name} read`)
  const writer = context.connect(`tidings intake ${name}`)
  const maintenance = context.connect(`tidings intake ${name} vacuum`)
  const pause = createPause()
  let stopped = false
  let healthy = true
  let removed = 0
  let last = nothing

  const admit = async (rows: readonly OutboxRow[], now: number): Promise<void> => {
    const counts = await admitAll(writer, { ...context, now }, rows, removeFromOutbox)
    context.admitted('outbox', counts)
    removed += rows.length
    if (removed < vacuumAfter) return
    removed = 0
    void vacuum(maintenance, 'outbox').catch((error: unknown) => context.failed('outbox', error))
  }
  /** Starts the next batch, and waits for the one before: two at most are on their way. */
  const step = async (): Promise<number> => {
    const before = last
    last = nothing
    try {
      const { rows, now } = await readOutbox(reader, lanes, batchSize, before.rows)
      if (rows.length === 0) return 0
      const done = admit(rows, now)
      // It is waited for in the next step; until then its failure is nobody's.
      done.catch(() => {})
      last = { rows, done }
      return rows.length
    } finally {
      await before.done
    }
  }
  const run = async (): Promise<void> => {
    while (!stopped) {
      let wait = pollMs
      try {
        if ((await step()) === batchSize) wait = 0
        healthy = true
      } catch (error) {
        healthy = false
        context.failed('outbox', error)
        wait = isUnreachable(error) ? retryMs : retryMs * 4
      }
      if (wait > 0 && !stopped) await pause.wait(wait)
    }
    await last.done.catch((error: unknown) => context.failed('outbox', error))
  }
  const ended = run()
  return {
    wake: pause.wake,
    healthy: () => healthy,
    stop: async () => {
      stopped = true
      pause.wake()
      await ended
      await Promise.all([reader.close(), writer.close(), maintenance.close()])
    },
  }
}
