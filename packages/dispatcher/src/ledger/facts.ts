import { int2Array, int4Array, uuidArray } from './binary-array.js'
import type { ClaimedMessage } from './claim.js'
import type { Session, Statement } from './connection.js'

/** What the ledger knows that may speak against a message. */
export interface Facts {
  /** Why its address is suppressed. */
  readonly suppressed?: string
  /** The recipient has switched the category off on this channel. */
  readonly unsubscribed?: boolean
  readonly cancelled?: boolean
}

/** A pause by an operator, or by the dispatcher after a configuration error. */
export interface Pause {
  readonly kind: 'template' | 'provider' | 'channel'
  readonly name: string
  readonly byWhom: string
  readonly reason: string
}

const statement: Statement = {
  name: 'gate_facts',
  text: `
SELECT o::int, 1 AS fact, s.reason FROM unnest($1::uuid[], $2::int2[], $3::int[]) WITH ORDINALITY k(a, ch, cat, o) JOIN suppressions s ON s.address_hash = k.a AND s.channel = k.ch AND s.category IN (0, k.cat)
UNION ALL SELECT o::int, 2, NULL FROM unnest($4::uuid[], $2::int2[], $3::int[]) WITH ORDINALITY k(r, ch, cat, o) JOIN preferences p ON p.recipient_hash = k.r AND p.category = k.cat AND p.channel = k.ch AND NOT p.allowed
UNION ALL SELECT o::int, 3, NULL FROM unnest($5::uuid[], $6::uuid[]) WITH ORDINALITY k(h, kh, o) WHERE EXISTS (SELECT FROM cancels c WHERE c.hash IN (k.h, k.kh))`,
}
const pausesStatement: Statement = {
  name: 'pauses',
  text: `SELECT kind, name, by_whom AS "byWhom", reason FROM pauses`,
}

/** What is asked of the ledger about one message. */
export type FactKey = Pick<
  ClaimedMessage,
  'addressHash' | 'channel' | 'category' | 'recipientHash' | 'hash' | 'keyHash'
>

/** One query for the whole batch; rows come back only for messages that have something against them. */
export async function readFacts(session: Session, messages: readonly FactKey[]): Promise<Facts[]> {
  const facts: { suppressed?: string; unsubscribed?: boolean; cancelled?: boolean }[] = messages.map(() => ({}))
  const rows = await session.run<{ o: number; fact: number; reason: string | null }>(statement, [
    uuidArray(messages.map((message) => message.addressHash)),
    int2Array(messages.map((message) => message.channel)),
    int4Array(messages.map((message) => message.category)),
    uuidArray(messages.map((message) => message.recipientHash)),
    uuidArray(messages.map((message) => message.hash)),
    uuidArray(messages.map((message) => message.keyHash)),
  ])
  for (const { o, fact, reason } of rows) {
    const entry = facts[o - 1]
    if (entry === undefined) continue
    if (fact === 1) entry.suppressed = reason ?? 'suppressed'
    else if (fact === 2) entry.unsubscribed = true
    else entry.cancelled = true
  }
  return facts
}

/** All pauses in force; there are few. */
export const readPauses = (session: Session): Promise<Pause[]> => session.run(pausesStatement, [])
