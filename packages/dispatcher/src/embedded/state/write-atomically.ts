import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

import { fileFailure } from './file-failure.js'

/**
 * Writes a file so that a reader, and a crash at any moment, sees either the old content or the new one.
 *
 * @param mode permission bits, default 0600: what is in the state folder is nobody else's.
 * @throws EmbeddedError `StateUnwritable` or `DiskFull`; the old content is then still there.
 */
export async function writeAtomically(path: string, content: string, mode = 0o600): Promise<void> {
  const unfinished = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    const file = await open(unfinished, 'wx', mode)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {})
    throw fileFailure('write', path, error)
  }
}
