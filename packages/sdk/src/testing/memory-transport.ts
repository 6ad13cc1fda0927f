import { TidingsError, type TidingsErrorCode } from '../errors.js'
import type { Intent } from '../intent.js'
import { describeIssue } from '../issue.js'
import type { CancelTarget, Envelope, Transport } from '../transport.js'
import { decodeIntent } from '../wire/decode.js'

/** A transport for a service's own tests: keeps what was emitted. Each intent went through the wire format and back. */
export interface MemoryTransport extends Transport {
  /** All intents, oldest first. */
  readonly sent: readonly Intent[]
  /** All cancellations, oldest first. */
  readonly cancelled: readonly CancelTarget[]
  /** The intents of one template, oldest first. */
  sentOf(template: string): readonly Intent[]
  /** Makes the next call fail with this code; called twice, the next two. With `EmitIndeterminate` the intent is kept. */
  failNext(code: TidingsErrorCode): void
  /** Forgets intents, cancellations and failures to come. */
  clear(): void
  /**
   * Resolves with the first intent of that template, or for which the function is true: one that is here, or else the
   * next that comes. Rejects with `DeadlinePassed` after `deadline` ms (default 5,000).
   */
  waitFor(which: string | ((intent: Intent) => boolean), deadline?: number): Promise<Intent>
}

/** Keeps what was emitted, in order. A `tx` is ignored: what is emitted in a transaction is kept at once. */
export function memoryTransport(): MemoryTransport {
  const sent: Intent[] = []
  const cancelled: CancelTarget[] = []
  const failures: TidingsErrorCode[] = []
  const watchers = new Set<(intent: Intent) => void>()
  let closed = false

  function begin(ids: readonly string[]): TidingsErrorCode | undefined {
    if (closed) throw new TidingsError('Closed', 'The memory transport is closed.', { ids })
    const code = failures.shift()
    if (code !== undefined && code !== 'EmitIndeterminate') throw asked(code, ids)
    return code
  }

  return {
    name: 'memory',
    sent,
    cancelled,
    sentOf: (template) => sent.filter((intent) => intent.template === template),
    failNext(code) {
      failures.push(code)
    },
    clear() {
      sent.length = 0
      cancelled.length = 0
      failures.length = 0
    },
    async publish(envelopes, passage) {
      const ids = envelopes.map(({ intent }) => intent.id)
      const failure = begin(ids)
      if (passage.abandoned) return
      passage.sending()
      for (const intent of envelopes.map(received)) {
        sent.push(intent)
        for (const watch of watchers) watch(intent)
      }
      if (failure !== undefined) throw asked(failure, ids)
    },
    async cancel(target, passage) {
      const failure = begin([])
      passage.sending()
      cancelled.push(target)
      if (failure !== undefined) throw asked(failure, [])
      const isHere = sent.some(
        ({ id, idempotencyKey, source }) =>
          source === target.source &&
          (target.id === undefined ? idempotencyKey === target.idempotencyKey : id === target.id),
      )
      return isHere ? 'cancelled' : 'recorded'
    },
    async close() {
      closed = true
    },
    waitFor(which, deadline = 5000) {
      const fits = typeof which === 'string' ? (intent: Intent) => intent.template === which : which
      const here = sent.find(fits)
      if (here !== undefined) return Promise.resolve(here)
      return new Promise((resolve, reject) => {
        const watch = (intent: Intent): void => {
          if (!fits(intent)) return
          stop()
          resolve(intent)
        }
        const timer = setTimeout(() => {
          stop()
          const what = typeof which === 'string' ? `"${which}"` : 'such an intent'
          reject(
            new TidingsError(
              'DeadlinePassed',
              `Nobody emitted ${what} within ${deadline} ms; ${sent.length} others came.`,
            ),
          )
        }, deadline)
        const stop = (): void => {
          clearTimeout(timer)
          watchers.delete(watch)
        }
        watchers.add(watch)
      })
    },
  }
}

function asked(code: TidingsErrorCode, ids: readonly string[]): TidingsError {
  return new TidingsError(code, `The test asked for ${code} (failNext).`, { ids })
}

/** What admission would make of it. */
function received({ body }: Envelope): Intent {
  const decoded = decodeIntent(body)
  if (decoded.refused === undefined) return decoded.ok
  const reasons = decoded.refused.map(describeIssue).join('; ')
  throw new TidingsError('DataRefused', `The wire format of an intent was refused: ${reasons}.`)
}
