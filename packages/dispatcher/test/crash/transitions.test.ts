import fc from 'fast-check'
import { expect, test } from 'vitest'

import { afterAttempt, afterSettling, begun, type TransitionPolicy } from '#dispatcher/delivery/transition.js'
import type { ClaimedMessage } from '#dispatcher/ledger/claim.js'
import type { Entry } from '#dispatcher/ledger/record.js'
import type { Outcome } from '#dispatcher/providers/outcome.js'

const text = fc.string({ maxLength: 2_000 })
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ outcome: fc.constant('accepted' as const), ref: text }) },
  { weight: 1, arbitrary: fc.record({ outcome: fc.constant('rejected' as const), code: text, detail: text }) },
  { weight: 3, arbitrary: fc.record({ outcome: fc.constant('unknown' as const), code: text, detail: text }) },
  { weight: 3, arbitrary: fc.record({ outcome: fc.constant('interrupted' as const), code: text, detail: text }) },
  {
    weight: 6,
    arbitrary: fc.record(
      {
        outcome: fc.constant('deferred' as const),
        code: text,
        detail: text,
        fault: fc.constantFrom('rate' as const, 'configuration' as const),
        retryAfterMs: fc.double({ noNaN: false }),
      },
      { requiredKeys: ['outcome', 'code', 'detail'] },
    ),
  },
)
const policy: fc.Arbitrary<TransitionPolicy> = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 12 }),
  backoff: fc.record({ baseMs: fc.integer({ min: 1, max: 60_000 }), maxMs: fc.integer({ min: 1, max: 3_600_000 }) }),
  settleMs: fc.integer({ min: 0, max: 60_000 }),
  onUnknown: fc.constantFrom('resend' as const, 'stop' as const),
})
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

/** A message as it is claimed for the first time, with only what transitions look at. */
const fresh = {
  intent: '01a205b3-d000-7000-8000-000000000001',
  n: 1,
  generation: 0,
  attempt: 0,
  free: 0,
  unknowns: 0,
  now: 0,
  expiresAt: 1,
  template: 1,
} as unknown as ClaimedMessage

/** What the ledger makes of an entry, written down anew: the next claim of the message, or its end. */
const next = (row: ClaimedMessage, entry: Entry): ClaimedMessage | undefined =>
  entry.action === 'end'
    ? undefined
    : {
        ...row,
        attempt: entry.attempt,
        free: row.free + entry.free,
        unknowns: row.unknowns + (entry.action === 'retry' && entry.outcome === 4 ? 1 : 0),
      }

test('whatever a provider answers, a message ends once, is counted right, and an unknown is sent again at most once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(outcome, random), { minLength: 1, maxLength: 60 }), policy, (story, rules) => {
      let row: ClaimedMessage | undefined = fresh
      let counted = 0
      let unknowns = 0
      let attempts = 0
      for (const [answer, chance] of story) {
        if (row === undefined) break
        const called = begun(row)
        attempts++
        expect(called.attempt).toBe(attempts)
        let entry = afterAttempt(called, answer, rules, chance)
        expect(entry).toMatchObject({ attempt: attempts, written: attempts })
        expect(entry.detail?.length ?? 0).toBeLessThanOrEqual(500)
        expect(Number.isFinite(entry.delayMs) && entry.delayMs >= 0).toBe(true)
        const isFree = answer.outcome === 'interrupted' || (answer.outcome === 'deferred' && 'fault' in answer)
        if (!isFree) counted++
        expect(entry.free).toBe(isFree ? 1 : 0)
        switch (answer.outcome) {
          case 'accepted':
            expect(entry).toMatchObject({ action: 'end', finalState: 1 })
            break
          case 'rejected':
            expect(entry).toMatchObject({ action: 'end', finalState: 3 })
            break
          case 'interrupted':
            expect(entry).toMatchObject({ action: 'retry', finalState: null })
            break
          case 'deferred':
            expect(entry.action).toBe(!isFree && counted >= rules.maxAttempts ? 'end' : 'retry')
            break
          case 'unknown': {
            // Never back to the queue: it waits for news first.
            expect(entry).toMatchObject({ action: 'settle', finalState: null })
            entry = afterSettling({ ...called }, rules)
            const again = rules.onUnknown === 'resend' && unknowns === 0
            expect(entry).toMatchObject(again ? { action: 'retry' } : { action: 'end', finalState: 4 })
            unknowns++
            break
          }
          default:
            throw new Error('an outcome without a case')
        }
        row = next(called, entry)
      }
      expect(unknowns).toBeLessThanOrEqual(2)
      expect(counted).toBeLessThanOrEqual(rules.maxAttempts + 2)
    }),
    { numRuns: 500 },
  )
})

test('an unknown is not sent again once the message has expired', () => {
  const rules = { maxAttempts: 8, backoff: { baseMs: 1, maxMs: 1 }, settleMs: 0, onUnknown: 'resend' } as const
  expect(afterSettling({ ...begun(fresh), now: 1 }, rules)).toMatchObject({ action: 'end', finalState: 4 })
  expect(afterSettling(begun(fresh), rules)).toMatchObject({ action: 'retry' })
})
