import { appendFileSync } from 'node:fs'

import { startChild } from './child.js'
import { readLog } from './read-log.js'

/** What the sink saw of one mail transaction, from MAIL FROM on. Times are ms since 1970. */
export interface Transaction {
  /** What the dispatcher called itself in EHLO. */
  readonly from: string
  readonly to: string
  readonly mailAt: number
  /** From its header; set when the mail came in full. */
  message: string | undefined
  receivedAt: number | undefined
  repliedAt: number | undefined
  code: number | undefined
  /** When its connection ended, if that was before a reply. */
  closedAt: number | undefined
}

interface Line {
  readonly at: number
  readonly event: 'connected' | 'closed' | 'mail' | 'recipient' | 'received' | 'replied' | 'dropped' | 'vanished'
  readonly connection: number
  readonly transaction: number
  readonly name?: string
  readonly to?: string
  readonly message?: string
  readonly code?: number
}

/** Reads transactions out of the lines of a sink's log. */
export function transactionsOf(lines: readonly Line[]): Transaction[] {
  const found = new Map<number, { -readonly [Key in keyof Transaction]: Transaction[Key] }>()
  const running = new Map<number, number>()
  for (const line of lines) {
    if (line.event === 'vanished') {
      for (const one of found.values()) if (one.repliedAt === undefined) one.closedAt ??= line.at
      continue
    }
    if (line.event === 'mail') {
      running.set(line.connection, line.transaction)
      found.set(line.transaction, {
        from: line.name ?? '',
        to: '',
        mailAt: line.at,
        message: undefined,
        receivedAt: undefined,
        repliedAt: undefined,
        code: undefined,
        closedAt: undefined,
      })
      continue
    }
    const one = found.get(running.get(line.connection) ?? 0)
    if (one === undefined) continue
    if (line.event === 'recipient') one.to = line.to ?? ''
    if (line.event === 'received') {
      one.receivedAt = line.at
      one.message = line.message
    }
    if (line.event === 'replied') {
      one.repliedAt = line.at
      one.code = line.code
    }
    if ((line.event === 'closed' || line.event === 'dropped') && one.repliedAt === undefined) one.closedAt = line.at
  }
  return [...found.values()]
}

/** An SMTP server as a process of its own, with its log. */
export interface Sink {
  readonly port: number
  transactions(): Transaction[]
  /** How many transactions it has seen of a client, by its name in EHLO. */
  seen(name: string): Promise<number>
  /** Ends it at once, as a server that vanishes. */
  vanish(): Promise<void>
  /** Starts it again on the same port, with the same log. */
  appear(): Promise<void>
}

/** Starts a sink. `delay`: between which two ms it waits before it answers a mail. */
export async function startSink(log: string, delay: readonly [number, number]): Promise<Sink> {
  const start = async (wanted: number) => {
    const args = [JSON.stringify({ log, port: wanted, delay })]
    const child = startChild(new URL('sink-process.mjs', import.meta.url), args, [
      'ignore',
      'inherit',
      'inherit',
      'ipc',
    ])
    const { port } = await child.heard<{ port?: number }>((message) => message.port !== undefined)
    return { child, port: port ?? 0 }
  }
  let running = await start(0)
  const { port } = running
  return {
    port,
    transactions: () => transactionsOf(readLog<Line>(log)),
    seen: async (name) => {
      const answer = running.child.heard<{ counted?: string; seen?: number }>((message) => message.counted === name)
      running.child.send({ count: name })
      return (await answer).seen ?? 0
    },
    vanish: async () => {
      running.child.signal('SIGKILL')
      await running.child.ended
      appendFileSync(log, `${JSON.stringify({ at: Date.now(), event: 'vanished', connection: 0, transaction: 0 })}\n`)
    },
    appear: async () => {
      running = await start(port)
    },
  }
}
