import type pg from 'pg'

import type { Emission, Emitter } from '../parts/emitter.js'
import { lanesOfTemplates } from '../parts/mail-templates.js'
import type { Sink, Transaction } from '../parts/sink.js'
import type { Incident } from './incident.js'

/** An attempt or verdict as the ledger has it, read by SQL of this rig's own. Times are ms since 1970. */
export interface AttemptRow {
  readonly intent: string
  readonly n: number
  readonly generation: number
  readonly attempt: number
  /** 0 verdict, 1 accepted, 2 rejected, 3 deferred, 4 unknown, 5 interrupted. */
  readonly outcome: number
  /** 1 accepted, 3 failed, 4 unknown, 5 suppressed, 6 expired, 7 cancelled; null: it went on. */
  readonly final: number | null
  readonly code: string | null
  readonly began: number | null
  readonly ended: number
}

/** Everything that three parties wrote down about one run. */
export interface Books {
  readonly emissions: readonly Emission[]
  readonly transactions: readonly Transaction[]
  readonly incidents: readonly Incident[]
  readonly intents: readonly { readonly id: string; readonly externalId: string }[]
  readonly attempts: readonly AttemptRow[]
  /** `<intent>.<n>` of messages that have not ended. */
  readonly queued: readonly string[]
  /** Intents that are still in the outbox. */
  readonly waiting: number
  readonly refused: readonly string[]
  /** Counter of the ledger per final state. */
  readonly tallies: ReadonlyMap<number, number>
  /** Whether an unknown outcome of a template may be sent again. */
  resends(template: string): boolean
}

/** Reads the books of a run. */
export async function readBooks(
  pool: pg.Pool,
  emitter: Emitter,
  sink: Sink,
  incidents: readonly Incident[],
): Promise<Books> {
  const { rows: intents } = await pool.query<{ id: string; externalId: string }>(
    'SELECT id, external_id AS "externalId" FROM tidings.intents',
  )
  const { rows: attempts } = await pool.query<AttemptRow>(
    `SELECT intent, n, generation, attempt, outcome, final_state AS final, code,
       extract(epoch FROM began_at)::float8 * 1000 AS began, extract(epoch FROM ended_at)::float8 * 1000 AS ended
     FROM tidings.attempts ORDER BY intent, n, generation, attempt`,
  )
  const { rows: queued } = await pool.query<{ key: string }>(`SELECT intent || '.' || n AS key FROM tidings.queue`)
  const { rows: waiting } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM tidings.outbox')
  const { rows: refused } = await pool.query<{ id: string }>('SELECT external_id AS id FROM tidings.refused')
  const { rows: tallies } = await pool.query<{ state: number; count: number }>(
    'SELECT state, sum(n)::int AS count FROM tidings.tallies WHERE state > 0 GROUP BY state',
  )
  return {
    emissions: emitter.emissions(),
    transactions: sink.transactions(),
    incidents,
    intents,
    attempts,
    queued: queued.map(({ key }) => key),
    waiting: waiting[0]?.count ?? 0,
    refused: refused.map(({ id }) => id),
    tallies: new Map(tallies.map(({ state, count }) => [state, count])),
    // Transactional mails are sent once more, codes and offers are not.
    resends: (template) => lanesOfTemplates[template as keyof typeof lanesOfTemplates] === 'transactional',
  }
}
