import type { Session, Statement } from './connection.js'
import { LedgerError } from './ledger-error.js'

const claim: Statement = {
  name: 'environment_claim',
  text: `UPDATE settings SET environment = coalesce(environment, $1) RETURNING environment`,
}

/**
 * Ties a ledger to the environment that uses it first. Messages carry no environment: two that shared a ledger would
 * deliver each other's, and a test would reach customers.
 *
 * @throws LedgerError `other-environment`
 */
export async function claimEnvironment(session: Session, name: string): Promise<void> {
  const [row] = await session.run<{ environment: string }>(claim, [name])
  if (row === undefined || row.environment === name) return
  throw new LedgerError(
    'other-environment',
    `this ledger belongs to the environment "${row.environment}", and not to "${name}"`,
    'give each environment a database of its own, or choose the environment with --env',
  )
}
