import { readFileSync } from 'node:fs'
import { resolve as resolvePath } from 'node:path'
import { domainToASCII } from 'node:url'

import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'

import type { RenderedEmail } from '../../render/rendered.js'
import { redact } from '../../telemetry/redact.js'
import type { Outcome } from '../outcome.js'
import type { Call, Provider } from '../provider.js'
import type { ProviderContext, ProviderKind } from '../provider-kind.js'
import { smtpCapability } from './capability.js'
import { type SmtpConfiguration, smtpConfiguration } from './configuration.js'
import { classify } from './errors.js'
import { createSmtpPool, type SmtpPool } from './pool.js'
import { parseQueueId, parseReply } from './reply.js'
import { openSession, type SessionOptions, SmtpOpenError, type SmtpSession } from './session.js'

/** How long things may take, in ms, where the deadline of a call is not earlier. */
const timeouts = {
  connection: 10_000,
  greeting: 10_000,
  command: 60_000,
  message: 600_000,
  /** Below the 5 minutes that RFC 5321 section 4.5.3.2.7 makes servers wait, so that we close and not they. */
  idle: 60_000,
} as const

const connectionOptions = (
  { host, port, tls, ca, name }: SmtpConfiguration,
  { folder }: ProviderContext,
): SMTPConnectionOptions => ({
  host,
  port,
  secure: tls === 'implicit',
  requireTLS: tls === 'required',
  ignoreTLS: tls === 'none',
  tls: {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(ca !== undefined && { ca: readFileSync(resolvePath(folder, ca)) }),
  },
  ...(name !== undefined && { name }),
  connectionTimeout: timeouts.connection,
  greetingTimeout: timeouts.greeting,
  socketTimeout: timeouts.message,
  // A connection that is given up must not go on sending what lies in its buffer.
  socketCloseTimeout: 0,
  logger: false,
})

/** What an envelope cannot carry: line ends and brackets would start another command, NUL ends a line in some servers. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const unsafe = /[\x00-\x20\x7f<>]/

/** The address with its domain as DNS has it; undefined where it cannot be an address. */
const envelopeAddress = (address: string): string | undefined => {
  const at = address.lastIndexOf('@')
  const domain = domainToASCII(address.slice(at + 1))
  return at < 1 || domain === '' || unsafe.test(address) ? undefined : `${address.slice(0, at)}@${domain}`
}

const interrupted = (code: string, detail: string): Outcome => ({ outcome: 'interrupted', code, detail })

const transmit = async (pool: SmtpPool, mail: RenderedEmail, call: Call): Promise<Outcome> => {
  let session: SmtpSession
  try {
    session = await pool.acquire(call.signal)
  } catch (error) {
    if (error instanceof SmtpOpenError) return classify(error.failure)
    return interrupted(call.signal.aborted ? 'deadline' : 'closed', 'no connection to the server was free in time')
  }
  if (call.tooLate()) {
    void pool.release(session)
    return interrupted('too late', 'the local deadline for the first byte had passed')
  }
  const result = await session.send(mail, call.signal)
  void pool.release(session)
  if (!result.accepted) return classify(result.failure)
  const text = parseReply(result.reply)?.text ?? ''
  return { outcome: 'accepted', ref: parseQueueId(text) ?? call.messageId, detail: redact(text) }
}

/** SMTP: any mail server that takes submissions. */
export const smtpKind: ProviderKind<SmtpConfiguration> = {
  kind: 'smtp',
  channels: smtpCapability.channels,
  configuration: smtpConfiguration,
  create(name, configuration, context): Provider {
    const { user, password, connections, maxAge, host, port } = configuration
    const options: SessionOptions = {
      connection: connectionOptions(configuration, context),
      ...(user !== undefined && password !== undefined && { credentials: { user, pass: password } }),
      commandTimeoutMs: timeouts.command,
      messageTimeoutMs: timeouts.message,
    }
    const limits = { connections, maxAgeMs: maxAge * 1000, idleMs: timeouts.idle }
    const pool = createSmtpPool((signal) => openSession(options, signal), limits)
    const open = new Set<Promise<Outcome>>()

    return {
      name,
      kind: 'smtp',
      capability: smtpCapability,
      concurrency: connections,

      async call(call) {
        const { rendered } = call
        if (rendered.channel !== 'email') {
          return { outcome: 'rejected', code: 'channel', detail: `smtp sends e-mail, not ${rendered.channel}` }
        }
        const to = envelopeAddress(rendered.to)
        const from = envelopeAddress(rendered.from)
        if (to === undefined) {
          return { outcome: 'rejected', code: '553 5.1.3', detail: 'not an e-mail address', fault: 'address' }
        }
        if (from === undefined) {
          const detail = 'the sender is not an e-mail address; correct it in the brand'
          return { outcome: 'deferred', code: '553 5.1.7', detail, fault: 'configuration' }
        }
        const outcome = transmit(pool, { ...rendered, from, to }, call)
        open.add(outcome)
        try {
          return await outcome
        } finally {
          open.delete(outcome)
        }
      },

      async check(signal) {
        try {
          const session = await openSession(options, signal)
          session.quit()
          return { ok: true, detail: `${host}:${port} greets${user === undefined ? '' : ' and takes the credentials'}` }
        } catch (error) {
          if (!(error instanceof SmtpOpenError)) throw error
          const { failure } = error
          return {
            ok: false,
            detail: `${host}:${port}: ${redact(failure.reply ?? failure.detail)} (${failure.reason})`,
          }
        }
      },

      async close() {
        await Promise.all([pool.close(), ...open])
      },
    }
  },
}
