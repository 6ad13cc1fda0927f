import { randomBytes } from 'node:crypto'
import { uuidv7 } from '@tidings/sdk'
import type pg from 'pg'
import { begin, beginStatement } from '#dispatcher/ledger/begin.js'
import { type ClaimedMessage, claim, claimStatements } from '#dispatcher/ledger/claim.js'
import { type Connection, openConnection } from '#dispatcher/ledger/connection.js'
import { recordLate } from '#dispatcher/ledger/late.js'
import { registerOwner } from '#dispatcher/ledger/lease.js'
import { type Entry, record, recordStatement } from '#dispatcher/ledger/record.js'

/** A random 63-bit number, as owners take one. */
const newOwner = (): bigint => (randomBytes(8).readBigUInt64BE() >> 1n) | 1n

const lane = 'transactional'
export const statements = claimStatements(lane)
const beginOf = beginStatement(lane)
const recordOf = recordStatement(lane)

/** One dispatcher as the ledger's statements see it: a number, a connection, and what it believes to hold. */
export interface Party {
  readonly owner: bigint
  readonly connection: Connection
  readonly held: Map<string, ClaimedMessage>
  /** Given back, but it may still try to go on with them. */
  readonly stale: Map<string, ClaimedMessage>
  /** Begun, and not recorded yet. As begun. */
  readonly calls: Map<string, ClaimedMessage>
  /** The same, given up because they took too long; they may still come back. */
  readonly overdue: Map<string, ClaimedMessage>
  dead: boolean
  /** Its last record, to be sent once more. */
  last: Entry | undefined
}

export const keyOf = ({ intent, n }: { readonly intent: string; readonly n: number }): string => `${intent}.${n}`

/** Enters a party with a lease that nobody can call over. */
export async function enter(connection: Connection): Promise<Party> {
  const owner = newOwner()
  await registerOwner(connection, { owner, leaseMs: 3_600_000, host: 'here', pid: 1, version: '0', lanes: [1] })
  const memory = { held: new Map(), stale: new Map(), calls: new Map(), overdue: new Map() }
  return { owner, connection, ...memory, dead: false, last: undefined }
}

/** Opens a connection as the dispatcher does. */
export const open = (url: string): Connection => openConnection({ url, name: 'tidings model' })

/** Puts messages into the transactional leaf; answers their keys. */
export async function putMessages(pool: Pick<pg.ClientBase, 'query'>, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7())
  await pool.query(
    `INSERT INTO tidings.intents (id, source, external_id, template, lane, recipient_hash, hash, tail, recipient, data, expires_at)
     SELECT id, 1, id::text, 1, 1, id, hash, 0, '{}', '{}', now() + interval '1 day' FROM unnest($1::uuid[], $2::uuid[]) AS t(id, hash)`,
    [ids, ids],
  )
  await pool.query(
    `INSERT INTO tidings.queue (intent, n, lane, channel, expires_at) SELECT id, 1, 1, 1, now() + interval '1 day' FROM unnest($1::uuid[]) AS t(id)`,
    [ids],
  )
  return ids.map((intent) => keyOf({ intent, n: 1 }))
}

/** Claims up to so many. */
export const claimFor = (party: Party, limit: number): Promise<ClaimedMessage[]> =>
  claim(party.connection, statements.claim, party.owner, limit)

/** Begins some; answers the keys that may be called. */
export async function beginFor(party: Party, rows: readonly ClaimedMessage[]): Promise<Set<string>> {
  const batch = rows.map(({ intent, n, generation, hash, keyHash }) => ({
    intent,
    n,
    generation,
    provider: 1,
    key: null,
    bodyHash: intent,
    hash,
    keyHash,
  }))
  return new Set((await begin(party.connection, beginOf, party.owner, batch)).map(keyOf))
}

/** Records as the recorder does: what is not this party's any more comes late. Answers whether it was still its own. */
export async function recordFor(party: Party, entry: Entry): Promise<boolean> {
  const refused = await record(party.connection, recordOf, party.owner, [entry], [])
  if (refused.length > 0) await recordLate(party.connection, [entry])
  return refused.length === 0
}
