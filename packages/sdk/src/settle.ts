import { isTidingsError, TidingsError, type TidingsErrorCode } from './errors.js'
import type { Passage } from './transport.js'

/** What bounds a call, and how to speak of it. */
export interface Bounds {
  /** As in `outbox did not confirm "order-shipped"`. */
  readonly what: string
  readonly transport: string
  readonly deadlineMs: number
  readonly tx?: unknown
  readonly signal?: AbortSignal | undefined
  /** The intents concerned. */
  readonly ids: readonly string[]
  /** Code for a call that was cut off after bytes may have left. */
  readonly cutOff: 'EmitIndeterminate' | 'DeadlinePassed'
}

/**
 * Runs one call of a transport so that the returned promise settles by the deadline whatever the transport does. What
 * was not sent by then is never sent later: the passage is marked as abandoned.
 */
export function settle<T>(start: (passage: Passage) => Promise<T>, bounds: Bounds): Promise<T> {
  const { deadlineMs, ids, signal, transport, tx, what } = bounds
  return new Promise<T>((resolve, reject) => {
    let over = false
    let sent = false
    const passage: Passage = {
      ...(tx === undefined ? {} : { tx }),
      get abandoned() {
        return over
      },
      sending() {
        sent = true
      },
    }
    const end = (): boolean => {
      if (over) return false
      over = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      return true
    }
    const giveUp = (unsent: TidingsErrorCode, why: string, cause?: unknown): void => {
      if (!end()) return
      const code = sent ? bounds.cutOff : unsent
      reject(
        new TidingsError(code, `${transport} did not confirm ${what}: ${why}.`, { cause, ids, hint: hintFor(code) }),
      )
    }
    const onAbort = (): void => giveUp('Aborted', 'the caller aborted', signal?.reason)
    const timer = setTimeout(() => {
      giveUp('DeadlinePassed', `no answer within the deadline of ${deadlineMs} ms`)
    }, deadlineMs)
    signal?.addEventListener('abort', onAbort, { once: true })

    let call: Promise<T>
    try {
      call = start(passage)
    } catch (error) {
      call = Promise.reject(error)
    }
    call.then(
      (value) => {
        if (end()) resolve(value)
      },
      (error: unknown) => {
        if (end())
          reject(isTidingsError(error) ? error : foreign(error, sent ? bounds.cutOff : 'TransportFailed', bounds))
      },
    )
  })
}

function foreign(cause: unknown, code: TidingsErrorCode, { ids, transport, what }: Bounds): TidingsError {
  const text = cause instanceof Error ? cause.message : String(cause)
  return new TidingsError(code, `${transport} failed with ${what}: ${text}.`, { cause, ids, hint: hintFor(code) })
}

function hintFor(code: TidingsErrorCode): string {
  switch (code) {
    case 'EmitIndeterminate':
      return 'It may have been taken all the same; emit it again with the same id (`error.id`) and it is sent once.'
    case 'Aborted':
      return 'Nothing was sent.'
    case 'DeadlinePassed':
      return 'Try again, or give more time with the option `deadline`.'
    default:
      return 'See `cause`.'
  }
}
