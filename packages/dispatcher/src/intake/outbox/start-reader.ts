import { vacuum } from '../../ledger/housekeeping.js'
import { isUnreachable } from '../../ledger/ledger-error.js'
import { electReader, type LaneRange, readOutbox, removeFromOutbox } from '../../ledger/outbox.js'
import { createPause } from '../../lifecycle/pause.js'
import { admitAll } from '../admit-all.js'
import type { IntakeContext, RunningIntake } from '../intake.js'

/** Beyond 100 a larger batch gains less than a tenth; a much larger one keeps the event loop from critical messages. */
const batchSize = 250
/** An outbox that was emptied is not an empty index: dead rows made a poll 20 ms long. */
const vacuumAfter = 20_000
const retryMs = 500

/**
 * One reader of all dispatchers polls some lanes of the outbox, because nobody can notify after the commit of somebody
 * else's transaction; reading, admission and removal share one commit.
 */
export function startReader(
  context: IntakeContext,
  name: string,
  lanes: LaneRange,
  pollMs: number,
): RunningIntake & { wake(): void } {
  const reader = context.connect(`tidings intake ${name}`)
  const maintenance = context.connect(`tidings intake ${name} vacuum`)
  const pause = createPause()
  let stopped = false
  let healthy = true
  let removed = 0

  const step = async (): Promise<number> => {
    if (!(await electReader(reader, lanes))) return 0
    const rows = await readOutbox(reader, lanes, batchSize)
    if (rows.length === 0) return 0
    const counts = await admitAll(reader, context, rows, (session, items) => removeFromOutbox(session, items))
    context.admitted('outbox', counts)
    removed += rows.length
    if (removed >= vacuumAfter) {
      removed = 0
      void vacuum(maintenance, 'outbox').catch((error: unknown) => context.failed('outbox', error))
    }
    return rows.length
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
  }
  const ended = run()
  return {
    wake: pause.wake,
    healthy: () => healthy,
    stop: async () => {
      stopped = true
      pause.wake()
      await ended
      await Promise.all([reader.close(), maintenance.close()])
    },
  }
}
