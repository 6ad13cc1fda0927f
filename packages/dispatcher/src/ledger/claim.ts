import type { Lane } from '@tidings/sdk'

import type { Session, Statement } from './connection.js'

/** A claimed message with all that gates, renderer and provider need of it. Hashes and ids are UUIDs, times ms since 1970. */
export interface ClaimedMessage {
  readonly intent: string
  readonly n: number
  readonly generation: number
  /** Attempts begun so far in this generation. */
  readonly attempt: number
  /** Of these, how many use up no `maxAttempts`. */
  readonly free: number
  /** Attempts of this generation that ended as unknown and were followed by another. */
  readonly unknowns: number
  readonly strikes: number
  readonly step: number
  /** 0: the channels are still to be planned. */
  readonly channel: number
  readonly flow: number
  readonly templateVersion: number | null
  readonly addressHash: string | null
  readonly expiresAt: number
  /** Set: the last attempt's outcome is unknown, and its settling time is over. */
  readonly unsettled: boolean
  /** Provider and body of the last attempt, where there was one. */
  readonly lastProvider: number | null
  readonly lastBodyHash: string | null
  readonly lastKey: string | null
  readonly template: number
  readonly contract: string | null
  readonly category: number | null
  readonly brand: string | null
  readonly recipientHash: string
  readonly hash: string
  readonly keyHash: string | null
  /** JSON; null after erase. */
  readonly recipient: string | null
  /** JSON; null after erase. */
  readonly data: string | null
  readonly admittedAt: number
  /** Database time of the claim. */
  readonly now: number
}

const columns = `
  c.intent, c.n, c.generation, c.attempt, c.free, c.unknowns, c.strikes, c.step, c.channel, c.flow, c.template_version AS "templateVersion", c.address_hash AS "addressHash",
  round(date_part('epoch', c.expires_at) * 1000) AS "expiresAt", c.began_at IS NOT NULL AS unsettled, c.provider AS "lastProvider", c.body_hash AS "lastBodyHash", c.provider_key AS "lastKey",
  i.template, i.contract, i.category, i.brand, i.recipient_hash AS "recipientHash", i.hash, i.key_hash AS "keyHash",
  i.recipient, i.data, round(date_part('epoch', i.admitted_at) * 1000) AS "admittedAt", (SELECT round(date_part('epoch', now()) * 1000)) AS now`

/** Strikes from which on a message is suspected of killing its owners. */
const suspect = 2

/**
 * Each lane has its own leaf: a ctid is unique only within one. The state is repeated outside the subselect, because a
 * row may have changed between its choice and its lock; in a CASE, because the planner would rather find it by the index
 * of what is due, all of which a plan made while the leaf was empty then reads for each claim. A row whose owners died twice while they held it is left for
 * `claimStruck`.
 */
const claimFor = (lane: Lane): Statement => ({
  name: `claim_${lane}`,
  text: `
WITH c AS (
  UPDATE queue_${lane} q SET owner = $1
  WHERE q.ctid = ANY (ARRAY(
      SELECT x.ctid FROM queue_${lane} x WHERE x.owner IS NULL AND x.hold IS NULL AND x.strikes < ${suspect} AND x.due <= now()${lane === 'bulk' ? ' AND x.flow = $3' : ''}
      ORDER BY ${lane === 'bulk' ? 'x.flow, ' : ''}x.due LIMIT $2 FOR UPDATE SKIP LOCKED))
    AND CASE WHEN q.owner IS NULL AND q.hold IS NULL THEN true END AND EXISTS (SELECT FROM dispatchers WHERE owner = $1 AND NOT dead)
  RETURNING q.*)
SELECT ${columns} FROM c JOIN intents i ON i.id = c.intent`,
})

/**
 * A suspect is claimed alone, so that a poisonous message takes no innocent ones to their third strike. One strike is no
 * suspicion: whatever was claimed when a dispatcher was killed has one.
 */
const struckFor = (lane: Lane): Statement => ({
  name: `claim_struck_${lane}`,
  text: `
WITH c AS (
  UPDATE queue_${lane} q SET owner = $1
  WHERE q.ctid = ANY (ARRAY(SELECT x.ctid FROM queue_${lane} x WHERE x.strikes >= ${suspect} AND x.owner IS NULL AND x.hold IS NULL AND x.due <= now() LIMIT $2 FOR UPDATE SKIP LOCKED))
    AND CASE WHEN q.owner IS NULL AND q.hold IS NULL THEN true END AND EXISTS (SELECT FROM dispatchers WHERE owner = $1 AND NOT dead)
  RETURNING q.*)
SELECT ${columns} FROM c JOIN intents i ON i.id = c.intent`,
})

/** Unknown outcomes whose settling time is over, for policy to decide. */
const settlingFor = (lane: Lane): Statement => ({
  name: `claim_settled_${lane}`,
  text: `
WITH c AS (
  UPDATE queue_${lane} q SET owner = $1
  WHERE q.ctid = ANY (ARRAY(SELECT x.ctid FROM queue_${lane} x WHERE x.hold = 1 AND x.owner IS NULL AND x.due <= now() ORDER BY x.due LIMIT $2 FOR UPDATE SKIP LOCKED))
    AND CASE WHEN q.owner IS NULL AND q.hold = 1 THEN true END AND EXISTS (SELECT FROM dispatchers WHERE owner = $1 AND NOT dead)
  RETURNING q.*)
SELECT ${columns} FROM c JOIN intents i ON i.id = c.intent`,
})

/** Gives back what this owner claimed and has not begun: at shutdown, or where the reply to a claim was lost. */
const releaseFor = (lane: Lane): Statement => ({
  name: `release_${lane}`,
  text: `
UPDATE queue_${lane} q SET owner = NULL
WHERE q.owner = $1 AND (q.began_at IS NULL OR q.hold = 1)
  AND NOT EXISTS (SELECT FROM unnest($2::uuid[], $3::int2[]) AS k(intent, n) WHERE k.intent = q.intent AND k.n = q.n)`,
})

const suspectedFor = (lane: Lane): Statement => ({
  name: `suspected_${lane}`,
  text: `SELECT EXISTS (SELECT FROM queue_${lane} x WHERE x.strikes >= ${suspect} AND x.owner IS NULL AND x.hold IS NULL AND x.due <= now()) AS waits`,
})

/** Whether a suspect is due, for `statements.struck` to claim. */
export const suspectWaits = async (session: Session, statement: Statement): Promise<boolean> =>
  (await session.run<{ waits: boolean }>(statement, []))[0]?.waits === true

/** The statements of one lane's leaf. */
export const claimStatements = (
  lane: Lane,
): {
  readonly claim: Statement
  readonly struck: Statement
  readonly suspected: Statement
  readonly settled: Statement
  readonly release: Statement
} => ({
  claim: claimFor(lane),
  struck: struckFor(lane),
  suspected: suspectedFor(lane),
  settled: settlingFor(lane),
  release: releaseFor(lane),
})

/** Claims up to `limit` messages that are due. `flow` only for bulk, where each flow is claimed for itself. */
export const claim = (
  session: Session,
  statement: Statement,
  owner: bigint,
  limit: number,
  flow?: number,
): Promise<ClaimedMessage[]> => session.run(statement, flow === undefined ? [owner, limit] : [owner, limit, flow])
