import { setMaxListeners } from 'node:events'

import type { SmtpSession } from './session.js'

/** Bounds of a pool. */
export interface PoolLimits {
  readonly connections: number
  /** A connection older than this is replaced when its mail is done, in ms. */
  readonly maxAgeMs: number
  /** A connection that has had no mail for this time is closed, in ms. */
  readonly idleMs: number
}

/** Connections that are kept. */
export interface SmtpPool {
  /**
   * A connection for one mail: the one used last, or a new one.
   *
   * @throws SmtpOpenError where a new one was needed and could not be opened.
   * @throws the signal's reason where it aborts first; the connection being opened is kept for the next mail.
   */
  acquire(signal: AbortSignal): Promise<SmtpSession>
  /** Gives a connection back after its mail. */
  release(session: SmtpSession): Promise<void>
  /** Refuses new mails, gives up connections that are being opened, waits for open mails, and closes all connections. */
  close(): Promise<void>
}

interface Waiting {
  readonly take: (session: SmtpSession) => void
  readonly fail: (error: unknown) => void
}

/**
 * Keeps connections open: a handshake costs more than a mail. nodemailer's own pool is not used, because it sends a
 * mail again by itself when a connection ends, cannot say when a mail's first byte is written, and does not replace
 * connections by age.
 *
 * @param open makes a connection, unless the signal aborts first.
 */
export const createSmtpPool = (open: (signal: AbortSignal) => Promise<SmtpSession>, limits: PoolLimits): SmtpPool => {
  /** The one used last is at the end. */
  const idle: SmtpSession[] = []
  const idleTimers = new Map<SmtpSession, NodeJS.Timeout>()
  const waiting: Waiting[] = []
  const lifetimes = new WeakMap<SmtpSession, number>()
  let busy = 0
  let opening = 0
  const closing = new AbortController()
  // Each connection that is being opened listens, and no limit of ours is below Node's warning at 10.
  setMaxListeners(0, closing.signal)
  let drained: (() => void) | undefined

  const takeIdle = (session: SmtpSession | undefined): SmtpSession | undefined => {
    if (!session) return undefined
    const index = idle.lastIndexOf(session)
    if (index >= 0) idle.splice(index, 1)
    clearTimeout(idleTimers.get(session))
    idleTimers.delete(session)
    return session
  }

  const serve = () => {
    while (waiting.length > 0) {
      const session = takeIdle(idle.at(-1))
      if (!session) break
      if (!session.alive) continue
      busy++
      waiting.shift()?.take(session)
    }
    while (waiting.length > opening && busy + opening + idle.length < limits.connections) void openOne()
    if (closing.signal.aborted && busy + opening === 0) drained?.()
  }

  const openOne = async () => {
    opening++
    try {
      const session = await open(closing.signal)
      // A fifth earlier or later, so that connections that were opened together are not replaced together.
      lifetimes.set(session, limits.maxAgeMs * (0.8 + 0.4 * Math.random()))
      session.onEnd(() => takeIdle(session))
      opening--
      keep(session)
    } catch (error) {
      opening--
      waiting.shift()?.fail(error)
    }
    serve()
  }

  const keep = (session: SmtpSession) => {
    if (closing.signal.aborted || !session.alive) return session.quit()
    const timer = setTimeout(() => takeIdle(session)?.quit(), limits.idleMs)
    timer.unref()
    idle.push(session)
    idleTimers.set(session, timer)
  }

  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        if (closing.signal.aborted) return reject(new Error('the provider is closed'))
        if (signal.aborted) return reject(signal.reason)
        const one: Waiting = {
          take(session) {
            signal.removeEventListener('abort', leave)
            resolve(session)
          },
          fail(error) {
            signal.removeEventListener('abort', leave)
            reject(error)
          },
        }
        const leave = () => {
          waiting.splice(waiting.indexOf(one), 1)
          reject(signal.reason)
        }
        signal.addEventListener('abort', leave, { once: true })
        waiting.push(one)
        serve()
      }),

    async release(session) {
      const usable = await session.settle()
      busy--
      const old = performance.now() - session.openedAt > (lifetimes.get(session) ?? 0)
      if (usable && !old) keep(session)
      else if (usable) session.quit()
      serve()
    },

    async close() {
      closing.abort()
      for (const one of waiting.splice(0)) one.fail(new Error('the provider is closed'))
      for (const session of [...idle]) takeIdle(session)?.quit()
      if (busy + opening > 0) {
        await new Promise<void>((resolve) => {
          drained = resolve
        })
      }
    },
  }
}
