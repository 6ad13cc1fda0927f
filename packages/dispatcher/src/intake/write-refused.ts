import { uuidv7 } from '@tidings/sdk'

import { mintId } from '../admit/mint-id.js'
import type { Session } from '../ledger/connection.js'
import { insertRefused } from '../ledger/refuse.js'
import type { Refusal } from './emitted.js'

/** Keeps refused intents with their bytes and all reasons, so that they can be explained and replayed. */
export async function writeRefused(session: Session, refusals: readonly Refusal[], now: number): Promise<void> {
  if (refusals.length === 0) return
  // The same intent twice in one batch: one row, the later reasons.
  const rows = new Map(
    refusals.map(({ raw, about, issues, duplicateOf }) => {
      // The id of an intent whose id was used before belongs to the winner.
      const id = duplicateOf === null ? mintId(about.id ?? '', now) : uuidv7(now)
      return [
        id,
        {
          id,
          source: about.source ?? null,
          externalId: about.id ?? null,
          template: about.template ?? null,
          lane: raw.lane,
          reasons: issues.map(({ code, path, message }) => ({ code, path, message })),
          body: Buffer.from(raw.body),
          duplicateOf,
        },
      ] as const
    }),
  )
  await insertRefused(session, [...rows.values()])
}
