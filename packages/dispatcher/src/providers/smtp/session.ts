import { Readable } from 'node:stream'

import SmtpConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'

import type { RenderedEmail } from '../../render/rendered.js'
import type { SmtpFailure } from './errors.js'

/** How connections are opened and how long things may take. */
export interface SessionOptions {
  readonly connection: SMTPConnectionOptions
  readonly credentials?: { readonly user: string; readonly pass: string }
  /** From MAIL FROM to the reply to DATA, in ms. */
  readonly commandTimeoutMs: number
  /** From the mail's first byte to the reply, in ms. RFC 5321 section 4.5.3.2.6 asks for 10 minutes. */
  readonly messageTimeoutMs: number
}

/** What became of one mail. */
export type SendResult =
  | { readonly accepted: true; readonly reply: string }
  | { readonly accepted: false; readonly failure: SmtpFailure }

/** An open connection that has greeted, is encrypted and logged in. One mail at a time. */
export interface SmtpSession {
  /** When it was opened, in ms of the monotonic clock. */
  readonly openedAt: number
  readonly alive: boolean
  /**
   * Sends one mail. MAIL FROM is written before this returns. Never rejects; at the abort of the signal the connection
   * is destroyed.
   */
  send(mail: RenderedEmail, signal: AbortSignal): Promise<SendResult>
  /** Makes it ready for the next mail after a refused one. Resolves whether it can be used on. */
  settle(): Promise<boolean>
  /** Says goodbye and closes. */
  quit(): void
  destroy(): void
  /** Told once, when the connection has ended, whoever ended it. */
  onEnd(listener: () => void): void
}

/** A connection could not be opened. */
export class SmtpOpenError extends Error {
  override readonly name: string = 'SmtpOpenError'
  readonly failure: SmtpFailure
  constructor(failure: SmtpFailure) {
    super(failure.detail)
    this.failure = failure
  }
}

/** The errors of nodemailer, as far as they are read here. */
interface NodemailerFault extends Error {
  readonly code?: string | undefined
  /** Of the operating system, where there is one. */
  readonly originalCode?: string | undefined
  readonly response?: string | undefined
  readonly command?: string | undefined
}

/** Replies that do not answer a command of this mail: cut short, or out of turn. */
const answers = (error: NodemailerFault, stage: SmtpFailure['stage']): boolean => {
  if (error.response === undefined) return false
  if (error.code === 'ECONNECTION') return stage !== 'message' && /^421[ -]/.test(error.response)
  return error.code !== 'EPROTOCOL' || stage === 'connection'
}

/** nodemailer does not even begin with a mail that is larger than the server said in its greeting. */
const tooLarge = '552 5.3.4 the mail is larger than the server takes'

const failureOf = (error: NodemailerFault, stage: SmtpFailure['stage']): SmtpFailure => ({
  stage,
  reason: error.originalCode ?? error.code ?? 'closed',
  detail: error.message,
  ...(answers(error, stage) && error.response !== undefined && { reply: error.response, detail: 'refused' }),
  ...(stage === 'envelope' && error.code === 'EMESSAGE' && { reply: tooLarge }),
  ...(error.command !== undefined && { command: error.command }),
})

/** A user is configured and the server does not ask for one: a wrong server, or one that wants TLS first. */
const noAuth = '530 the server offers no authentication'

/** How long a server may take to answer RSET or QUIT, in ms. */
const courtesyMs = 5000

/**
 * Opens a connection.
 *
 * @param signal gives up when it aborts.
 * @throws SmtpOpenError where it cannot be set up; nothing of a mail was sent then.
 */
export const openSession = (options: SessionOptions, signal: AbortSignal): Promise<SmtpSession> =>
  new Promise((resolve, reject) => {
    const connection = new SmtpConnection(options.connection)
    const fail = (error: NodemailerFault) => {
      signal.removeEventListener('abort', giveUp)
      // Before it is closed: its end calls here again, with less to say.
      reject(new SmtpOpenError(failureOf(error, 'connection')))
      connection.close()
    }
    const giveUp = () => fail(Object.assign(new Error('the connection was not open in time'), { code: 'deadline' }))
    const ready = () => {
      signal.removeEventListener('abort', giveUp)
      resolve(sessionOf(connection, options))
    }
    if (signal.aborted) return giveUp()
    signal.addEventListener('abort', giveUp)
    // Stays for the life of the connection: what happens to a mail is told to its own callback as well.
    connection.on('error', fail)
    connection.once('end', () => fail(new Error('the server closed the connection')))
    connection.connect((error) => {
      const { credentials } = options
      if (error) return fail(error)
      if (!credentials) return ready()
      if (!connection.allowsAuth) {
        const refusal = { code: 'EAUTH', command: 'AUTH', response: noAuth }
        return fail(Object.assign(new Error('the greeting offers no AUTH'), refusal))
      }
      connection.login({ credentials }, (refused) => (refused ? fail(refused) : ready()))
    })
  })

const sessionOf = (connection: SmtpConnection, options: SessionOptions): SmtpSession => {
  let alive = true
  let resetFirst = false
  const listeners = new Set<() => void>()
  connection.once('end', () => {
    alive = false
    for (const listener of listeners) listener()
  })
  const destroy = () => {
    alive = false
    connection.close()
  }

  return {
    openedAt: performance.now(),
    get alive() {
      return alive
    },

    send: ({ from, to, raw }, signal) =>
      new Promise((resolve) => {
        let stage: SmtpFailure['stage'] = 'envelope'
        let timer: NodeJS.Timeout
        const end = (result: SendResult) => {
          clearTimeout(timer)
          signal.removeEventListener('abort', onAbort)
          resolve(result)
        }
        const giveUp = (reason: string, detail: string) => {
          end({ accepted: false, failure: { stage, reason, detail } })
          destroy()
        }
        const within = (ms: number, what: string) => {
          clearTimeout(timer)
          timer = setTimeout(() => giveUp('timeout', `${what} took longer than ${ms} ms`), ms)
        }
        const onAbort = () => giveUp('deadline', `no answer within the call's deadline, at the ${stage}`)
        signal.addEventListener('abort', onAbort, { once: true })

        // nodemailer reads the mail only when the server has answered DATA with 354: from here on it may be taken.
        const message = new Readable({
          read() {
            stage = 'message'
            within(options.messageTimeoutMs, 'the reply to the mail')
            this.push(raw)
            this.push(null)
          },
        })
        within(options.commandTimeoutMs, 'the envelope')
        connection.send(
          { from, to: [to], size: raw.length },
          message,
          (error: NodemailerFault | null | undefined, info) => {
            if (!error && info?.response !== undefined) {
              end({ accepted: true, reply: info.response })
              return
            }
            const fault = error ?? new Error('nodemailer gave neither an error nor a reply')
            const failure = failureOf(fault, stage)
            end({ accepted: false, failure })
            // A reply that came before the mail was out leaves the connection out of step.
            if (stage === 'message' && !message.readableEnded) destroy()
            else resetFirst = true
          },
        )
      }),

    async settle() {
      if (!alive || !resetFirst) return alive
      resetFirst = false
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          listeners.delete(done)
          resolve(alive)
        }
        const timer = setTimeout(destroy, courtesyMs)
        listeners.add(done)
        connection.reset((error) => {
          if (error) destroy()
          else done()
        })
      })
    },

    quit() {
      if (!alive) return
      connection.quit()
      const timer = setTimeout(destroy, courtesyMs)
      listeners.add(() => clearTimeout(timer))
    },

    destroy,

    onEnd(listener) {
      if (alive) listeners.add(listener)
      else listener()
    },
  }
}
