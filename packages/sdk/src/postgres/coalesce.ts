import { isTidingsError, TidingsError } from '../errors.js'
import { lanes } from '../lane.js'
import { limits } from '../limits.js'
import type { Envelope, Passage } from '../transport.js'

/** How waiting intents become statements. */
export interface CoalesceOptions {
  /** Sends all in one statement, which commits all or none. Rejects with a `TidingsError`. */
  readonly send: (envelopes: readonly Envelope[]) => Promise<void>
  /** Statements under way at once. */
  readonly connections: number
}

/** Concurrent emits that share statements. */
export interface Coalescer {
  /** Resolves when the envelopes, which stay together, are committed. */
  add(envelopes: readonly Envelope[], passage: Passage): Promise<void>
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>
}

interface Unit {
  readonly envelopes: readonly Envelope[]
  readonly passage: Passage
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

// A statement of fewer is not worth a second connection.
const fewIntents = 50
// Beyond some hundred intents a statement gains nothing and only makes its callers wait for each other.
const mostIntents = 500
const mostCharacters = 4 * 1024 * 1024

/**
 * Collects what waits and sends it whenever one of the connections is free: under load a statement carries what came
 * while the ones before were under way, and an emit that comes alone goes alone. The critical order goes first.
 */
export function coalesce({ connections, send }: CoalesceOptions): Coalescer {
  const waiting: readonly Unit[][] = lanes.map(() => [])
  const idlers: (() => void)[] = []
  let waitingIntents = 0
  let free = connections
  let scheduled = false

  /** After the microtasks of this turn, in which the callers of the statement before emit their next. */
  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      pump()
    })
  }

  function pump(): void {
    while (free > 0) {
      // All that waits in one statement would leave the other connections idle while it commits.
      const units = take(Math.min(mostIntents, Math.max(fewIntents, Math.ceil(waitingIntents / free))))
      if (units.length === 0) break
      free -= 1
      for (const { passage } of units) passage.sending()
      void flush(units).then(() => {
        free += 1
        schedule()
      })
    }
    if (free === connections && waitingIntents === 0) for (const wake of idlers.splice(0)) wake()
  }

  /** The next units for one statement, in lane order; those whose callers have given up are dropped. */
  function take(most: number): Unit[] {
    const taken: Unit[] = []
    let intents = 0
    let characters = 0
    for (const order of waiting) {
      let seen = 0
      for (const unit of order) {
        const size = unit.envelopes.reduce((sum, { body }) => sum + body.length, 0)
        const full = intents + unit.envelopes.length > most || characters + size > mostCharacters
        if (full && taken.length > 0) break
        seen += 1
        if (unit.passage.abandoned) continue
        taken.push(unit)
        intents += unit.envelopes.length
        characters += size
      }
      for (const unit of order.splice(0, seen)) waitingIntents -= unit.envelopes.length
    }
    return taken
  }

  /** Never rejects. A batch that fails on data is split until the bad unit stands alone. */
  async function flush(units: readonly Unit[]): Promise<void> {
    try {
      await send(units.flatMap(({ envelopes }) => envelopes))
      for (const { resolve } of units) resolve()
    } catch (error) {
      if (units.length > 1 && isTidingsError(error, 'DataRefused')) {
        const middle = units.length >> 1
        await flush(units.slice(0, middle))
        await flush(units.slice(middle))
      } else {
        for (const unit of units) unit.reject(ownError(error, unit, units.length))
      }
    }
  }

  return {
    add(envelopes, passage) {
      if (waitingIntents + envelopes.length > limits.waitingIntents) {
        const message = `${waitingIntents} intents already wait for the database, more than ${limits.waitingIntents} may (limit waitingIntents).`
        return Promise.reject(new TidingsError('Overloaded', message, { ids: idsOf(envelopes), hint: 'Emit later.' }))
      }
      return new Promise((resolve, reject) => {
        const lane = Math.min(...envelopes.map((envelope) => lanes.indexOf(envelope.lane)))
        waiting[lane]?.push({ envelopes, passage, resolve, reject })
        waitingIntents += envelopes.length
        schedule()
      })
    },
    idle() {
      return new Promise((resolve) => {
        idlers.push(resolve)
        schedule()
      })
    },
  }
}

/** Each caller learns about its own intents only. */
function ownError(error: unknown, unit: Unit, units: number): unknown {
  if (units === 1 || !(error instanceof TidingsError)) return error
  const { code, cause, hint, message } = error
  const text = hint === undefined ? message : message.slice(0, -hint.length - 1)
  return new TidingsError(code, text, { cause, ids: idsOf(unit.envelopes), ...(hint === undefined ? {} : { hint }) })
}

function idsOf(envelopes: readonly Envelope[]): string[] {
  return envelopes.map(({ intent }) => intent.id)
}
