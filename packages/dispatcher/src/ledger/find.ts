import type { Session, Statement } from './connection.js'
import { idHash, keyHash } from './hash.js'
import { tailOf } from './tail.js'

/** What an id that somebody has typed may stand for. */
export interface Found {
  readonly kind: 'intent' | 'refused'
  readonly id: string
  /** Number of the message, where `<id>.<n>` or `<digits>.<n>` named one. */
  readonly n?: number
}

const byId: Statement = {
  name: 'find_id',
  text: `SELECT 'intent' AS kind, id FROM intents WHERE id = $1 UNION ALL SELECT 'refused', id FROM refused WHERE id = $1`,
}
const byEnd: Statement = {
  name: 'find_end',
  text: `SELECT 'intent' AS kind, id FROM intents WHERE tail = $2 UNION ALL SELECT 'refused', id FROM refused WHERE right(id::text, 8) = $1 LIMIT 20`,
}
const sources: Statement = { name: 'find_sources', text: `SELECT name FROM names WHERE kind = 'source'` }
const byKey: Statement = {
  name: 'find_key',
  text: `SELECT DISTINCT 'intent' AS kind, intent AS id FROM dedup WHERE hash = ANY ($1::uuid[]) UNION ALL SELECT 'refused', id FROM refused WHERE external_id = $2 LIMIT 20`,
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const end = /^[0-9a-f]{8}$/i

/**
 * Finds what an id stands for: the ledger's id, its last 8 hex digits, a message's `<id>.<n>` or `<digits>.<n>`, or the
 * emitter's id or idempotency key of any source. Several hits are all returned, never guessed among.
 */
export async function find(session: Session, asked: string): Promise<Found[]> {
  const [text = asked, number] = asked.split(/\.(?=\d{1,2}$)/)
  const found = uuid.test(text)
    ? await session.run<Found>(byId, [text])
    : end.test(text)
      ? await session.run<Found>(byEnd, [text.toLowerCase(), tailOf(text)])
      : []
  // Number 0 is how lists write a refused intent, which has no messages.
  if (found.length > 0) return Number(number ?? 0) > 0 ? found.map((each) => ({ ...each, n: Number(number) })) : found
  const known = await session.run<{ name: string }>(sources, [])
  const hashes = known.flatMap(({ name }) => [idHash(name, asked), keyHash(name, asked)])
  return session.run<Found>(byKey, [hashes, asked])
}
