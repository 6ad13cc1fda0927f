import { redact } from '../../telemetry/redact.js'
import type { Outcome } from '../outcome.js'
import { parseReply, type SmtpReply } from './reply.js'

/** Something that kept a mail from being accepted. */
export interface SmtpFailure {
  /**
   * `connection`: while it was set up, with TLS and credentials. `envelope`: from MAIL FROM to the reply to DATA.
   * `message`: from the first byte of the mail on.
   */
  readonly stage: 'connection' | 'envelope' | 'message'
  /** What the server answered, if it answered in full. */
  readonly reply?: string
  /** The command that it answered. */
  readonly command?: string
  /** Where there is no reply: what happened, as `ECONNREFUSED`, `ETLS` or `deadline`. */
  readonly reason: string
  /** The same in words. */
  readonly detail: string
}

/** Enhanced codes that say: this address takes no mail (RFC 3463, RFC 7505 for 5.1.10). */
const badAddress = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.4', '5.1.6', '5.1.10', '5.2.1'])

/** Enhanced codes about the sender, whoever the recipient is: address not allowed, not ours, credentials missing. */
const badSender = new Set(['5.1.7', '5.1.8', '5.7.8', '5.7.9', '5.7.57', '5.7.60'])

/** Enhanced codes of Gmail and Microsoft for "too fast". */
const tooFast = new Set(['4.7.28', '4.7.500', '4.7.650'])

/** Reply codes about missing or wrong credentials (RFC 4954) and about TLS that must come first. */
const credentials = new Set([530, 534, 535, 538])

/**
 * Amazon SES says that it throttles only in words: `454 Throttling failure: Maximum sending rate exceeded` and `Daily
 * message quota exceeded`.
 */
const throttling = /\bthrottl/i
const dailyQuota = /\bdaily message quota\b/i

/** Amazon SES says only in words that a sender is not verified, after the mail: `554 Message rejected: Email address is not verified`. */
const notVerified = /\bis not verified\b/i

/** A daily quota is asked again after this time, in ms. */
const quotaRetryMs = 3_600_000

/** Longest wait that is believed when a text names one, in ms. */
const longestWaitMs = 3_600_000

/** Reads "try again in 5 minutes" and its like, in ms. SMTP has no field for it. */
const retryAfter = (text: string): number | undefined => {
  const match = /\b(?:try again|retry)\b[^\d]{0,20}(\d{1,5})\s*(s|sec|seconds?|m|min|minutes?)\b/i.exec(text)
  if (!match) return undefined
  const ms = Number(match[1]) * (match[2]?.toLowerCase().startsWith('m') ? 60_000 : 1000)
  return Math.min(ms, longestWaitMs)
}

type Deferred = Extract<Outcome, { outcome: 'deferred' }>

const deferred = (
  said: { code: string; detail: string },
  fault?: Deferred['fault'],
  retryAfterMs?: number,
): Deferred => ({
  outcome: 'deferred',
  ...said,
  ...(fault !== undefined && { fault }),
  ...(retryAfterMs !== undefined && { retryAfterMs }),
})

const forNow = (
  { code, enhanced = '', text }: SmtpReply,
  said: { code: string; detail: string },
  auth: boolean,
): Outcome => {
  if (dailyQuota.test(text)) return deferred(said, 'rate', quotaRetryMs)
  if (tooFast.has(enhanced) || throttling.test(text)) return deferred(said, 'rate', retryAfter(text))
  if (code !== 421 && (auth || code === 454)) return deferred(said, 'configuration')
  return deferred(said, undefined, retryAfter(text))
}

const forGood = (
  { code, enhanced = '', text }: SmtpReply,
  said: { code: string; detail: string },
  { stage, command }: SmtpFailure,
): Outcome => {
  // The mailbox is full: it may be emptied. Without an enhanced code, 552 means that at RCPT and the mail's size later.
  if (enhanced === '5.2.2' || (code === 552 && enhanced === '' && command === 'RCPT TO')) return deferred(said)
  if (code === 503) return deferred(said)
  const size = code === 552 || enhanced === '5.3.4' || enhanced === '5.2.3'
  const sender = stage === 'connection' || (command === 'MAIL FROM' && !size)
  if (sender || credentials.has(code) || badSender.has(enhanced) || notVerified.test(text)) {
    return deferred(said, 'configuration')
  }
  return { outcome: 'rejected', ...said, ...(badAddress.has(enhanced) && { fault: 'address' as const }) }
}

/**
 * What a call has come to that was not accepted. Pure.
 *
 * Without a complete reply it depends on whether a byte of the mail has left: a server may have kept a mail whose reply
 * was lost. With one the codes decide: only codes about the recipient blame the address, and what concerns the sender
 * or the credentials is the configuration's fault, so that it burns no messages.
 */
export const classify = (failure: SmtpFailure): Outcome => {
  const { stage, reply: text, command, reason } = failure
  const reply = text === undefined ? undefined : parseReply(text)
  if (!reply || reply.code < 400 || reason === 'ETLS') {
    const detail = redact(text === undefined ? failure.detail : `${failure.detail}: ${text}`)
    return { outcome: stage === 'message' ? 'unknown' : 'interrupted', code: reason, detail }
  }
  const { code, enhanced } = reply
  const said = { code: enhanced === undefined ? String(code) : `${code} ${enhanced}`, detail: redact(reply.text) }
  const auth = command?.startsWith('AUTH') ?? false
  return code < 500 ? forNow(reply, said, auth) : forGood(reply, said, failure)
}
