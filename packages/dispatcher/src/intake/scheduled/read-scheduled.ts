import { emitDueScheduled } from '../../ledger/schedule.js'
import { createPause } from '../../lifecycle/pause.js'
import type { Intake } from '../intake.js'

const batchSize = 500
/** What is scheduled is more than an hour away when it is kept; a second late is nobody's loss. */
const lookEveryMs = 1_000

/**
 * Intents that were kept because their time was more than an hour away. They are emitted once more, as bytes, when
 * due: into the outbox, and from there admitted like all others, with the template and consent of that moment.
 */
export const scheduledIntake: Intake = {
  name: 'scheduled',
  start(context) {
    const reader = context.connect('tidings intake scheduled')
    const pause = createPause()
    let stopped = false
    let healthy = true

    const run = async (): Promise<void> => {
      while (!stopped) {
        try {
          const moved = await emitDueScheduled(reader, batchSize)
          healthy = true
          if (moved === batchSize) continue
        } catch (error) {
          healthy = false
          context.failed('scheduled', error)
        }
        if (!stopped) await pause.wait(lookEveryMs)
      }
    }
    const ended = run()
    return {
      healthy: () => healthy,
      stop: async () => {
        stopped = true
        pause.wake()
        await ended
        await reader.close()
      },
    }
  },
}
