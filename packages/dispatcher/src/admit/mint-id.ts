import { uuidv7 } from '@tidings/sdk'

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
/** Partitions exist for a week back; a clock may be ten minutes ahead. */
const oldestMs = 7 * 86_400_000
const newestMs = 10 * 60_000

/**
 * Id of an intent in the ledger: the emitted one where it is a UUIDv7 of about now, else a new one. So history is
 * partitioned by admission, and no emitter's clock or id format can break an insert.
 *
 * @param now database time, ms since 1970
 */
export function mintId(emitted: string, now: number): string {
  const id = emitted.toLowerCase()
  if (uuidV7.test(id)) {
    const ms = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
    if (ms > now - oldestMs && ms < now + newestMs) return id
  }
  return uuidv7(now)
}
