import { byteaArray, int2Array, textArray, uuidArray } from './binary-array.js'
import type { Session, Statement } from './connection.js'

/** One reason why an intent was refused. */
export interface Reason {
  readonly code: string
  /** JSON pointer into the intent, or empty. */
  readonly path: string
  readonly message: string
}

/** An intent that was refused, with its bytes and all reasons. */
export interface RefusedRow {
  readonly id: string
  readonly source: string | null
  readonly externalId: string | null
  readonly template: string | null
  readonly lane: number
  readonly reasons: readonly Reason[]
  readonly body: Uint8Array
  readonly duplicateOf: string | null
}

const statement: Statement = {
  name: 'refuse',
  text: `
INSERT INTO refused (id, source, external_id, template, lane, reasons, body, duplicate_of)
SELECT id, source, external_id, template, lane, reasons::jsonb, body, duplicate_of
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int2[], $6::text[], $7::bytea[], $8::uuid[]) AS r(id, source, external_id, template, lane, reasons, body, duplicate_of)
ON CONFLICT (id) DO UPDATE SET at = now(), reasons = excluded.reasons, duplicate_of = excluded.duplicate_of, replayed_by = NULL`,
}

/** Keeps refused intents. A refused one that comes again replaces its reasons. */
export const insertRefused = (session: Session, rows: readonly RefusedRow[]): Promise<unknown> =>
  session.run(statement, [
    uuidArray(rows.map((row) => row.id)),
    textArray(rows.map((row) => row.source)),
    textArray(rows.map((row) => row.externalId)),
    textArray(rows.map((row) => row.template)),
    int2Array(rows.map((row) => row.lane)),
    textArray(rows.map((row) => JSON.stringify(row.reasons).replaceAll('\\u0000', '\\\\u0000'))),
    byteaArray(rows.map((row) => row.body)),
    uuidArray(rows.map((row) => row.duplicateOf)),
  ])
