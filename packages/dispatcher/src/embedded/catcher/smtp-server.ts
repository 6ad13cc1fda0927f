import type { AddressInfo, Socket } from 'node:net'

import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'

import { readMailHead } from './caught-mail.js'
import type { Receive, Verdict } from './receive.js'

/** Largest mail that is taken, in bytes: above what the large providers take (25-50 MB). */
const largestMail = 64 * 1024 * 1024

/** An SMTP reply as smtp-server wants it. */
class SmtpRefusal extends Error {
  readonly responseCode: number
  constructor(responseCode: number, text: string) {
    super(text)
    this.responseCode = responseCode
  }
}

const enhanced = /^[245]\.\d{1,3}\.\d{1,3}$/

/**
 * The reply line for a refusal. A rule's code may be a reply code (`550`), an enhanced code (`5.1.1`) or any other,
 * which then stands in the text.
 */
const refusal = (basic: '4' | '5', code: string, detail: string): SmtpRefusal => {
  if (/^[45]\d\d$/.test(code) && code.startsWith(basic)) return new SmtpRefusal(Number(code), detail)
  const number = basic === '4' ? 451 : 550
  if (enhanced.test(code)) return new SmtpRefusal(number, `${code} ${detail}`)
  return new SmtpRefusal(number, `${basic}.0.0 ${code} ${detail}`)
}

const read = (stream: SMTPServerDataStream): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.once('end', () => resolve(Buffer.concat(chunks)))
    stream.once('error', reject)
  })

/** A listening SMTP server. */
export interface CatcherSmtp {
  readonly port: number
  close(): Promise<void>
}

/**
 * Starts SMTP on loopback for any program that sends mail to it: no TLS, any user and password taken, none needed.
 *
 * @param port 0: a free one.
 */
export const startCatcherSmtp = async (port: number, receive: Receive): Promise<CatcherSmtp> => {
  /** Open sockets by the client's port: all clients are on this machine. */
  const sockets = new Map<number, Socket>()

  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Verdict> => {
    const raw = await read(stream)
    if (stream.sizeExceeded) {
      return { outcome: 'rejected', code: '552', detail: `5.3.4 mail above ${largestMail} bytes` }
    }
    const { mailFrom, rcptTo } = session.envelope
    const recipients = rcptTo.map(({ address }) => address)
    return receive(
      {
        via: 'smtp',
        channel: 'email',
        to: recipients.join(', '),
        recipients,
        ...(mailFrom && { from: mailFrom.address }),
        ...readMailHead(raw),
        bytes: raw.length,
      },
      raw,
    )
  }

  const server = new SMTPServer({
    name: 'tidings-catcher',
    banner: 'nothing that is sent here leaves this machine',
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    // The reply of a rule is the whole reply: smtp-server would put a code of its own in front.
    hideENHANCEDSTATUSCODES: true,
    disableReverseLookup: true,
    size: largestMail,
    // Longer than any `hang` is waited for.
    socketTimeout: 3_600_000,
    closeTimeout: 100,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username ?? 'anyone' }),
    onData(stream, session, callback) {
      take(stream, session).then(
        (verdict) => {
          if (verdict.outcome === 'accepted') callback(null, `2.0.0 Ok: queued as ${verdict.ref}`)
          else if (verdict.outcome === 'rejected') callback(refusal('5', verdict.code, verdict.detail))
          else if (verdict.outcome === 'deferred') callback(refusal('4', verdict.code, verdict.detail))
          else if (verdict.outcome === 'drop') sockets.get(session.remotePort)?.destroy()
        },
        () => callback(new SmtpRefusal(451, '4.3.0 the catcher could not keep the mail')),
      )
    },
  })
  server.server.on('connection', (socket) => {
    const port = socket.remotePort
    if (port === undefined) return
    sockets.set(port, socket)
    socket.once('close', () => sockets.delete(port))
  })
  // A client that breaks off is its own business; the server goes on.
  server.on('error', () => undefined)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
