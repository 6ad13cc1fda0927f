import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

import { smtpKind } from '#dispatcher/providers/smtp/send.js'

import type { Certificates } from './certificates.js'
import type { Behaviour, Logged, Stand } from './stand.js'

/** Replies of the server as a whole: smtp-server puts no code of its own in front. */
class Reply extends Error {
  readonly responseCode: number
  constructor(responseCode: number, text: string) {
    super(text)
    this.responseCode = responseCode
  }
}

/** Where a server answers, and what. `text` without a code of three digits is written as it is and the line cut. */
export interface Script {
  readonly at: 'connect' | 'mail' | 'rcpt' | 'data' | 'end'
  readonly reply?: { readonly code: number; readonly text: string }
  /** Instead of a reply: close the connection, after these bytes. */
  readonly drop?: string
  /** Instead of a reply: nothing. */
  readonly hang?: true
  /** Wait this long before the reply, in ms. */
  readonly afterMs?: number
}

const scripts: Readonly<Record<Exclude<Behaviour, 'accept'>, Script>> = {
  reject: { at: 'end', reply: { code: 554, text: '5.6.0 content refused' } },
  'reject address': { at: 'rcpt', reply: { code: 550, text: '5.1.1 <ann@example.com> no such user' } },
  defer: { at: 'rcpt', reply: { code: 451, text: '4.3.0 try again later' } },
  rate: { at: 'mail', reply: { code: 454, text: 'Throttling failure: Maximum sending rate exceeded.' } },
  configuration: { at: 'mail', reply: { code: 530, text: '5.7.0 Authentication required' } },
  slow: { at: 'end', afterMs: 150 },
  hang: { at: 'end', hang: true },
  'drop before': { at: 'rcpt', drop: '' },
  'drop during': { at: 'data', drop: '' },
  'drop after': { at: 'end', drop: '' },
}

/** A stand on npm's smtp-server, which can also follow a script. */
export interface SmtpServerStand extends Stand {
  readonly port: number
  follow(script: Script | undefined): void
  /** Mail transactions that were begun, complete or not. */
  transactions(): number
  connections(): number
  /** Ends all connections from the server's side, as an idle timeout does; the server goes on. */
  endConnections(): Promise<void>
  /** The mails that it took, as they came in. */
  received(): readonly Buffer[]
}

interface Entry {
  messageId: string
  to: string
  complete: boolean
  taken: boolean | undefined
  raw: Buffer
}

const idOf = (raw: Buffer): string => /^X-Tidings-Message: (\S+)/m.exec(raw.toString('latin1', 0, 4096))?.[1] ?? ''

/** Opens the stand. `options` change the server, `account` the block that an operator would write. */
export const openSmtpServer = async (
  { own, ca, folder }: Certificates,
  options: SMTPServerOptions = {},
  account: object = {},
): Promise<SmtpServerStand> => {
  const entries: Entry[] = []
  let ending = false
  let script: Script | undefined
  let transactions = 0
  let connections = 0

  /** Follows the script at one place; resolves where the server is to go on. */
  const step = (at: Script['at'], session: SMTPServerSession): Promise<void> =>
    new Promise((resolve, reject) => {
      if (script?.at !== at) return resolve()
      const { reply, drop, hang, afterMs = 0 } = script
      if (hang) return
      if (drop !== undefined) {
        const socket = [...server.connections].find(({ id }) => id === session.id)?._socket
        if (drop === '') socket?.destroy()
        else socket?.end(drop)
        return
      }
      setTimeout(() => (reply ? reject(new Reply(reply.code, reply.text)) : resolve()), afterMs)
    })

  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const to = session.envelope.rcptTo.map(({ address }) => address).join(', ')
    const entry: Entry = { messageId: '', to, complete: false, taken: undefined, raw: Buffer.alloc(0) }
    const chunks: Buffer[] = []
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      if (chunks.length === 1) {
        entry.messageId = idOf(chunk)
        entries.push(entry)
        await step('data', session)
      }
    }
    entry.raw = Buffer.concat(chunks)
    entry.complete = true
    try {
      await step('end', session)
      entry.taken = true
    } catch (error) {
      entry.taken = false
      throw error
    }
  }

  const start = async (port: number) => {
    const server = new SMTPServer({
      ...own,
      authOptional: true,
      hideENHANCEDSTATUSCODES: true,
      disableReverseLookup: true,
      closeTimeout: 1,
      logger: false,
      onConnect: (session, done) => void step('connect', session).then(() => done(), done),
      onMailFrom(_address, session, done) {
        transactions++
        void step('mail', session).then(() => done(), done)
      },
      onRcptTo: (_address, session, done) => void step('rcpt', session).then(() => done(), done),
      onData: (stream, session, done) =>
        void take(stream, session).then(() => done(null, '2.0.0 Ok: queued as 4XyZ1'), done),
      onSecure(socket, _session, done) {
        if (ending) socket.destroy()
        else done()
      },
      ...options,
    })
    server.on('error', () => undefined)
    server.server.on('connection', () => connections++)
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    return server
  }

  let server = await start(0)
  const { port } = server.server.address() as AddressInfo
  const endConnections = async () => {
    // Node crashes where a socket is destroyed under a TLS handshake; such a connection ends when it is secure.
    const open = [...server.connections].filter(({ _upgrading }) => !_upgrading).map(({ _socket }) => _socket)
    const closed = open.filter((socket) => !socket.closed).map((socket) => once(socket, 'close'))
    for (const socket of open) socket.destroy()
    await Promise.all(closed)
  }
  const vanish = async () => {
    ending = true
    const closed = new Promise<void>((resolve) => server.server.close(() => resolve()))
    await endConnections()
    await closed
    ending = false
  }
  return {
    port,
    create: () =>
      smtpKind.create(
        'smtp',
        smtpKind.configuration.parse({ host: '127.0.0.1', port, ca, connections: 5, ...account }),
        {
          folder,
        },
      ),
    async behave(behaviour) {
      script = behaviour === 'accept' ? undefined : scripts[behaviour]
    },
    follow(next) {
      script = next
    },
    transactions: () => transactions,
    connections: () => connections,
    received: () => entries.filter(({ taken }) => taken).map(({ raw }) => raw),
    log: async (): Promise<readonly Logged[]> =>
      entries.map(({ messageId, to, complete, taken }) => ({ messageId, to, complete, taken })),
    endConnections,
    vanish,
    async appear() {
      server = await start(port)
    },
    close: vanish,
  }
}
