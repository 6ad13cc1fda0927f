import type { Dispatcher } from 'undici'

import type { Call } from './provider.js'

/** One request that is sent at most once. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer | null
}

/** What became of it. */
export type HttpResult =
  | { readonly kind: 'reply'; readonly status: number; readonly headers: Reply['headers']; readonly body: string }
  /** No byte was written. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** Bytes were written and no complete reply came. */
  | { readonly kind: 'unanswered'; readonly reason: string }

interface Reply {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** undici's codes in the words that the other adapters use; those of the operating system stay as they are. */
const reasons: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'closed',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_DESTROYED: 'closed',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
}

const reasonOf = (error: NodeJS.ErrnoException): string => reasons[error.code ?? ''] ?? error.code ?? error.message

/** Longest reply that is read, in bytes; replies of the services are below 10 KB. */
const longestReply = 1024 * 1024

/**
 * Sends one request, once, and says whether any byte of it was written. Never rejects.
 *
 * It goes below `undici.request` because only a dispatch handler is told in the tick in which the request is written:
 * there the local deadline is checked, and from there on a lost reply is `unanswered`.
 */
export const httpCall = (
  pool: Dispatcher,
  { method, path, headers, body }: HttpRequest,
  { signal, tooLate }: Pick<Call, 'signal' | 'tooLate'>,
): Promise<HttpResult> =>
  new Promise((resolve) => {
    let written = false
    let reason: string | undefined
    let controller: Dispatcher.DispatchController | undefined
    let reply: { readonly status: number; readonly headers: Reply['headers'] } | undefined
    const chunks: Buffer[] = []
    let size = 0

    const abort = () => {
      reason ??= 'deadline'
      if (controller) controller.abort(new Error(reason))
      // Still waiting for a connection: it will find the signal aborted before it writes.
      else settle({ kind: 'unsent', reason })
    }
    const settle = (result: HttpResult) => {
      signal.removeEventListener('abort', abort)
      resolve(result)
    }
    if (signal.aborted) return resolve({ kind: 'unsent', reason: 'deadline' })
    signal.addEventListener('abort', abort)

    pool.dispatch(
      { method, path, headers, body, bodyTimeout: 0, headersTimeout: 0 },
      {
        onRequestStart(started) {
          controller = started
          // undici repeats a request whose connection it closed itself; this one must not leave twice.
          if (written) reason = 'connection closed'
          else if (signal.aborted) reason = 'deadline'
          else if (tooLate()) reason = 'too late'
          if (reason === undefined) written = true
          else started.abort(new Error(reason))
        },
        onResponseStart(_controller, status, replyHeaders) {
          reply = { status, headers: replyHeaders }
        },
        onResponseData(current, chunk) {
          size += chunk.length
          chunks.push(chunk)
          if (size <= longestReply) return
          reason = 'reply too long'
          current.abort(new Error(reason))
        },
        onResponseEnd() {
          if (!reply) return settle({ kind: 'unanswered', reason: 'no reply' })
          settle({ kind: 'reply', ...reply, body: Buffer.concat(chunks).toString('utf8') })
        },
        onResponseError(_controller, error) {
          settle({ kind: written ? 'unanswered' : 'unsent', reason: reason ?? reasonOf(error) })
        },
      },
    )
  })
