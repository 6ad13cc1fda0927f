import type pg from 'pg'

import type { Connection, Statement } from './connection.js'

const dayMs = 86_400_000
/** An emitted id may be seven days old; one more for the day that has begun. */
const daysBehind = 8
/** So many days may pass without any dispatcher before an insert finds no partition. */
const daysAhead = 14

/** Lowest UUIDv7 of a moment: its first 48 bits are the ms since 1970. */
const lowestId = (ms: number): string => {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

const readDays = `SELECT floor(extract(epoch FROM now()) / 86400)::int AS today,
  ARRAY(SELECT c.relname::text FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = 'tidings' AND c.relkind = 'r' AND c.relname ~ '^(intents|attempts)_[0-9]{8}$') AS have`

interface Days {
  readonly today: number
  readonly have: readonly string[]
}

/** DDL of the partitions that are missing, from a week ago to two weeks ahead. */
function missingDays({ today, have }: Days): string[] {
  const existing = new Set(have)
  const ddl: string[] = []
  for (let day = today - daysBehind; day <= today + daysAhead; day++) {
    const suffix = new Date(day * dayMs).toISOString().slice(0, 10).replaceAll('-', '')
    const range = `FROM ('${lowestId(day * dayMs)}') TO ('${lowestId((day + 1) * dayMs)}')`
    for (const table of ['intents', 'attempts'])
      if (!existing.has(`${table}_${suffix}`))
        ddl.push(
          `CREATE TABLE IF NOT EXISTS tidings.${table}_${suffix} PARTITION OF tidings.${table} FOR VALUES ${range}`,
        )
  }
  return ddl
}

/** Makes the daily partitions of `intents` and `attempts`, by database time. For `migrate`. */
export async function ensurePartitions(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query<Days>(readDays)
  for (const ddl of rows[0] === undefined ? [] : missingDays(rows[0])) await client.query(ddl)
}

const statement: Statement = { name: 'partition_days', text: readDays }

/** The same for a running dispatcher: at its start, before intake, and every hour. */
export async function ensureDays(connection: Connection): Promise<void> {
  const [days] = await connection.run<Days>(statement, [])
  for (const ddl of days === undefined ? [] : missingDays(days)) await connection.script(ddl)
}
