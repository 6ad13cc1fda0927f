import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { errnoCode } from '../state/file-failure.js'
import { commandLine, isAlive, type ProcessIdentity, processIdentity } from '../state/process-identity.js'

/** A running server of one data folder. */
export interface LiveServer {
  readonly process: ProcessIdentity
  readonly port: number
  /** As PostgreSQL writes it down: `starting`, `ready`, `stopping`, `standby`. */
  readonly status: string
}

/** A number that no process has: Linux gives out at most 2^22, macOS 99 999. */
const nobodysPid = '2147483646'

/**
 * Finds the server that runs on this data folder. A `postmaster.pid` may be left from a crash, and its number may
 * belong to another program by now: it only counts if that is a PostgreSQL which was started for this folder.
 */
export async function findLiveServer(dataFolder: string): Promise<LiveServer | undefined> {
  const lines = await readPidFile(dataFolder)
  const pid = Number(lines[0])
  const found = await processIdentity(pid)
  if (found === undefined || !(await isServerOf(pid, dataFolder))) return undefined
  return { process: found, port: Number(lines[3] ?? 0), status: lines[7]?.trim() ?? 'starting' }
}

/**
 * Makes a `postmaster.pid` harmless whose number was given to another program: PostgreSQL would take that program for
 * its own server and refuse to start. Only the number is replaced: PostgreSQL still finds by the rest of the file
 * whether children of the dead server use its memory.
 *
 * @returns the number of that program, or undefined when there was nothing to do.
 */
export async function disownStranger(dataFolder: string): Promise<number | undefined> {
  const lines = await readPidFile(dataFolder)
  const pid = Number(lines[0])
  if ((await processIdentity(pid)) === undefined || (await isServerOf(pid, dataFolder))) return undefined
  const file = await open(join(dataFolder, 'postmaster.pid'), 'r+')
  try {
    const content = Buffer.from([nobodysPid, ...lines.slice(1)].join('\n'))
    await file.write(content, 0, content.length, 0)
    await file.truncate(content.length)
  } finally {
    await file.close()
  }
  return pid
}

/**
 * Stops a server: fast shutdown (open transactions are rolled back), and harder if it does not end.
 *
 * @returns when the process is gone.
 */
export async function stopServer(server: LiveServer): Promise<void> {
  const steps = [
    { signal: 'SIGINT', patience: 15_000 },
    { signal: 'SIGQUIT', patience: 5000 },
    { signal: 'SIGKILL', patience: 5000 },
  ] as const
  for (const { signal, patience } of steps) {
    if (!(await isAlive(server.process))) return
    try {
      process.kill(server.process.pid, signal)
    } catch (error) {
      if (errnoCode(error) === 'ESRCH') return
      throw error
    }
    if (await ended(server.process, patience)) return
  }
}

async function ended(server: ProcessIdentity, patience: number): Promise<boolean> {
  const deadline = performance.now() + patience
  while (performance.now() < deadline) {
    if (!(await isAlive(server))) return true
    await sleep(10)
  }
  return false
}

async function readPidFile(dataFolder: string): Promise<readonly string[]> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')
  return text.split('\n')
}

async function isServerOf(pid: number, dataFolder: string): Promise<boolean> {
  const command = await commandLine(pid)
  return command?.includes(`postgres -D ${dataFolder} `) === true
}
