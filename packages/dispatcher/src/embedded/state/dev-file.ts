import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { errnoCode, fileFailure } from './file-failure.js'
import type { ProcessIdentity } from './process-identity.js'
import { writeAtomically } from './write-atomically.js'

/** What runs for a project on this machine, as `tidings dev` wrote it down. It may have ended since: ask `isAlive`. */
export interface DevFile {
  /** The processes by what they are: `dev`, `dispatcher`, `catcher`, ... */
  readonly pids: Readonly<Record<string, ProcessIdentity>>
  /** Ports on 127.0.0.1 by what answers there. */
  readonly ports: Readonly<Record<string, number>>
  /** ISO 8601, UTC. */
  readonly startedAt: string
}

/**
 * Reads `dev.json` of a state folder.
 *
 * @returns undefined when there is none, or when it is not readable as one.
 * @throws EmbeddedError `StateUnwritable` when it is there and may not be read.
 */
export async function readDevFile(stateFolder: string): Promise<DevFile | undefined> {
  const path = join(stateFolder, 'dev.json')
  try {
    const found: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isDevFile(found) ? found : undefined
  } catch (error) {
    if (errnoCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw fileFailure('read', path, error)
  }
}

/** Writes `dev.json`. @throws EmbeddedError `StateUnwritable` or `DiskFull`. */
export async function writeDevFile(stateFolder: string, dev: DevFile): Promise<void> {
  await writeAtomically(join(stateFolder, 'dev.json'), `${JSON.stringify(dev, undefined, 2)}\n`)
}

/** Removes `dev.json` if it is there. */
export async function removeDevFile(stateFolder: string): Promise<void> {
  await rm(join(stateFolder, 'dev.json'), { force: true })
}

function isDevFile(value: unknown): value is DevFile {
  if (!isRecord(value) || typeof value.startedAt !== 'string' || !isRecord(value.pids) || !isRecord(value.ports)) {
    return false
  }
  const processes = Object.values(value.pids)
  return (
    processes.every((one) => isRecord(one) && typeof one.pid === 'number' && typeof one.startTime === 'string') &&
    Object.values(value.ports).every((port) => typeof port === 'number')
  )
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
