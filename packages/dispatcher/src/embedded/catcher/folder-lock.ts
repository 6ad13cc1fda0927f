import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { getHealth } from './health.js'

/** A folder that no other catcher may use meanwhile. */
export interface FolderLock {
  /** Writes down where this catcher listens, so that another one can see that it is alive. */
  hold(httpPort: number): Promise<void>
  release(): Promise<void>
}

interface LockFile {
  readonly pid: number
  readonly httpPort: number
}

const readLock = async (path: string): Promise<LockFile | undefined> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockFile
  } catch {
    // Absent, or cut short by a crash: nobody holds it.
    return undefined
  }
}

/**
 * Takes the folder. A catcher that was killed leaves its lock behind, so a lock only counts while the catcher that it
 * names answers on its port.
 *
 * @throws Error where a living catcher holds it.
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'catcher.lock')
  const held = await readLock(path)
  if (held !== undefined && held.pid !== process.pid) {
    const health = await getHealth(`http://127.0.0.1:${held.httpPort}`, 1000).catch(() => undefined)
    if (health?.pid === held.pid) {
      throw new Error(
        `the folder ${folder} is in use by the catcher with process id ${held.pid} on port ${held.httpPort}; stop it, or name another folder`,
      )
    }
  }
  return {
    hold: (httpPort) => writeFile(path, JSON.stringify({ pid: process.pid, httpPort } satisfies LockFile)),
    release: () => rm(path, { force: true }),
  }
}
