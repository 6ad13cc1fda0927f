import type { Connection, Session, Statement } from './connection.js'

const elect: Statement = { name: 'housekeeping_elect', text: `SELECT pg_try_advisory_lock(7318224103) AS elected` }

/** Whether this session does the housekeeping of the ledger, until it ends. */
export const electHousekeeper = async (session: Session): Promise<boolean> =>
  (await session.run<{ elected: boolean }>(elect, []))[0]?.elected === true

/**
 * Removes dead rows of a queue leaf or the outbox. The server's own autovacuum looks at a table once a minute at best,
 * in which a busy leaf gathers a million dead rows; then even a poll of an empty outbox takes 20 ms.
 */
export const vacuum = (
  connection: Connection,
  table: 'queue_critical' | 'queue_transactional' | 'queue_bulk' | 'outbox',
): Promise<void> => connection.script(`VACUUM (SKIP_LOCKED) tidings.${table}`)
