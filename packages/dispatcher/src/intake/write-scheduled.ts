import type { Session } from '../ledger/connection.js'
import { idHash, keyHash } from '../ledger/hash.js'
import { findScheduled, insertScheduled } from '../ledger/schedule.js'
import type { Emitted, Refusal } from './emitted.js'
import { bodyHashOf } from './rows.js'

/** What became of intents for later. */
export interface Scheduled {
  readonly kept: number
  readonly duplicates: number
  readonly refusals: readonly Refusal[]
}

/** Keeps intents whose time is more than an hour away; the same key with another body is refused here too. */
export async function writeScheduled(
  session: Session,
  entries: readonly { readonly emitted: Emitted; readonly due: number }[],
): Promise<Scheduled> {
  if (entries.length === 0) return { kept: 0, duplicates: 0, refusals: [] }
  const rows = entries.map(({ emitted: { raw, intent }, due }) => ({
    hash: idHash(intent.source, intent.id),
    keyHash: intent.idempotencyKey === undefined ? null : keyHash(intent.source, intent.idempotencyKey),
    bodyHash: bodyHashOf(intent, JSON.stringify(intent.to), JSON.stringify(intent.data)),
    due,
    lane: raw.lane,
    body: raw.body,
  }))
  const kept = await insertScheduled(session, rows)
  const losers = rows.flatMap((row, index) => {
    const entry = entries[index]
    return entry === undefined || kept.delete(row.hash) ? [] : [{ row, emitted: entry.emitted }]
  })
  if (losers.length === 0) return { kept: rows.length, duplicates: 0, refusals: [] }
  const holders = await findScheduled(
    session,
    losers.map(({ row }) => row.hash),
    losers.flatMap(({ row }) => row.keyHash ?? []),
  )
  const refusals = losers
    .filter(
      ({ row }) =>
        !holders.some(
          (holder) => (holder.hash === row.hash || holder.keyHash === row.keyHash) && holder.bodyHash === row.bodyHash,
        ),
    )
    .map(
      ({ emitted }): Refusal => ({
        raw: emitted.raw,
        about: emitted.intent,
        issues: [
          {
            code: 'key-reused',
            path: '/data/idempotencyKey',
            message: 'was used before by a scheduled intent that says something else',
          },
        ],
        duplicateOf: null,
      }),
    )
  return { kept: rows.length - losers.length, duplicates: losers.length - refusals.length, refusals }
}
