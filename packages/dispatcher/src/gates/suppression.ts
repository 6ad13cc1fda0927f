import type { Gate } from './gate.js'

/** Nothing is sent to an address that bounced, complained or was suppressed by hand. */
export const suppressionGate: Gate = {
  name: 'suppression',
  decide: ({ facts, channel }) =>
    facts.suppressed === undefined
      ? undefined
      : {
          verdict: 'end',
          finalState: 'suppressed',
          code: 'suppressed',
          detail: `the address is suppressed for ${channel}: ${facts.suppressed}`,
        },
  describe: () => 'not suppressed',
}
