import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { EmbeddedError } from '../embedded-error.js'
import { errnoCode, fileFailure } from './file-failure.js'
import { isAlive, type ProcessIdentity, processIdentity } from './process-identity.js'

interface Holder extends ProcessIdentity {
  /** Tells two locks of the same process apart. */
  readonly token: string
}

/** How long a start may keep others waiting, in ms: initdb on a slow disk and a crash recovery fit in. */
const patience = 180_000

/**
 * Runs `work` while no other process holds the lock of this name in the state folder. A holder that died, even by
 * kill -9 or a power cut, does not block: its lock names process and boot, and is taken over by exactly one.
 *
 * @throws EmbeddedError `LockTimeout` after three minutes; the reason of `signal` when it aborts.
 */
export async function lockState<T>(
  stateFolder: string,
  name: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const path = join(stateFolder, `${name}.lock`)
  const release = await acquire(path, signal)
  try {
    return await work()
  } finally {
    await release()
  }
}

async function acquire(path: string, signal: AbortSignal | undefined): Promise<() => Promise<void>> {
  const self = await processIdentity()
  const holder: Holder = { ...(self ?? { pid: process.pid, startTime: '' }), token: randomBytes(8).toString('hex') }
  const claim = `${path}.${holder.token}`
  const deadline = performance.now() + patience
  try {
    await writeFile(claim, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    for (;;) {
      signal?.throwIfAborted()
      // Unlike an exclusive open, a link appears with its content: nobody ever reads half a lock.
      if (await linked(claim, path)) break
      const other = await readHolder(path)
      if (other !== undefined && !(await isAlive(other))) {
        if (await takeOver(path, other, claim, signal)) break
      } else if (performance.now() > deadline) {
        throw lockTimeout(path, other)
      } else {
        await sleep(25)
      }
    }
  } catch (error) {
    if (error instanceof EmbeddedError || signal?.aborted === true) throw error
    throw fileFailure('write', path, error)
  } finally {
    await rm(claim, { force: true }).catch(() => {})
  }
  return () => rm(path, { force: true })
}

/**
 * Replaces the lock of a dead holder. The right to do so is a lock itself, named after that holder's token; while it
 * is held nobody else can change the lock, so what is read under it stays true until it is replaced.
 */
async function takeOver(path: string, dead: Holder, claim: string, signal: AbortSignal | undefined): Promise<boolean> {
  const release = await acquire(join(path, '..', `${basename(path, '.lock')}-${dead.token}.lock`), signal)
  try {
    if ((await readHolder(path))?.token !== dead.token) return false
    await rename(claim, path)
    return true
  } finally {
    await release()
  }
}

async function linked(claim: string, path: string): Promise<boolean> {
  try {
    await link(claim, path)
    return true
  } catch (error) {
    if (errnoCode(error) === 'EEXIST') return false
    throw error
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function lockTimeout(path: string, holder: Holder | undefined): EmbeddedError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid}`
  return new EmbeddedError('LockTimeout', `${who} has held ${path} for more than ${patience / 1000} s`, {
    hint: holder === undefined ? 'Try again.' : `See what it does (ps -p ${holder.pid}), end it, and try again.`,
  })
}
