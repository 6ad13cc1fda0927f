import type { Intake } from '../intake.js'
import { startReader } from './start-reader.js'

/**
 * The outbox in the ledger's own database. Critical intents have a reader of their own, with connections of its own:
 * they never wait for the admission of others.
 */
export const outboxIntake: Intake = {
  name: 'outbox',
  start(context) {
    const critical = startReader(context, 'critical', { from: 0, to: 0 }, context.pollMs)
    const others = startReader(context, 'others', { from: 1, to: 2 }, context.pollMs)
    const listener = context.connect('tidings intake listen')
    const wake = (): void => {
      critical.wake()
      others.wake()
    }
    void listener.listen('tidings_outbox', wake).catch((error: unknown) => context.failed('outbox', error))
    return {
      healthy: () => critical.healthy() && others.healthy(),
      stop: async () => {
        await Promise.all([critical.stop(), others.stop()])
        await listener.close()
      },
    }
  },
}
