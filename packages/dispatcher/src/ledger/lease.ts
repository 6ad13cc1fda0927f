import type { Session, Statement } from './connection.js'

/** A dispatcher process as it enters the ledger. */
export interface OwnerRow {
  /** Random 63-bit number, never used again. */
  readonly owner: bigint
  readonly leaseMs: number
  readonly host: string
  readonly pid: number
  readonly version: string
  readonly lanes: readonly number[]
}

const registerStatement: Statement = {
  name: 'lease_register',
  text: `INSERT INTO dispatchers (owner, lease, host, pid, version, lanes) VALUES ($1, now() + $2 * interval '1 ms', $3, $4, $5, $6)`,
}
/** A lease that ran out may be renewed until somebody has declared its owner dead. */
const renewStatement: Statement = {
  name: 'lease_renew',
  text: `UPDATE dispatchers SET lease = now() + $2 * interval '1 ms' WHERE owner = $1 AND NOT dead RETURNING owner`,
}
const declareStatement: Statement = {
  name: 'lease_declare_dead',
  text: `UPDATE dispatchers SET dead = true, lease = now() WHERE lease < now() AND NOT dead AND owner <> $1 RETURNING owner::text`,
}
const leaveStatement: Statement = {
  name: 'lease_leave',
  text: `UPDATE dispatchers SET dead = true, lease = now() WHERE owner = $1`,
}
/**
 * A row stays until nothing in the queue names its owner: until then rescue needs it. And for a minute, longer than any
 * statement may take: a claim that saw its owner alive may still be on its way to its commit.
 */
const forgetStatement: Statement = {
  name: 'lease_forget',
  text: `DELETE FROM dispatchers d WHERE d.dead AND d.lease < now() - interval '1 minute' AND NOT EXISTS (SELECT FROM queue q WHERE q.owner = d.owner)`,
}

/** Enters a process. */
export const registerOwner = (session: Session, row: OwnerRow): Promise<unknown> =>
  session.run(registerStatement, [row.owner, row.leaseMs, row.host, row.pid, row.version, row.lanes])

/** Renews a lease. False: this owner was declared dead, and may claim and begin nothing any more. */
export const renewLease = async (session: Session, owner: bigint, leaseMs: number): Promise<boolean> =>
  (await session.run(renewStatement, [owner, leaseMs])).length > 0

/** Declares owners dead whose lease has run out. Only for one that itself has renewed without a gap for a whole lease. */
export const declareDead = async (session: Session, self: bigint): Promise<string[]> =>
  (await session.run<{ owner: string }>(declareStatement, [self])).map((row) => row.owner)

/** Gives up a lease, when everything is recorded and released. */
export const leave = (session: Session, owner: bigint): Promise<unknown> => session.run(leaveStatement, [owner])

/** Forgets dead owners of whom nothing is left in the queue. */
export const forgetDead = (session: Session): Promise<unknown> => session.run(forgetStatement, [])
