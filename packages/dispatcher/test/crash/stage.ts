import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'

import { freshDatabase } from '../support/database.js'
import { readBooks } from './oracle/books.js'
import type { Incident } from './oracle/incident.js'
import { judgeBooks, type Verdict } from './oracle/judge.js'
import { configurationOf, type Settings } from './parts/configuration.js'
import { type DispatcherProcess, startDispatcherProcess } from './parts/dispatcher.js'
import { type Emitter, startEmitter } from './parts/emitter.js'
import { publishMailTemplates } from './parts/mail-templates.js'
import { type Sink, startSink } from './parts/sink.js'

/** A ledger, a sink and an emitter of a test's own, each in a process of its own, and as many dispatchers as wanted. */
export interface Stage {
  readonly url: string
  readonly pool: pg.Pool
  readonly sink: Sink
  readonly emitter: Emitter
  /** What happened to dispatchers, for the oracle. */
  readonly incidents: Incident[]
  /** Starts a dispatcher under a name of its own. */
  dispatch(over?: Partial<Settings>): Promise<DispatcherProcess>
  rows<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>
  /** What a dispatcher had begun and not recorded, for the oracle. Asked before its lease is over. */
  begun(what: Incident['what'], dispatcher: DispatcherProcess, at: number): Promise<Incident>
  /** Kills a dispatcher and writes down which calls it had begun. */
  kill(dispatcher: DispatcherProcess): Promise<Incident>
  /** Resolves when no message is open; fails with what is open when that takes longer than `limitMs`. */
  settled(limitMs?: number): Promise<void>
  /** Compares emitter, ledger and sink. */
  judge(): Promise<Verdict>
  stop(): Promise<void>
}

/** How a stage is set up. */
export interface StageOptions {
  /** Default: a fresh one on the run's server. */
  readonly database?: { readonly url: string; drop(): Promise<void> }
  /** Between which two ms the sink waits before it answers. Default 5 to 40. */
  readonly delay?: readonly [number, number]
}

/** Sets a stage. */
export async function setStage({ database, delay = [5, 40] }: StageOptions = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-crash-'))
  const { url, drop } = database ?? (await freshDatabase({ migrated: true }))
  const pool = new pg.Pool({ connectionString: url, max: 3 })
  pool.on('error', () => {})
  await publishMailTemplates(url)
  const sink = await startSink(join(folder, 'sink.log'), delay)
  const emitter = await startEmitter(join(folder, 'emitter.log'), url)
  const dispatchers: DispatcherProcess[] = []
  const incidents: Incident[] = []
  let started = 0

  const rows: Stage['rows'] = async (sql, values = []) => (await pool.query(sql, [...values])).rows
  const begun: Stage['begun'] = async (what, { name, owner }, at) => {
    // What its server processes were carrying out is done by then, and no lease is over yet.
    await new Promise((resolve) => setTimeout(resolve, 80))
    const open = await rows<{ key: string }>(
      `SELECT intent || '.' || n || '.' || generation || '.' || attempt AS key FROM tidings.queue WHERE owner = $1 AND began_at IS NOT NULL AND hold IS NULL`,
      [owner],
    )
    return { what, name, at, begun: open.map(({ key }) => key) }
  }

  return {
    url,
    pool,
    sink,
    emitter,
    incidents,
    rows,
    begun,
    dispatch: async (over = {}) => {
      const name = `d${++started}.crash.example`
      const file = join(folder, `tidings-${started}.yaml`)
      await writeFile(file, configurationOf({ database: url, smtp: sink.port, name, ...over }))
      const dispatcher = await startDispatcherProcess(file, name)
      dispatchers.push(dispatcher)
      return dispatcher
    },
    kill: async (dispatcher) => {
      const at = Date.now()
      await dispatcher.kill()
      const incident = await begun('kill', dispatcher, at)
      incidents.push(incident)
      return incident
    },
    settled: async (limitMs = 60_000) => {
      const until = Date.now() + limitMs
      for (;;) {
        const [open] = await rows<{ count: number }>(
          'SELECT (SELECT count(*) FROM tidings.outbox)::int + (SELECT count(*) FROM tidings.queue)::int AS count',
        )
        if (open?.count === 0) return
        if (Date.now() > until) {
          const left = await rows('SELECT *, now() AS now FROM tidings.queue LIMIT 5')
          const said = dispatchers.at(-1)?.said.slice(-8).join('\n') ?? ''
          throw new Error(`${open?.count} messages have not ended: ${JSON.stringify(left, null, 1)}\n${said}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    judge: async () => judgeBooks(await readBooks(pool, emitter, sink, incidents)),
    stop: async () => {
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.kill()))
      await emitter.stop()
      await sink.vanish()
      await pool.end()
      await drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
