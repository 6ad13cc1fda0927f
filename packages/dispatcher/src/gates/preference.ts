import type { Gate } from './gate.js'

/** A recipient who switched a category off gets nothing of it on that channel. */
export const preferenceGate: Gate = {
  name: 'preference',
  decide: ({ facts, category, channel }) =>
    facts.unsubscribed === true
      ? {
          verdict: 'end',
          finalState: 'suppressed',
          code: 'unsubscribed',
          detail: `the recipient does not want ${category} by ${channel}`,
        }
      : undefined,
  describe: ({ category }) => `category ${category} allowed`,
}
