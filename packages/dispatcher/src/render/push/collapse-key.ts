import { createHash } from 'node:crypto'

/** Bytes of UTF-8 that APNs takes as `apns-collapse-id`. */
export const longestCollapseKey = 64

/**
 * The key as push services take it. One that is too long is sent as its hash: the same key is still the same, and the message
 * is not lost for it.
 */
export function collapseKeyOf(key: string): string {
  return Buffer.byteLength(key) <= longestCollapseKey ? key : createHash('sha256').update(key).digest('base64url')
}
