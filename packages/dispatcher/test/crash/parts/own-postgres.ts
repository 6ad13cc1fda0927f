import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'

import { migrate } from '#dispatcher/ledger/migrate.js'

import { findBinaries } from '../../support/postgres-server.js'

/** A PostgreSQL of a test's own, with fsync, that can be taken away as a power cut would. */
export interface OwnPostgres {
  readonly url: string
  /** `pg_ctl stop -m immediate`: no checkpoint, connections are torn off. */
  crash(): Promise<void>
  /** Resolves when it takes connections again. */
  start(): Promise<void>
  drop(): Promise<void>
}

/** PostgreSQL's programs on this machine; undefined where there are none. */
export function postgresBinaries(): string | undefined {
  try {
    return findBinaries()
  } catch {
    return undefined
  }
}

/** A port on 127.0.0.1 that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Makes a cluster, starts it, and brings a ledger into it. */
export async function startOwnPostgres(bin: string): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-crash-postgres-'))
  const data = join(folder, 'data')
  // PostgreSQL refuses to run as root; 65534 is `nobody` everywhere.
  const root = process.getuid?.() === 0
  const identity = root ? { uid: 65_534, gid: 65_534 } : {}
  if (root) chownSync(folder, 65_534, 65_534)
  const options = { ...identity, cwd: folder, env: { PATH: `${bin}:/usr/bin:/bin`, LANG: 'C' } }
  const initdb = ['-D', data, '-U', 'tidings', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-instructions']
  execFileSync(join(bin, 'initdb'), initdb, { ...options, stdio: 'ignore' })
  const port = await freePort()
  const url = `postgres://tidings@127.0.0.1:${port}/postgres`
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'jit=off']
  let server: ChildProcess | undefined

  const answers = async (): Promise<boolean> => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('SELECT 1')
      return true
    } catch {
      return false
    } finally {
      await client.end().catch(() => {})
    }
  }
  const start = async (): Promise<void> => {
    const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
    server = spawn(join(bin, 'postgres'), args, { ...options, stdio: 'ignore' })
    while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const crash = async (): Promise<void> => {
    if (server === undefined) return
    const ended = once(server, 'exit')
    server.kill('SIGQUIT')
    await ended
    server = undefined
  }
  await start()
  await migrate(url)
  return {
    url,
    crash,
    start,
    drop: async () => {
      await crash()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
