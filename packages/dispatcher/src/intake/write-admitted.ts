import { type Lane, uuidv7 } from '@tidings/sdk'

import { mintId } from '../admit/mint-id.js'
import type { Plan } from '../admit/plan-intent.js'
import { insertIntents } from '../ledger/admit.js'
import { findWinners, repairDedup } from '../ledger/admit-losers.js'
import type { Session } from '../ledger/connection.js'
import type { PersonalHashes } from '../ledger/hash.js'
import type { Emitted, Refusal } from './emitted.js'
import { type BatchCodes, type IntentRows, rowsOf } from './rows.js'

/** An intent with its plan. */
export interface Planned {
  readonly emitted: Emitted
  readonly plan: Plan & { readonly kind: 'admit' }
}

/** What became of planned intents. */
export interface Written {
  readonly admitted: number
  readonly duplicates: number
  readonly refusals: readonly Refusal[]
  readonly lanes: ReadonlySet<Lane>
}

interface Entry extends Planned {
  readonly rows: IntentRows
}

/** Writes planned intents; those whose key is taken are duplicates, or refused where they say something else. */
export async function writeAdmitted(
  session: Session,
  planned: readonly Planned[],
  codes: BatchCodes,
  { hashes, freshIds = false }: { readonly hashes: PersonalHashes; readonly freshIds?: boolean },
  now: number,
): Promise<Written> {
  let waiting: readonly Entry[] = planned.map((entry) => ({
    emitted: entry.emitted,
    plan: entry.plan,
    rows: rowsOf(
      entry.emitted.intent,
      freshIds ? uuidv7(now) : mintId(entry.emitted.intent.id, now),
      entry.plan,
      codes,
      hashes,
    ),
  }))
  const losers: Entry[] = []
  const lanes = new Set<Lane>()
  let admitted = 0
  while (waiting.length > 0) {
    const { round, rest } = withoutRepeats(waiting)
    const lost = new Set(
      await insertIntents(
        session,
        round.map(({ rows }) => rows.intent),
        round.flatMap(({ rows }) => rows.messages),
        round.flatMap(({ rows }) => rows.addresses),
      ),
    )
    for (const entry of round)
      if (lost.has(entry.rows.intent.id)) losers.push(entry)
      else {
        admitted++
        lanes.add(entry.plan.lane)
      }
    waiting = rest
  }
  const refusals = losers.length === 0 ? [] : await judgeLosers(session, losers)
  return { admitted, duplicates: losers.length - refusals.length, refusals, lanes }
}

/** A key or id that occurs twice in one statement would meet itself; the second one waits for the next round. */
function withoutRepeats(entries: readonly Entry[]): { readonly round: Entry[]; readonly rest: Entry[] } {
  const seen = new Set<string>()
  const round: Entry[] = []
  const rest: Entry[] = []
  for (const entry of entries) {
    const { id, hash, keyHash } = entry.rows.intent
    const taken = seen.has(id) || seen.has(hash) || (keyHash !== null && seen.has(keyHash))
    if (taken) rest.push(entry)
    else {
      seen.add(id).add(hash)
      if (keyHash !== null) seen.add(keyHash)
      round.push(entry)
    }
  }
  return { round, rest }
}

async function judgeLosers(session: Session, losers: readonly Entry[]): Promise<Refusal[]> {
  const winners = await findWinners(
    session,
    losers.flatMap(({ rows: { intent } }) => (intent.keyHash === null ? [intent.hash] : [intent.hash, intent.keyHash])),
  )
  const repairs: { hash: string; loser: string; winner: string; bodyHash: string }[] = []
  const refusals: Refusal[] = []
  for (const { emitted, rows } of losers) {
    const { id, hash, keyHash, bodyHash } = rows.intent
    const own = winners.filter((winner) => winner.hash === hash || winner.hash === keyHash)
    const other = own.find((winner) => winner.winner !== id) ?? own[0]
    if (other === undefined) throw new Error(`intent ${id} lost its key to nobody`)
    for (const row of own)
      if (row.winner === id && other.winner !== id)
        repairs.push({ hash: row.hash, loser: id, winner: other.winner, bodyHash: other.bodyHash })
    if (other.bodyHash === bodyHash) continue
    const byKey = other.hash === keyHash
    refusals.push({
      raw: emitted.raw,
      about: emitted.intent,
      issues: [
        {
          code: byKey ? 'key-reused' : 'id-reused',
          path: byKey ? '/data/idempotencyKey' : '/id',
          message: `was used before by intent ${other.winner}, which says something else`,
        },
      ],
      duplicateOf: other.winner,
    })
  }
  if (repairs.length > 0) await repairDedup(session, repairs)
  return refusals
}
