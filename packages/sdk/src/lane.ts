/**
 * Priority of a message. `critical` (one-time codes, security) never waits behind the others, `transactional`
 * is everything a customer's own action causes, `bulk` is campaigns. The template decides it.
 */
export type Lane = 'critical' | 'transactional' | 'bulk'

/** All lanes, most urgent first, in the order of their codes on the wire and in the ledger (0, 1, 2). */
export const lanes: readonly Lane[] = ['critical', 'transactional', 'bulk']
