import fc from 'fast-check'
import type pg from 'pg'
import { expect } from 'vitest'

import { afterAttempt, afterSettling, begun, deferredBy, neverCalled } from '#dispatcher/delivery/transition.js'
import { type ClaimedMessage, claim } from '#dispatcher/ledger/claim.js'
import type { Connection } from '#dispatcher/ledger/connection.js'
import { declareDead, forgetDead } from '#dispatcher/ledger/lease.js'
import { releaseClaims } from '#dispatcher/ledger/release.js'
import { rescue, sweepOverdue } from '#dispatcher/ledger/rescue.js'
import type { Outcome } from '#dispatcher/providers/outcome.js'

import { beginFor, claimFor, enter, keyOf, type Party, putMessages, recordFor, statements } from './ledger-table.js'

const policy = { maxAttempts: 50, backoff: { baseMs: 0, maxMs: 0 }, settleMs: 0, onUnknown: 'resend' } as const
const outcomes: readonly Outcome[] = [
  { outcome: 'accepted', ref: 'r' },
  { outcome: 'rejected', code: '550', detail: 'no' },
  { outcome: 'deferred', code: '451', detail: 'later', retryAfterMs: 0 },
  { outcome: 'unknown', code: 'closed', detail: 'no reply' },
  { outcome: 'deferred', code: '429', detail: 'too fast', fault: 'rate' },
]
const operations = [
  'claim',
  'claim',
  'begin',
  'begin',
  'finish',
  'finish',
  'finish again',
  'finish again',
  'finish overdue',
  'defer',
  'defer stale',
  'begin stale',
  'lose begin',
  'settle',
  'settle',
  'release',
  'release all',
  'overdue',
  'die',
  'sweep',
  'forget',
  'cancel',
  'restart',
] as const

/** One step: who does what, with which of its messages, and how a call ends. */
export const command = fc.record({
  operation: fc.constantFrom(...operations),
  who: fc.nat({ max: 2 }),
  pick: fc.nat({ max: 2 }),
  outcome: fc.constantFrom(...outcomes),
})
type Command = typeof command extends fc.Arbitrary<infer One> ? One : never

/** What must hold of a message, beside what the ledger says of it. */
interface Model {
  /** Attempts that were begun. */
  begun: number
  cancelled: boolean
  /** Who has a call open, as far as it knows itself. */
  readonly calling: Set<Party>
}

const pickOf = <Value>(map: ReadonlyMap<string, Value>, pick: number): [string, Value] | undefined =>
  [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1))[pick % Math.max(1, map.size)]

/** Few, so that they meet. */
export const messages = 3

/** Three owners, three messages, and a model that watches them. */
export class World {
  readonly #pool: pg.Pool
  readonly #connections: readonly Connection[]
  readonly parties: Party[] = []
  readonly models = new Map<string, Model>()

  /** `connections`: one for each of the three, and one for who brings everything to its end. */
  constructor(pool: pg.Pool, connections: readonly Connection[]) {
    this.#pool = pool
    this.#connections = connections
  }

  async set(): Promise<void> {
    await this.#pool.query('DELETE FROM tidings.queue')
    await this.#pool.query('DELETE FROM tidings.dispatchers')
    for (const connection of this.#connections.slice(0, 3)) this.parties.push(await enter(connection))
    for (const key of await putMessages(this.#pool, messages))
      this.models.set(key, { begun: 0, cancelled: false, calling: new Set() })
  }

  ids(): string[] {
    return [...this.models.keys()].map((key) => key.slice(0, 36))
  }

  model(key: string): Model {
    const model = this.models.get(key)
    if (model === undefined) throw new Error(`nobody has put ${key}`)
    return model
  }

  /** A begin that the ledger has confirmed: here every rule about calls is checked. */
  began(party: Party, key: string, row: ClaimedMessage): void {
    const model = this.model(key)
    expect(party.dead, 'a dead owner began').toBe(false)
    expect(model.cancelled, 'begun after its cancel had committed').toBe(false)
    const others = this.parties.filter((one) => !one.dead && one !== party)
    expect(
      others.some((one) => model.calling.has(one)),
      'begun while a living owner had its call open',
    ).toBe(false)
    expect(
      others.some((one) => one.held.has(key)),
      'begun while a living owner held it',
    ).toBe(false)
    model.begun++
    expect(row.attempt + 1, 'attempts are numbered 1, 2, 3').toBe(model.begun)
  }

  async run({ operation, who, pick, outcome }: Command): Promise<void> {
    const party = this.parties[who]
    if (party === undefined) throw new Error('no such party')
    switch (operation) {
      case 'claim':
        for (const row of await claimFor(party, 1 + pick)) {
          expect(party.dead, 'a dead owner claimed').toBe(false)
          for (const other of this.parties)
            if (other !== party && !other.dead)
              expect(other.held.has(keyOf(row)) || other.calls.has(keyOf(row)), 'claimed from a living owner').toBe(
                false,
              )
          // What a party holds is in its memory once: a claim that finds it there already is given back.
          party.stale.delete(keyOf(row))
          party.held.set(keyOf(row), row)
        }
        return
      case 'begin':
      case 'begin stale':
      case 'lose begin': {
        const from = operation === 'begin stale' ? party.stale : party.held
        const found = pickOf(from, pick)
        if (found === undefined) return
        const [key, row] = found
        from.delete(key)
        const confirmed = (await beginFor(party, [row])).has(key)
        if (confirmed) this.began(party, key, row)
        if (operation === 'lose begin') {
          await recordFor(party, neverCalled(begun(row)))
          await releaseClaims(party.connection, statements.release, party.owner, [...party.held.values()])
        } else if (confirmed) {
          party.held.delete(key)
          party.calls.set(key, begun(row))
          this.model(key).calling.add(party)
        }
        return
      }
      case 'finish':
      case 'finish overdue': {
        const from = operation === 'finish' ? party.calls : party.overdue
        const found = pickOf(from, pick)
        if (found === undefined) return
        const [key, row] = found
        from.delete(key)
        if (operation === 'finish') this.model(key).calling.delete(party)
        party.last = afterAttempt(row, outcome, policy, 0)
        await recordFor(party, party.last)
        return
      }
      case 'finish again':
        // The reply to its record was lost, and meanwhile anything may have happened.
        if (party.last !== undefined) await recordFor(party, party.last)
        return
      case 'defer':
      case 'defer stale': {
        // A gate says: not yet. Only who holds the message may write that down.
        const from = operation === 'defer' ? party.held : party.stale
        const found = pickOf(from, pick)
        if (found === undefined) return
        const [key, row] = found
        from.delete(key)
        const written = await recordFor(party, deferredBy(row, 0))
        const holders = this.parties.filter((other) => other !== party && !other.dead && other.held.has(key))
        if (written) expect(holders, 'a verdict about what another holds').toEqual([])
        return
      }
      case 'settle':
        for (const row of await claim(party.connection, statements.settled, party.owner, 10)) {
          expect(party.dead, 'a dead owner settled').toBe(false)
          await recordFor(party, afterSettling(row, policy))
        }
        return
      case 'release':
        await releaseClaims(party.connection, statements.release, party.owner, [...party.held.values()])
        return
      case 'release all':
        // As at shutdown; what is under way may still try to begin.
        for (const [key, row] of party.held) party.stale.set(key, row)
        party.held.clear()
        await releaseClaims(party.connection, statements.release, party.owner, [])
        return
      case 'overdue':
        for (const [key, row] of party.calls) {
          party.overdue.set(key, row)
          this.model(key).calling.delete(party)
        }
        party.calls.clear()
        await sweepOverdue(party.connection, 'transactional', party.owner, 0, 0)
        return
      case 'die': {
        await this.#pool.query(`UPDATE tidings.dispatchers SET lease = now() - interval '1 s' WHERE owner = $1`, [
          party.owner,
        ])
        const judge = this.parties[(who + 1) % 3]
        if (judge === undefined) return
        for (const owner of await declareDead(judge.connection, judge.owner))
          for (const one of this.parties) if (String(one.owner) === owner) one.dead = true
        return
      }
      case 'sweep':
        await rescue(party.connection, 'transactional', 0)
        return
      case 'forget':
        await forgetDead(party.connection)
        return
      case 'cancel': {
        const key = [...this.models.keys()][pick]
        if (key === undefined) return
        // The tombstone is that of the message's own hash, as admission has written it.
        await this.#pool.query('INSERT INTO tidings.cancels (hash) VALUES ($1) ON CONFLICT DO NOTHING', [
          key.slice(0, -2),
        ])
        this.model(key).cancelled = true
        return
      }
      case 'restart':
        this.parties[who] = await enter(party.connection)
        if (!party.dead) {
          await this.#pool.query('UPDATE tidings.dispatchers SET dead = true WHERE owner = $1', [party.owner])
          party.dead = true
        }
        return
      default:
        throw new Error('an operation without a case')
    }
  }

  /** No message is in two places, and none is gone. */
  async conserved(): Promise<void> {
    const { rows } = await this.#pool.query<{ key: string; queued: number; finals: number }>(
      `SELECT i.id || '.1' AS key, (SELECT count(*)::int FROM tidings.queue q WHERE q.intent = i.id) AS queued,
         (SELECT count(*)::int FROM tidings.attempts a WHERE a.intent = i.id AND a.final_state IS NOT NULL) AS finals FROM tidings.intents i WHERE i.id = ANY ($1)`,
      [this.ids()],
    )
    expect(rows).toHaveLength(this.models.size)
    for (const { key, queued, finals } of rows) expect(queued + finals, `${key} is in one place`).toBe(1)
  }

  /** Brings everything to its end with one living owner. */
  async finish(): Promise<void> {
    for (const party of this.parties)
      await this.#pool.query('UPDATE tidings.dispatchers SET dead = true WHERE owner = $1', [party.owner])
    for (const party of this.parties) party.dead = true
    const [connection] = this.#connections.slice(3)
    if (connection === undefined) throw new Error('a world needs four connections')
    const last = await enter(connection)
    for (let round = 0; round < 20; round++) {
      await rescue(last.connection, 'transactional', 0)
      for (const row of await claim(last.connection, statements.settled, last.owner, 10))
        await recordFor(last, afterSettling(row, policy))
      const rows = [...(await claimFor(last, 10)), ...(await claim(last.connection, statements.struck, last.owner, 10))]
      const confirmed = await beginFor(last, rows)
      for (const row of rows)
        if (confirmed.has(keyOf(row))) {
          this.began(last, keyOf(row), row)
          await recordFor(last, afterAttempt(begun(row), { outcome: 'accepted', ref: 'r' }, policy, 0))
        }
    }
    const { rows } = await this.#pool.query<{ key: string }>(`SELECT intent || '.1' AS key FROM tidings.queue`)
    // Only gates end what was cancelled, and none is asked here.
    for (const { key } of rows) expect(this.model(key).cancelled, `${key} has not ended`).toBe(true)
    const { rows: numbers } = await this.#pool.query<{ key: string; attempts: number[] }>(
      `SELECT intent || '.1' AS key, array_agg(attempt ORDER BY attempt) AS attempts FROM tidings.attempts WHERE intent = ANY ($1) GROUP BY 1`,
      [this.ids()],
    )
    for (const { key, attempts } of numbers)
      expect(attempts, `the attempts of ${key}`).toEqual(attempts.map((_, index) => index + 1))
  }
}
