import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import pg from 'pg'
import { onTestFinished } from 'vitest'

import { findLiveServer, stopServer } from '#dispatcher/embedded/postgres/live-server.js'
import type { RunningPostgres, StartPostgresOptions } from '#dispatcher/embedded/postgres/running-postgres.js'
import { startPostgres } from '#dispatcher/embedded/postgres/start-postgres.js'

/** Whether these tests run as root, whose PostgreSQL runs as `nobody`. */
export const isRoot: boolean = process.getuid?.() === 0

/** `nobody`, in the role of the ordinary user where the tests run as root. */
export const ordinary = isRoot ? { uid: 65_534, gid: 65_534 } : {}

/** An empty project folder of one test. All that was started in it is stopped when the test ends. */
export interface Project {
  readonly folder: string
  readonly state: string
  /** What the launcher said in this process. */
  readonly lines: string[]
  start(options?: Partial<StartPostgresOptions>): Promise<RunningPostgres>
  startElsewhere(options?: Elsewhere): Promise<Starter>
}

interface Elsewhere extends Partial<Omit<StartPostgresOptions, 'log' | 'signal'>> {
  /** Run the other process as an ordinary user. */
  readonly ordinary?: boolean
}

/** Another process that started PostgreSQL, and what it reported. */
export interface Starter {
  readonly process: ChildProcess
  readonly report: StarterReport
}

export interface StarterReport {
  readonly url: string
  readonly source: RunningPostgres['source']
  readonly version: string
  readonly dataFolder: string
  readonly pid: number
  readonly lines: readonly string[]
  readonly error?: { readonly code: string; readonly message: string; readonly hint: string }
}

export function makeProject(options: { readonly mode?: number; readonly ordinary?: boolean } = {}): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tidings-project-')))
  chmodSync(folder, options.mode ?? 0o755)
  if (options.ordinary === true && isRoot) chownSync(folder, 65_534, 65_534)
  const state = join(folder, '.tidings')
  const lines: string[] = []
  const starters: ChildProcess[] = []
  onTestFinished(async () => {
    for (const starter of starters) starter.kill('SIGKILL')
    for (const data of [join(state, 'postgres'), outsideData(state)]) {
      const server = data === undefined ? undefined : await findLiveServer(data)
      if (server !== undefined) await stopServer(server)
    }
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    state,
    lines,
    start: (more = {}) => startPostgres({ folder: state, durable: false, log: (line) => lines.push(line), ...more }),
    startElsewhere: async ({ ordinary: asOrdinary, ...more } = {}) => {
      const starter = spawnStarter({ folder: state, durable: false, ...more }, asOrdinary === true ? ordinary : {})
      starters.push(starter)
      return { process: starter, report: await reportOf(starter) }
    },
  }
}

/** Starts another process that starts PostgreSQL, and does not wait for its report. */
export function spawnStarter(options: object, identity: object = {}): ChildProcess {
  const script = fileURLToPath(new URL('starter.mjs', import.meta.url))
  return spawn(process.execPath, [script, JSON.stringify(options)], {
    ...identity,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

async function reportOf(starter: ChildProcess): Promise<StarterReport> {
  if (starter.stdout === null) throw new Error('the starter has no output')
  for await (const line of createInterface({ input: starter.stdout })) return JSON.parse(line) as StarterReport
  throw new Error('the starter ended without a report')
}

/** Asks a database for the first column of some rows. */
export async function query(url: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.map((row: unknown[]) => row[0])
  } finally {
    await client.end()
  }
}

/** Ends a process at once, and waits until it is gone. */
export async function kill(victim: ChildProcess): Promise<void> {
  const ended = once(victim, 'exit')
  victim.kill('SIGKILL')
  await ended
}

function outsideData(state: string): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(state, 'postgres-data.json'), 'utf8')) as { dataFolder: string }).dataFolder
  } catch {
    return undefined
  }
}
