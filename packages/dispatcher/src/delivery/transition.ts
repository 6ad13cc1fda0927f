import type { ClaimedMessage } from '../ledger/claim.js'
import { type FinalState, finalStateCodes, type Hold, holdCodes, outcomeCodes } from '../ledger/codes.js'
import type { Entry } from '../ledger/record.js'
import type { Outcome } from '../providers/outcome.js'
import { type BackoffPolicy, backoffMs } from './backoff.js'

/** What retry and unknown depend on, per lane and channel. */
export interface TransitionPolicy {
  readonly maxAttempts: number
  readonly backoff: BackoffPolicy
  /** How long an unknown waits for news, ms. */
  readonly settleMs: number
  readonly onUnknown: 'resend' | 'stop'
}

type Over = Partial<Omit<Entry, 'written' | 'outcome'>> & Pick<Entry, 'action'>

// Written out, here and in what is given to it: spreading objects into each other costs more than all the rest of a
// transition.
const written = (row: ClaimedMessage, attempt: number, outcome: number, over: Over): Entry => ({
  action: over.action,
  intent: row.intent,
  n: row.n,
  generation: row.generation,
  attempt: row.attempt,
  written: attempt,
  template: row.template,
  outcome,
  finalState: over.finalState ?? null,
  code: over.code ?? null,
  detail: over.detail ?? null,
  ref: over.ref ?? null,
  delayMs: over.delayMs ?? 0,
  hold: over.hold ?? null,
  free: over.free ?? 0,
})

/** What became of an attempt, under its number. */
const ofAttempt = (row: ClaimedMessage, outcome: Outcome['outcome'], over: Over): Entry =>
  written(row, row.attempt, outcomeCodes[outcome], over)

/** What was decided without one. */
const verdict = (row: ClaimedMessage, over: Over): Entry => written(row, 0, outcomeCodes.verdict, over)

/** Longest text of a provider that is kept; more is of use to nobody and may be of any size. */
const longestDetail = 500
const cut = (text: string): string => (text.length <= longestDetail ? text : `${text.slice(0, longestDetail - 1)}…`)

/** The row after begin: one attempt further than when it was claimed. */
export const begun = (row: ClaimedMessage): ClaimedMessage => ({ ...row, attempt: row.attempt + 1 })

/** First rest of a message that was interrupted: the reason is ours or the network's, not the recipient's. */
const interruptedRestMs = 250
/** Doublings of that rest at most: half a minute, in which a circuit looks again too. */
const mostDoublings = 7
/** Free attempts count too: the ledger numbers them with a smallint. */
const mostAttempts = 32_000

/**
 * What an attempt's outcome makes of its message. `row` is as begun.
 *
 * @param random in [0, 1), for the jitter
 */
export function afterAttempt(row: ClaimedMessage, outcome: Outcome, policy: TransitionPolicy, random: number): Entry {
  switch (outcome.outcome) {
    case 'accepted':
      return ofAttempt(row, outcome.outcome, {
        action: 'end',
        finalState: finalStateCodes.accepted,
        ref: outcome.ref.slice(0, 200),
        detail: outcome.detail === undefined ? null : cut(outcome.detail),
      })
    case 'rejected':
      return ofAttempt(row, outcome.outcome, {
        action: 'end',
        finalState: finalStateCodes.failed,
        code: outcome.code,
        detail: cut(outcome.detail),
      })
    case 'unknown':
      return ofAttempt(row, outcome.outcome, {
        action: 'settle',
        code: outcome.code,
        detail: cut(outcome.detail),
        delayMs: policy.settleMs,
      })
    case 'interrupted':
      return ofAttempt(row, outcome.outcome, {
        action: 'retry',
        code: outcome.code,
        detail: cut(outcome.detail),
        delayMs: interruptedRestMs * 2 ** Math.min(row.free, mostDoublings) * (0.5 + random / 2),
        free: 1,
      })
    case 'deferred': {
      const free = outcome.fault === undefined ? 0 : 1
      const counted = row.attempt - row.free - free
      const code = outcome.code
      const detail = cut(outcome.detail)
      if ((free === 0 && counted >= policy.maxAttempts) || row.attempt >= mostAttempts)
        return ofAttempt(row, 'deferred', { action: 'end', finalState: finalStateCodes.failed, code, detail })
      const delayMs =
        outcome.fault === 'configuration'
          ? 0
          : backoffMs(policy.backoff, Math.max(1, counted), outcome.retryAfterMs, random)
      return ofAttempt(row, 'deferred', { action: 'retry', code, detail, delayMs, free })
    }
  }
}

/** A begin whose reply was lost: nothing was called, and the ledger is told so whether or not it had begun. */
export const neverCalled = (row: ClaimedMessage): Entry =>
  ofAttempt(row, 'interrupted', {
    action: 'retry',
    code: 'ledger',
    detail: 'the ledger did not confirm the attempt, so it was not made',
    free: 1,
  })

/** An unknown whose settling time is over: sent once more where policy says so, else final. `row` is as claimed. */
export function afterSettling(row: ClaimedMessage, policy: TransitionPolicy): Entry {
  const again = policy.onUnknown === 'resend' && row.unknowns === 0 && row.now < row.expiresAt
  return again
    ? ofAttempt(row, 'unknown', {
        action: 'retry',
        code: 'unknown',
        detail: 'no news while it settled; sent once more, as the policy of its lane says',
      })
    : ofAttempt(row, 'unknown', {
        action: 'end',
        finalState: finalStateCodes.unknown,
        code: 'unknown',
        detail: 'no news while it settled; it may or may not have been sent',
      })
}

/** A gate or the renderer ends it, with no attempt. */
export const endedWithout = (row: ClaimedMessage, finalState: FinalState, code: string, detail: string): Entry =>
  verdict(row, { action: 'end', finalState: finalStateCodes[finalState], code, detail: cut(detail) })

/** Something is missing or paused. */
export const heldBack = (row: ClaimedMessage, hold: Hold): Entry =>
  verdict(row, { action: 'wait', hold: holdCodes[hold] })

/** Not yet. */
export const deferredBy = (row: ClaimedMessage, delayMs: number): Entry => verdict(row, { action: 'wait', delayMs })

/** Message 0 has become the messages of its first step. */
export const planned = (row: ClaimedMessage): Entry => verdict(row, { action: 'planned' })
