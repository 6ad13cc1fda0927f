import { TidingsError } from '../errors.js'
import { lanes } from '../lane.js'
import type { CancelResult, Envelope, Passage, Transport } from '../transport.js'
import { int2Array, textArray } from './binary-array.js'
import { coalesce } from './coalesce.js'
import { isQueryable, type Queryable, rowsOf } from './queryable.js'
import { fromClientError } from './sqlstate.js'
import { turns } from './turns.js'

/** How the outbox uses its pool. */
export interface OutboxOptions {
  /**
   * Statements under way at once for emits without `tx`, 1 to 16; they share what waits. Give 1 where a single client
   * stands in for the pool: it can run one statement at a time. Default: 2.
   */
  readonly connections?: number
}

// The casts make clients that know nothing of void, and those that send plain arrays, work like the others.
const emitInTransaction = 'SELECT tidings.emit($1::int2[], $2::text[])::text'
const emitAndNotify = `${emitInTransaction}, pg_notify('tidings_outbox', '')::text`
const cancelOne = 'SELECT tidings.cancel($1::text, $2::text, $3::text) AS result'

/**
 * Emits into the outbox of a PostgreSQL database through the SQL function `tidings.emit`. With `tx` the intent is part
 * of the caller's transaction. Without, concurrent emits share a statement, each awaits its own commit, and a value that
 * the database refuses fails only its own caller. Works behind a transaction pooler.
 *
 * @param pool What runs emits without `tx`: a pool of `pg`, or an adapter (see `Queryable`). It stays the caller's:
 * `close` waits for what is under way and does not end it.
 * @throws TidingsError `InvalidOption`
 */
export function outbox(pool: Queryable, options: OutboxOptions = {}): Transport {
  const { connections = 2 } = options
  if (!isQueryable(pool))
    throw new TidingsError('InvalidOption', 'outbox(pool): pool must have a method `query(text, values)`.')
  if (!Number.isInteger(connections) || connections < 1 || connections > 16) {
    throw new TidingsError('InvalidOption', `outbox(pool, { connections }): must be 1 to 16, is ${connections}.`)
  }
  let closed = false
  const transactions = turns()
  const flusher = coalesce({ connections, send: (envelopes) => emit(pool, emitAndNotify, envelopes) })

  return {
    name: 'outbox',
    async publish(envelopes, passage) {
      refuseIfClosed(closed)
      if (passage.tx === undefined) return flusher.add(envelopes, passage)
      const tx = transactionOf(passage)
      return transactions.take(tx, async () => {
        if (passage.abandoned) return
        passage.sending()
        await emit(tx, emitInTransaction, envelopes)
      })
    },
    async cancel({ source, id, idempotencyKey }, passage) {
      refuseIfClosed(closed)
      const values = [source, id ?? null, idempotencyKey ?? null]
      if (passage.tx === undefined) {
        passage.sending()
        return cancel(pool, values)
      }
      const tx = transactionOf(passage)
      return transactions.take(tx, async () => {
        if (passage.abandoned) throw new TidingsError('Aborted', 'The caller gave up before the cancellation was sent.')
        passage.sending()
        return cancel(tx, values)
      })
    },
    async close() {
      closed = true
      await flusher.idle()
    },
  }
}

async function emit(client: Queryable, text: string, envelopes: readonly Envelope[]): Promise<void> {
  const codes = envelopes.map(({ lane }) => lanes.indexOf(lane))
  const bodies = envelopes.map(({ body }) => body)
  const values = client.arrays === 'plain' ? [codes, bodies] : [int2Array(codes), textArray(bodies)]
  try {
    await client.query(text, values)
  } catch (error) {
    const [first] = envelopes
    const what = envelopes.length === 1 ? `"${first?.intent.template}"` : `${envelopes.length} intents`
    throw fromClientError(
      error,
      what,
      envelopes.map(({ intent }) => intent.id),
    )
  }
}

async function cancel(client: Queryable, values: unknown[]): Promise<CancelResult> {
  let result: unknown
  try {
    result = await client.query(cancelOne, values)
  } catch (error) {
    throw fromClientError(error, 'the cancellation', [], 'Unavailable')
  }
  const [row] = rowsOf(result)
  const answer: unknown = typeof row === 'object' && row !== null && 'result' in row ? row.result : undefined
  if (answer === 'cancelled' || answer === 'recorded' || answer === 'too late') return answer
  throw new TidingsError(
    'TransportFailed',
    `tidings.cancel answered ${JSON.stringify(answer)}, which this SDK does not know.`,
    {
      hint: 'Update @tidings/sdk, or check what `query` of the client resolves with.',
    },
  )
}

function transactionOf({ tx }: Passage): Queryable {
  if (isQueryable(tx)) return tx
  const hint = 'Give the client of the transaction, or an adapter (see Queryable).'
  throw new TidingsError('InvalidOption', 'tx must have a method `query(text, values)`.', { hint })
}

function refuseIfClosed(closed: boolean): void {
  if (closed) throw new TidingsError('Closed', 'The outbox is closed.')
}
