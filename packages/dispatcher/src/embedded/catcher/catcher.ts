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
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  const ports = { http: httpPort, smtp: smtpPort }
  const listen = async (): Promise<number> => {
    const store = await openCatcherStore(folder, keep)
    closers.push(store.close)
    const rules = createRules()
    const events = createCaughtEvents()
    const receive = createReceive(store, rules, Date.now, events.tell)
    const smtp = await startCatcherSmtp(ports.smtp, receive)
    closers.push(smtp.close)
    ports.smtp = smtp.port
    const health = (): CatcherHealth => ({
      name: 'tidings-catcher',
      httpPort: ports.http,
      smtpPort: ports.smtp,
      pid: process.pid,
      stored: store.size,
    })
    const http = await startCatcherHttp(ports.http, { store, rules, events, receive, health })
    closers.push(http.close)
    ports.http = http.port
    return http.port
  }
  try {
    const lock = await lockFolder(folder, listen)
    closers.unshift(lock.release)
    return { httpPort: ports.http, smtpPort: ports.smtp, close }
  } catch (error) {
    await close()
    throw error
  }
}
