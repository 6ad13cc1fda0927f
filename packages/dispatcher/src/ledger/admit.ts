import { boolArray, int2Array, int4Array, textArray, timestampArray, uuidArray } from './binary-array.js'
import type { Session, Statement } from './connection.js'
import { tailOf } from './tail.js'

/** An intent as the ledger writes it: codes and hashes for words. */
export interface IntentRow {
  readonly id: string
  readonly source: number
  readonly externalId: string
  readonly template: number
  readonly contract: string | null
  readonly category: number | null
  readonly lane: number
  readonly brand: string | null
  readonly recipientHash: string
  readonly hash: string
  readonly keyHash: string | null
  /** Of what the intent says, without id and times: the same for a repeated emit. */
  readonly bodyHash: string
  /** JSON. */
  readonly recipient: string
  /** JSON. */
  readonly data: string
  /** JSON, or null where there are none. */
  readonly options: string | null
  readonly trace: string | null
  /** ms since 1970. */
  readonly expiresAt: number
  readonly explicitExpiry: boolean
}

/** A message to queue. */
export interface MessageRow {
  readonly intent: string
  readonly n: number
  readonly lane: number
  readonly step: number
  /** 0: the channels are planned when the template is known. */
  readonly channel: number
  readonly templateVersion: number | null
  readonly addressHash: string | null
  /** ms since 1970. */
  readonly due: number
  /** ms since 1970. */
  readonly expiresAt: number
  readonly hold: number | null
}

/**
 * Writes a batch: only intents that won all their hashes, with their messages. Hashes are inserted in order, so that
 * two connections with the same ones cannot deadlock. Returns the losers. Read committed.
 */
export const admitStatement: Statement = {
  name: 'admit',
  text: `
WITH i AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::uuid[], $6::int[], $7::int2[], $8::text[], $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[], $13::text[], $14::text[], $15::text[], $16::text[], $17::timestamptz[], $18::bool[], $31::int[])
    AS t(id, source, external_id, template, contract, category, lane, brand, recipient_hash, hash, key_hash, body_hash, recipient, data, options, trace, expires_at, explicit_expiry, tail)),
d AS (
  INSERT INTO dedup (hash, intent, body_hash)
  SELECT h, id, body_hash FROM (SELECT hash AS h, id, body_hash FROM i UNION ALL SELECT key_hash, id, body_hash FROM i WHERE key_hash IS NOT NULL) k ORDER BY h
  ON CONFLICT DO NOTHING RETURNING intent),
w AS MATERIALIZED (
  SELECT i.id FROM i JOIN (SELECT intent, count(*) AS won FROM d GROUP BY intent) d ON d.intent = i.id WHERE d.won = 1 + (i.key_hash IS NOT NULL)::int),
n AS (
  INSERT INTO intents (id, tail, source, external_id, template, contract, category, lane, brand, recipient_hash, hash, key_hash, recipient, data, options, trace, expires_at, explicit_expiry)
  SELECT id, tail, source, external_id, template, contract, category, lane, brand, recipient_hash, hash, key_hash, recipient, data, options, trace, expires_at, explicit_expiry FROM i WHERE id IN (SELECT id FROM w)),
m AS MATERIALIZED (
  SELECT * FROM unnest($19::uuid[], $20::int2[], $21::int2[], $22::int2[], $23::int2[], $24::int[], $25::uuid[], $26::timestamptz[], $27::timestamptz[], $28::int2[])
    AS t(intent, n, lane, step, channel, template_version, address_hash, due, expires_at, hold)
  WHERE intent IN (SELECT id FROM w)),
q AS (
  INSERT INTO queue (intent, n, lane, step, channel, template_version, address_hash, due, expires_at, hold)
  SELECT intent, n, lane, step, channel, template_version, address_hash, due, expires_at, hold FROM m),
a AS (
  INSERT INTO addresses (address_hash, recipient_hash)
  SELECT DISTINCT address_hash, recipient_hash FROM unnest($29::uuid[], $30::uuid[]) AS t(address_hash, recipient_hash) ORDER BY 1, 2
  ON CONFLICT DO NOTHING)
SELECT id FROM i WHERE id NOT IN (SELECT id FROM w)`,
}

/** An address and the person it belongs to, so that messages of a person known by id are found by address. */
export interface AddressRow {
  readonly addressHash: string
  readonly recipientHash: string
}

/** Runs the statement. Ids and hashes must be unique within the batch. Returns the ids of the losers. */
export async function insertIntents(
  session: Session,
  intents: readonly IntentRow[],
  messages: readonly MessageRow[],
  addresses: readonly AddressRow[],
): Promise<string[]> {
  const rows = await session.run<{ id: string }>(admitStatement, [
    uuidArray(intents.map((row) => row.id)),
    int4Array(intents.map((row) => row.source)),
    textArray(intents.map((row) => row.externalId)),
    int4Array(intents.map((row) => row.template)),
    uuidArray(intents.map((row) => row.contract)),
    int4Array(intents.map((row) => row.category)),
    int2Array(intents.map((row) => row.lane)),
    textArray(intents.map((row) => row.brand)),
    uuidArray(intents.map((row) => row.recipientHash)),
    uuidArray(intents.map((row) => row.hash)),
    uuidArray(intents.map((row) => row.keyHash)),
    uuidArray(intents.map((row) => row.bodyHash)),
    textArray(intents.map((row) => row.recipient)),
    textArray(intents.map((row) => row.data)),
    textArray(intents.map((row) => row.options)),
    textArray(intents.map((row) => row.trace)),
    timestampArray(intents.map((row) => row.expiresAt)),
    boolArray(intents.map((row) => row.explicitExpiry)),
    uuidArray(messages.map((row) => row.intent)),
    int2Array(messages.map((row) => row.n)),
    int2Array(messages.map((row) => row.lane)),
    int2Array(messages.map((row) => row.step)),
    int2Array(messages.map((row) => row.channel)),
    int4Array(messages.map((row) => row.templateVersion)),
    uuidArray(messages.map((row) => row.addressHash)),
    timestampArray(messages.map((row) => row.due)),
    timestampArray(messages.map((row) => row.expiresAt)),
    int2Array(messages.map((row) => row.hold)),
    uuidArray(addresses.map((row) => row.addressHash)),
    uuidArray(addresses.map((row) => row.recipientHash)),
    int4Array(intents.map((row) => tailOf(row.id))),
  ])
  return rows.map((row) => row.id)
}
