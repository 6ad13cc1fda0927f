import { expect, test } from 'vitest'

import type { AttemptRow, Books } from './oracle/books.js'
import { judgeBooks } from './oracle/judge.js'
import type { Emission } from './parts/emitter.js'
import type { Transaction } from './parts/sink.js'

const emission = (number: number, over: Partial<Emission> = {}): Emission => ({
  id: `emitted-${number}`,
  to: `m${number}@crash.example`,
  template: 'order',
  rolledBack: false,
  acknowledged: true,
  ...over,
})
const attempt = (number: number, over: Partial<AttemptRow> = {}): AttemptRow => ({
  intent: `intent-${number}`,
  n: 1,
  generation: 0,
  attempt: 1,
  outcome: 1,
  final: 1,
  code: null,
  began: number * 1000,
  ended: number * 1000 + 50,
  ...over,
})
const call = (number: number, over: Partial<Transaction> = {}): Transaction => ({
  from: 'd1.crash.example',
  to: `m${number}@crash.example`,
  mailAt: number * 1000 + 5,
  message: `intent-${number}.1`,
  receivedAt: number * 1000 + 10,
  repliedAt: number * 1000 + 20,
  code: 250,
  closedAt: undefined,
  ...over,
})

/** A second attempt 500 ms after the first. */
const again = { attempt: 2, began: 2500, ended: 2550 } as const
const calledAgain = { mailAt: 2505, receivedAt: 2510, repliedAt: 2520 } as const
/** The first attempt of message 2, left open by a kill. */
const leftOpen = attempt(2, { outcome: 4, final: null, ended: 2400 })
const killed = { what: 'kill', name: 'd1.crash.example', at: 2015, begun: ['intent-2.1.0.1'] } as const
const unanswered = call(2, { repliedAt: undefined, code: undefined, closedAt: 2016 })

/** Three messages: one sent, one whose dispatcher was killed and that was sent again, one rolled back. */
const sound: Books = {
  emissions: [emission(1), emission(2), emission(3, { rolledBack: true, acknowledged: false })],
  transactions: [call(1), unanswered, call(2, calledAgain)],
  incidents: [killed],
  intents: [1, 2].map((number) => ({ id: `intent-${number}`, externalId: `emitted-${number}` })),
  attempts: [attempt(1), leftOpen, attempt(2, again)],
  queued: [],
  waiting: 0,
  refused: [],
  tallies: new Map([[1, 2]]),
  resends: (template) => template === 'order',
}

test('a run in which everything is accounted for has no faults', () => {
  expect(judgeBooks(sound)).toMatchObject({ faults: [], acknowledged: 2, unknown: 1, duplicates: 1, recovered: 0 })
})

test('an emit that was not acknowledged and arrived all the same is recovered, not wrong', () => {
  const emissions = [emission(1, { acknowledged: false }), ...sound.emissions.slice(1)]
  expect(judgeBooks({ ...sound, emissions })).toMatchObject({ faults: [], acknowledged: 1, recovered: 1 })
})

test('an attempt whose mail the sink never answered explains its own unknown', () => {
  expect(judgeBooks({ ...sound, incidents: [] }).faults).toEqual([])
})

const wrong: Readonly<Record<string, readonly [kind: string, over: Partial<Books>]>> = {
  'an acknowledged intent that is not in the ledger': ['lost', { emissions: [...sound.emissions, emission(9)] }],
  'a message that is still in the queue': ['lost', { queued: ['intent-1.1'] }],
  'an intent that is still in the outbox': ['lost', { waiting: 1 }],
  'a message without a final state': [
    'lost',
    { attempts: [leftOpen, attempt(2, again)], tallies: new Map([[1, 1]]), transactions: sound.transactions.slice(1) },
  ],
  'an accepted message that the sink never took': ['lost', { transactions: sound.transactions.slice(1) }],
  'a mail to somebody to whom nothing was emitted': ['phantom', { transactions: [...sound.transactions, call(7)] }],
  'an intent in the ledger that nobody emitted': [
    'phantom',
    { intents: [...sound.intents, { id: 'intent-7', externalId: 'emitted-7' }] },
  ],
  'a mail of a transaction that was rolled back': ['phantom', { transactions: [...sound.transactions, call(3)] }],
  'an intent of a transaction that was rolled back': [
    'phantom',
    { intents: [...sound.intents, { id: 'intent-3', externalId: 'emitted-3' }] },
  ],
  "a mail with another message's id": [
    'phantom',
    { transactions: [call(1, { message: 'intent-2.1' }), ...sound.transactions.slice(1)] },
  ],
  'a second mail after one that was accepted': [
    'duplicate',
    {
      attempts: [attempt(1), attempt(2, { final: null, ended: 2400 }), attempt(2, again)],
      transactions: [call(1), call(2), call(2, calledAgain)],
    },
  ],
  'a second mail after an unknown one where policy says to stop': ['duplicate', { resends: () => false }],
  'a call that no attempt stands for': [
    'unwritten',
    { transactions: [...sound.transactions, call(1, { mailAt: 1030, receivedAt: 1031, repliedAt: 1040 })] },
  ],
  'a call before its attempt was begun': [
    'unwritten',
    { transactions: [call(1, { mailAt: 990, receivedAt: 1010 }), ...sound.transactions.slice(1)] },
  ],
  'an attempt called interrupted that the sink took': [
    'untrue',
    { attempts: [attempt(1), { ...leftOpen, outcome: 5 }, attempt(2, again)] },
  ],
  'an attempt called accepted that the sink refused': [
    'untrue',
    { transactions: [call(1, { code: 554 }), ...sound.transactions.slice(1)] },
  ],
  'an attempt called rejected that the sink took': [
    'untrue',
    {
      attempts: [attempt(1, { outcome: 2, final: 3 }), ...sound.attempts.slice(1)],
      tallies: new Map([
        [1, 1],
        [3, 1],
      ]),
    },
  ],
  'an unknown outcome while nothing had happened': [
    'unexplained',
    { incidents: [], transactions: [call(1), call(2), call(2, calledAgain)] },
  ],
  'an unknown outcome of another message than the kill hit': [
    'unexplained',
    {
      incidents: [{ ...killed, begun: ['intent-1.1.0.1'] }],
      transactions: [call(1), call(2), call(2, calledAgain)],
    },
  ],
  'two calls for one message at once': [
    'overlap',
    { transactions: [call(1), call(2, { repliedAt: 2600 }), call(2, calledAgain)] },
  ],
  'a number that is left out': [
    'numbering',
    { attempts: [attempt(1), leftOpen, attempt(2, { ...again, attempt: 3 })] },
  ],
  'a message that ended twice': [
    'numbering',
    {
      attempts: [attempt(1), { ...leftOpen, final: 4 }, attempt(2, again)],
      tallies: new Map([
        [1, 2],
        [4, 1],
      ]),
    },
  ],
  'a counter that counted twice': ['miscounted', { tallies: new Map([[1, 3]]) }],
}

test.each(Object.entries(wrong))('the oracle names %s', (_what, [kind, over]) => {
  const { faults } = judgeBooks({ ...sound, ...over })
  expect(faults.map((fault) => fault.kind)).toContain(kind)
})
