import type { Gate } from './gate.js'

/** A cancelled intent is not sent. */
export const cancelGate: Gate = {
  name: 'cancel',
  decide: ({ facts }) =>
    facts.cancelled === true
      ? { verdict: 'end', finalState: 'cancelled', code: 'cancelled', detail: 'the emitter cancelled it' }
      : undefined,
  describe: () => 'not cancelled',
}
