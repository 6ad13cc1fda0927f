import type { Gate } from './gate.js'

/** Nothing is sent after its expiry. */
export const expiryGate: Gate = {
  name: 'expiry',
  decide: ({ expiresAt, now }) =>
    now >= expiresAt
      ? {
          verdict: 'end',
          finalState: 'expired',
          code: 'expired',
          detail: `it expired at ${new Date(expiresAt).toISOString()}`,
        }
      : undefined,
  describe: ({ expiresAt }) => `expires ${new Date(expiresAt).toISOString()}`,
}
