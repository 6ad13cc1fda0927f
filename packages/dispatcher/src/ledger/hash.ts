import { hash } from 'node:crypto'

const toUuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`

/**
 * The ledger's 16-byte hashes, written as UUIDs: the first half of SHA-256. Columns of type `uuid` are fixed in width
 * and need no escaping.
 */
export const hashOf = (value: string | Uint8Array): string => toUuid(hash('sha256', value, 'hex'))

/** Hash by which `(source, id)` is deduplicated. `tidings.cancel` computes the same in SQL. */
export const idHash = (source: string, id: string): string => hashOf(`${source}\u001fid\u001f${id}`)

/** Hash by which `(source, idempotencyKey)` is deduplicated. `tidings.cancel` computes the same in SQL. */
export const keyHash = (source: string, key: string): string => hashOf(`${source}\u001fkey\u001f${key}`)

/** First 16 bytes of a hex digest as the ledger's columns hold it (template version, contract). */
export const shortHash = (hexDigest: string): string => toUuid(hexDigest)

/** Keyed hashes of people and addresses: nobody can find an address by hashing a list of phone numbers. */
export interface PersonalHashes {
  /** Of an address on a channel; e-mail addresses in lower case, push targets by their token. */
  address(channel: string, address: string): string
  /** Of a recipient: by its id, which is the company's and so the same for all sources; else by its first address. */
  recipient(id: string): string
}

/**
 * Makes the hashes of one ledger from its secret. A prefix as key is enough, at a seventh of an HMAC's cost: only half
 * of the digest is ever seen, so that nobody can extend it.
 */
export function personalHashes(secret: Uint8Array): PersonalHashes {
  const prefix = Buffer.from(secret).toString('base64')
  const keyed = (text: string): string => hashOf(`${prefix}\u001f${text}`)
  return {
    address: (channel, address) => keyed(`${channel}\u001f${channel === 'email' ? address.toLowerCase() : address}`),
    recipient: (id) => keyed(`recipient\u001f${id}`),
  }
}
