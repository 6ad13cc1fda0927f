import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type FileHandle, mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { fileFailure } from '../state/file-failure.js'
import type { Binaries } from './binaries.js'
import type { DataPlace } from './data-folder.js'
import { postgresFailure } from './explain-failure.js'
import { programEnvironment } from './initialise.js'
import { findLiveServer, type LiveServer, stopServer } from './live-server.js'

/** What `runServer` needs. */
export interface ServerRun {
  readonly binaries: Binaries
  readonly place: DataPlace
  readonly port: number
  /** `false`: a crash of the machine may lose the last transactions; for tests. */
  readonly durable: boolean
  readonly logFile: string
  readonly log: (line: string) => void
  readonly signal: AbortSignal | undefined
}

/** Says that the port was taken between the look at it and the start. */
export const portTaken: unique symbol = Symbol('port taken')

/** A log that grew beyond this many bytes is put aside at the next start. */
const largestLog = 10_000_000

/**
 * Children of a killed server see its death within moments, as does a single-user one whose starter was killed; until
 * then they block a new start.
 */
const orphansLinger = /pre-existing shared memory block .* is still in use|Is another postgres \(PID/
const orphanRetries = 50

/**
 * Starts the server in a session of its own, so that Ctrl-C in the terminal reaches only us, who stop it in order.
 * It outlives this process if that is killed. Its output goes to the log file, not to a pipe that could break.
 *
 * @returns the server when it is ready, or `portTaken`.
 * @throws EmbeddedError `PostgresFailed` with the server's own last words, or `DiskFull`; the reason of `signal` when
 *   it aborts.
 */
export async function runServer(run: ServerRun): Promise<LiveServer | typeof portTaken> {
  for (let attempt = 1; ; attempt++) {
    const result = await runOnce(run)
    if (typeof result !== 'string') return result
    if (/Address already in use/.test(result)) return portTaken
    if (!orphansLinger.test(result) || attempt === orphanRetries) {
      throw postgresFailure('start PostgreSQL in', run.place.dataFolder, result)
    }
    await sleep(100)
  }
}

async function runOnce(run: ServerRun): Promise<LiveServer | string> {
  const logFile = await openLog(run.logFile)
  try {
    const from = (await logFile.stat()).size
    const server = spawn(join(run.binaries.bin, 'postgres'), serverArguments(run), {
      ...run.place.identity,
      cwd: '/',
      env: programEnvironment,
      stdio: ['ignore', logFile.fd, logFile.fd],
      detached: true,
    })
    server.unref()
    await once(server, 'spawn')
    const live = await untilReady(run, server)
    return live ?? (await readFrom(run.logFile, from))
  } finally {
    await logFile.close()
  }
}

function serverArguments(run: ServerRun): readonly string[] {
  const durable = run.durable ? ['fsync=on', 'synchronous_commit=on'] : ['fsync=off', 'synchronous_commit=off']
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=64MB',
    'max_connections=50',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    ...durable,
    ...(run.durable ? [] : ['full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting])
  return ['-D', run.place.dataFolder, '-p', String(run.port), ...settings]
}

/** @returns undefined when the server ended before it was ready. */
async function untilReady(run: ServerRun, server: ChildProcess): Promise<LiveServer | undefined> {
  const started = performance.now()
  let patience = 5000
  for (;;) {
    const live = await findLiveServer(run.place.dataFolder)
    if (run.signal?.aborted === true) {
      if (live !== undefined) await stopServer(live)
      else server.kill('SIGINT')
      run.signal.throwIfAborted()
    }
    if (live?.process.pid === server.pid && live?.status === 'ready') return live
    if (server.exitCode !== null || server.signalCode !== null) return undefined
    if (performance.now() - started > patience) {
      run.log(`PostgreSQL has been recovering for ${Math.round(patience / 1000)} s; ${run.logFile} says how far it is`)
      patience *= 2
    }
    await sleep(10)
  }
}

async function openLog(path: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const found = await stat(path).catch(() => undefined)
    if (found !== undefined && found.size > largestLog) await rename(path, `${path}.1`)
    return await open(path, 'a+', 0o600)
  } catch (error) {
    throw fileFailure('write', path, error)
  }
}

async function readFrom(path: string, position: number): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, position)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}
