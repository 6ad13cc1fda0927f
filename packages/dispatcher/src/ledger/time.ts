import type { Session, Statement } from './connection.js'

const statement: Statement = {
  name: 'database_time',
  text: `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`,
}

/** The database's clock, ms since 1970: the only one that due times, leases and expiries are measured by. */
export async function databaseTime(session: Session): Promise<{ readonly now: number }> {
  const [row] = await session.run<{ now: number }>(statement, [])
  if (row === undefined) throw new Error('PostgreSQL answered a query for its time with no row')
  return row
}
