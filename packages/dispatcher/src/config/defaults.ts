import type { Lane } from '@tidings/sdk'

import type { DispatcherSettings, LaneSettings, Policy } from './configuration.js'
import type { PolicyFile } from './schema.js'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/**
 * Open calls per lane. Bulk and transactional: 64 calls at the 20 to 40 ms that a mail server takes make
 * 1,600 to 3,200 messages/s, more than one process renders. Critical traffic is thin; its calls are its own reserve.
 */
export const laneDefaults: Readonly<Record<Lane, LaneSettings>> = {
  critical: { concurrency: 16 },
  transactional: { concurrency: 64 },
  bulk: { concurrency: 64 },
}

/**
 * Policies per lane. A one-time code that comes late is worth nothing, so critical retries fast and gives up after ten
 * minutes; an order mail may wait out a mail server's weekend; a campaign may not, its offer ends.
 * Unknown outcomes: a second order mail or push does little harm and a missing one much; a second code, text message
 * (which costs) or campaign mail is worse than none.
 */
export const policyDefaults: Readonly<Record<Lane, Policy>> = {
  critical: {
    maxAttempts: 5,
    expiresMs: 10 * minute,
    onUnknown: { email: 'stop', sms: 'stop', push: 'stop' },
    settleMs: 60 * second,
    deadlineMs: 10 * second,
    backoff: { baseMs: second, maxMs: 30 * second },
  },
  transactional: {
    maxAttempts: 8,
    expiresMs: 72 * hour,
    onUnknown: { email: 'resend', sms: 'stop', push: 'resend' },
    settleMs: 60 * second,
    deadlineMs: 30 * second,
    backoff: { baseMs: 5 * second, maxMs: hour },
  },
  bulk: {
    maxAttempts: 6,
    expiresMs: 48 * hour,
    onUnknown: { email: 'stop', sms: 'stop', push: 'stop' },
    settleMs: 60 * second,
    deadlineMs: 30 * second,
    backoff: { baseMs: 30 * second, maxMs: 2 * hour },
  },
}

/**
 * Lease 9 s: renewed every third of it, so two renewals may fail; with one lease of gap-free renewing by the survivor
 * before it takes over, and one sweep, a takeover stays below 15 s. Poll 20 ms: an idle critical message waits 10 ms
 * on average. Shutdown 25 s: below the 30 s that Kubernetes grants.
 */
export const dispatcherDefaults: DispatcherSettings = {
  admin: { host: '127.0.0.1', port: 9464 },
  leaseMs: 9 * second,
  pollMs: 20,
  shutdownMs: 25 * second,
}

/** The lane's default with what the file says instead. */
export function policyOf(lane: Lane, file: PolicyFile | undefined): Policy {
  const base = policyDefaults[lane]
  return {
    maxAttempts: file?.maxAttempts ?? base.maxAttempts,
    expiresMs: file?.expires ?? base.expiresMs,
    onUnknown: {
      email: file?.onUnknown?.email ?? base.onUnknown.email,
      sms: file?.onUnknown?.sms ?? base.onUnknown.sms,
      push: file?.onUnknown?.push ?? base.onUnknown.push,
    },
    settleMs: file?.settle ?? base.settleMs,
    deadlineMs: file?.deadline ?? base.deadlineMs,
    backoff: {
      baseMs: file?.backoff?.base ?? base.backoff.baseMs,
      maxMs: file?.backoff?.max ?? base.backoff.maxMs,
    },
  }
}
