import type { CatcherHealth } from './caught.js'
import { createCaughtEvents } from './events.js'
import { lockFolder } from './folder-lock.js'
import { startCatcherHttp } from './http-server.js'
import { createReceive } from './receive.js'
import { createRules } from './rules.js'
import { startCatcherSmtp } from './smtp-server.js'
import { openCatcherStore } from './store.js'

/** How the catcher process is set up. */
export interface CatcherOptions {
  /** Where it keeps what it caught; made where it does not exist. */
  readonly folder: string
  /** Port on 127.0.0.1; 0: a free one. */
  readonly httpPort: number
  /** Port on 127.0.0.1; 0: a free one. */
  readonly smtpPort: number
  /** How many messages it keeps. Default 10,000. */
  readonly keep?: number
}

/** A catcher that listens. */
export interface Catcher {
  readonly httpPort: number
  readonly smtpPort: number
  /** Ends all connections and flushes the log. */
  close(): Promise<void>
}

/**
 * Runs a catcher in this process: the stand-in for every channel. Nothing that reaches it leaves the machine.
 *
 * @throws Error where another catcher holds the folder, or a port is in use; the message says which.
 */
export const runCatcher = async ({ folder, httpPort, smtpPort, keep = 10_000 }: CatcherOptions): Promise<Catcher> => {
  const lock = await lockFolder(folder)
  const closers: (() => Promise<void>)[] = [lock.release]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const store = await openCatcherStore(folder, keep)
    closers.push(store.close)
    const rules = createRules()
    const events = createCaughtEvents()
    const receive = createReceive(store, rules, Date.now, events.tell)
    const smtp = await startCatcherSmtp(smtpPort, receive)
    closers.push(smtp.close)
    const health = (): CatcherHealth => ({
      name: 'tidings-catcher',
      httpPort: http.port,
      smtpPort: smtp.port,
      pid: process.pid,
      stored: store.size,
    })
    const http = await startCatcherHttp(httpPort, { store, rules, events, receive, health })
    closers.push(http.close)
    await lock.hold(http.port)
    return { httpPort: http.port, smtpPort: smtp.port, close }
  } catch (error) {
    await close()
    throw error
  }
}
