import { int2Array, uuidArray } from './binary-array.js'
import type { Session, Statement } from './connection.js'

/** Gives back all that an owner has claimed in a lane and not begun, but for what it knows that it holds. */
export const releaseClaims = (
  session: Session,
  statement: Statement,
  owner: bigint,
  holding: readonly { readonly intent: string; readonly n: number }[],
): Promise<unknown> =>
  session.run(statement, [owner, uuidArray(holding.map((row) => row.intent)), int2Array(holding.map((row) => row.n))])
