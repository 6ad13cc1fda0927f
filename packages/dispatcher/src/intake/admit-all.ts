import type { Connection, Session } from '../ledger/connection.js'
import { type AdmitContext, type Admitted, admitBatch } from './admit-batch.js'
import type { Raw } from './emitted.js'
import { refuseOne } from './refuse-one.js'

/** SQLSTATE classes of "this value cannot be stored": 22 data, 23 integrity. */
const isDataError = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^2[23]/.test(error.code)

/**
 * Admits a batch; where PostgreSQL refuses a value, the batch is halved until the bad intent stands alone, and that one
 * gets an id of its own, in case its emitted one is another source's, or else is refused. So one intent can never stop an intake.
 */
export async function admitAll<Item extends Raw>(
  connection: Connection,
  context: AdmitContext,
  batch: readonly Item[],
  acknowledge: (session: Session, items: readonly Item[]) => Promise<unknown>,
): Promise<Admitted> {
  try {
    return await admitBatch(connection, context, batch, (session) => acknowledge(session, batch))
  } catch (error) {
    if (!isDataError(error)) throw error
    const [only] = batch
    if (batch.length === 1 && only !== undefined) {
      if (context.freshIds !== true) return admitAll(connection, { ...context, freshIds: true }, batch, acknowledge)
      return refuseOne(connection, only, error, (session) => acknowledge(session, batch))
    }
    const half = Math.ceil(batch.length / 2)
    const first = await admitAll(connection, context, batch.slice(0, half), acknowledge)
    const second = await admitAll(connection, context, batch.slice(half), acknowledge)
    return {
      admitted: first.admitted + second.admitted,
      duplicates: first.duplicates + second.duplicates,
      refused: first.refused + second.refused,
      scheduled: first.scheduled + second.scheduled,
      lanes: new Set([...first.lanes, ...second.lanes]),
    }
  }
}
