import type { Session, Statement } from './connection.js'

const statement: Statement = { name: 'secret', text: `SELECT secret FROM settings` }

/** The ledger's secret: keys the hashes of people and addresses, and signs unsubscribe tokens. */
export async function readSecret(session: Session): Promise<Uint8Array> {
  const [row] = await session.run<{ secret: Buffer }>(statement, [])
  if (row === undefined) throw new Error('the ledger has no secret: its first migration was not completed')
  return row.secret
}
