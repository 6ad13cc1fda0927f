import { decodeIntent } from '@tidings/sdk'

import type { Connection, Session } from '../ledger/connection.js'
import { databaseTime } from '../ledger/time.js'
import type { Admitted } from './admit-batch.js'
import type { Raw } from './emitted.js'
import { writeRefused } from './write-refused.js'

/** Refuses an intent that the database would not store, with what the database said. */
export async function refuseOne(
  connection: Connection,
  raw: Raw,
  error: unknown,
  acknowledge: (session: Session) => Promise<unknown>,
): Promise<Admitted> {
  const { now } = await databaseTime(connection)
  const decoded = decodeIntent(raw.body)
  // An id that exists already under another source is what integrity errors come from: this one needs an id of its own.
  const about = decoded.ok ?? decoded.about
  const said = error instanceof Error ? error.message : String(error)
  await connection.transaction(async (session) => {
    const issue = { code: 'not-storable', path: '', message: `cannot be stored: ${said}` }
    await writeRefused(session, [{ raw, about, issues: [issue], duplicateOf: null }], now)
    await acknowledge(session)
  })
  return { admitted: 0, duplicates: 0, refused: 1, scheduled: 0, lanes: new Set() }
}
