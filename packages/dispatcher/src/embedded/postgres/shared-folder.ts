import { randomBytes } from 'node:crypto'
import { chown, lstat, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { errnoCode, fileFailure } from '../state/file-failure.js'

/** What a folder outside of the project is for: data that stays, or copies that may be made again. */
export type SharedPurpose = 'data' | 'cache'

/**
 * Where root keeps what the server's user must reach and the project's folder is out of its reach. `/var/tmp` is only
 * the last resort: many systems delete what lay there untouched for a month.
 */
const places: Readonly<Record<SharedPurpose, readonly string[]>> = {
  data: ['/var/lib/tidings', '/var/tmp/tidings'],
  cache: ['/var/cache/tidings', '/var/tmp/tidings-cache'],
}

/** The candidates of this user, first choice first. An ordinary user has only the last resort. */
export function sharedPlaces(purpose: SharedPurpose): readonly string[] {
  if (process.getuid?.() === 0) return places[purpose]
  return places[purpose].slice(-1).map((place) => `${place}-${process.getuid?.() ?? 'user'}`)
}

/**
 * Makes a folder that others may pass through and only this user may change.
 *
 * @param parents where it may be made: the first that is possible.
 * @param group may pass through; default: everyone may.
 * @returns its path. It ends in `name`, or in `name` with a suffix where that belongs to somebody else.
 * @throws EmbeddedError `StateUnwritable` or `DiskFull`.
 */
export async function makeSharedFolder(parents: readonly string[], name: string, group?: number): Promise<string> {
  let failure: unknown
  for (const parent of parents) {
    try {
      const ours = await makeOwnFolder(parent, 0o711)
      return await makeOwnFolder(join(ours, name), group === undefined ? 0o755 : 0o710, group)
    } catch (error) {
      failure = error
    }
  }
  throw fileFailure('make a folder in', parents.join(' or '), failure)
}

async function makeOwnFolder(path: string, mode: number, group?: number): Promise<string> {
  try {
    await mkdir(path, { mode })
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') {
      await mkdir(dirname(path), { recursive: true, mode: 0o755 })
      return makeOwnFolder(path, mode, group)
    }
    if (errnoCode(error) !== 'EEXIST') throw error
    const found = await lstat(path)
    const foreign = !found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0
    // Anyone can make a folder in /var/tmp beforehand: what is not ours is not used.
    if (foreign) return makeOwnFolder(`${path}-${randomBytes(4).toString('hex')}`, mode, group)
    return path
  }
  if (group !== undefined) await chown(path, process.getuid?.() ?? -1, group)
  return path
}
