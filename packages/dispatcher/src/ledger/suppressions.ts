import type { Session, Statement } from './connection.js'

const insert: Statement = {
  name: 'suppress',
  text: `INSERT INTO suppressions (address_hash, channel, category, reason, by_whom) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING channel`,
}
const remove: Statement = {
  name: 'unsuppress',
  text: `DELETE FROM suppressions WHERE address_hash = $1 AND channel = $2 AND ($3::int IS NULL OR category = $3) RETURNING channel`,
}
const list: Statement = {
  name: 'suppressions',
  text: `SELECT address_hash AS "addressHash", channel, category, reason, at, by_whom AS "byWhom" FROM suppressions ORDER BY at DESC LIMIT $1`,
}
const prefer: Statement = {
  name: 'prefer',
  text: `INSERT INTO preferences (recipient_hash, category, channel, allowed) VALUES ($1, $2, $3, $4) ON CONFLICT (recipient_hash, category, channel) DO UPDATE SET allowed = excluded.allowed, at = now()`,
}

/** A reason not to send to an address. Category 0 is all of them. */
export interface Suppression {
  readonly addressHash: string
  readonly channel: number
  readonly category: number
  readonly reason: string
  readonly byWhom: string | null
  readonly at: Date
}

/** Suppresses an address. False where it was before. */
export const suppress = async (session: Session, row: Omit<Suppression, 'at'>): Promise<boolean> =>
  (await session.run(insert, [row.addressHash, row.channel, row.category, row.reason, row.byWhom])).length > 0

/** Lifts a suppression (of one category, or null for all). Answers how many there were. */
export const unsuppress = async (
  session: Session,
  addressHash: string,
  channel: number,
  category: number | null,
): Promise<number> => (await session.run(remove, [addressHash, channel, category])).length

/** The newest suppressions. */
export const listSuppressions = (session: Session, limit: number): Promise<Suppression[]> => session.run(list, [limit])

/** Records what a recipient wants of a category on a channel. */
export const setPreference = (
  session: Session,
  recipientHash: string,
  category: number,
  channel: number,
  allowed: boolean,
): Promise<unknown> => session.run(prefer, [recipientHash, category, channel, allowed])
