import type { Session, Statement } from './connection.js'

/** An index probe per leaf; counting a queue would be what the queue cannot bear when it is long. */
const statement: Statement = {
  name: 'queue_age',
  text: `
SELECT lane, coalesce(extract(epoch FROM now() - due), 0)::float8 AS "oldestSeconds" FROM (
  SELECT 0 AS lane, (SELECT min(due) FROM queue_critical WHERE owner IS NULL AND hold IS NULL AND due <= now()) AS due
  UNION ALL SELECT 1, (SELECT min(due) FROM queue_transactional WHERE owner IS NULL AND hold IS NULL AND due <= now())
  UNION ALL SELECT 2, (SELECT min(due) FROM queue_bulk WHERE owner IS NULL AND hold IS NULL AND due <= now() AND flow = 0)) l`,
}

/** How long the oldest due message of each lane has waited, s; 0 where none waits. */
export const queueAge = (session: Session): Promise<{ readonly lane: number; readonly oldestSeconds: number }[]> =>
  session.run(statement, [])
