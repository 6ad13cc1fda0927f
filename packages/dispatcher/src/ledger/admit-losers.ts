import { uuidArray } from './binary-array.js'
import type { Session, Statement } from './connection.js'

/** A hash that an intent did not win, and who did. */
export interface Winner {
  readonly hash: string
  readonly winner: string
  readonly bodyHash: string
}

/** Second statement of admission: sees winners that committed while the first one waited for them. */
const winnersStatement: Statement = {
  name: 'admit_winners',
  text: `SELECT hash, intent AS winner, body_hash AS "bodyHash" FROM dedup WHERE hash = ANY ($1::uuid[])`,
}

/**
 * Of two hashes one was won: it is pointed at the winner of the other in the same transaction, or a crash would leave
 * a hash that names an intent which does not exist.
 */
const repairStatement: Statement = {
  name: 'admit_repair',
  text: `
UPDATE dedup d SET intent = r.winner, body_hash = r.body_hash FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) AS r(hash, loser, winner, body_hash)
WHERE d.hash = r.hash AND d.intent = r.loser`,
}

/** Who holds the hashes; those without a row are left out. */
export const findWinners = (session: Session, hashes: readonly string[]): Promise<Winner[]> =>
  session.run<Winner>(winnersStatement, [uuidArray(hashes)])

/** Points hashes that losers won at the winners. */
export const repairDedup = (
  session: Session,
  repairs: readonly {
    readonly hash: string
    readonly loser: string
    readonly winner: string
    readonly bodyHash: string
  }[],
): Promise<unknown> =>
  session.run(repairStatement, [
    uuidArray(repairs.map((repair) => repair.hash)),
    uuidArray(repairs.map((repair) => repair.loser)),
    uuidArray(repairs.map((repair) => repair.winner)),
    uuidArray(repairs.map((repair) => repair.bodyHash)),
  ])
