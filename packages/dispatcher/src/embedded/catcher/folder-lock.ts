import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { lockState } from '../state/lock-state.js'
import { getHealth } from './health.js'

/** A folder that no other catcher may use meanwhile. */
export interface FolderLock {
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
 * Takes the folder for a catcher that `start` starts, which answers where it listens. One starts at a time; a catcher
 * that was killed leaves its lock behind, so a lock only counts while the catcher that it names answers on its port.
 *
 * @throws Error where a living catcher holds it; what `start` throws.
 */
export async function lockFolder(folder: string, start: () => Promise<number>): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'catcher.lock')
  await lockState(folder, 'catcher-start', async () => {
    const held = await readLock(path)
    if (held !== undefined && held.pid !== process.pid) {
      const health = await getHealth(`http://127.0.0.1:${held.httpPort}`, 1000).catch(() => undefined)
      if (health?.pid === held.pid) {
        throw new Error(
          `the folder ${folder} is in use by the catcher with process id ${held.pid} on port ${held.httpPort}; stop it, or name another folder`,
        )
      }
    }
    await writeFile(path, JSON.stringify({ pid: process.pid, httpPort: await start() } satisfies LockFile))
  })
  return { release: () => rm(path, { force: true }) }
}
