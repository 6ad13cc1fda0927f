import { lstat, mkdir, realpath, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { EmbeddedError } from '../embedded-error.js'
import { errnoCode, fileFailure } from './file-failure.js'

/** Name of the state folder in a project. */
export const stateFolderName = '.tidings'

/**
 * Makes the state folder where it is missing: for its owner only (0700) and ignored by git.
 *
 * @returns its absolute path without symbolic links: the same for everyone, however they came here.
 * @throws EmbeddedError `StateUnwritable` or `DiskFull`.
 */
export async function openStateFolder(folder: string = stateFolderName): Promise<string> {
  const path = resolve(folder)
  await makeFolder(path)
  await makeFolder(join(path, 'logs'))
  await writeFile(join(path, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if (errnoCode(error) !== 'EEXIST') throw fileFailure('write', join(path, '.gitignore'), error)
  })
  return realpath(path)
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 })
    return
  } catch (error) {
    if (errnoCode(error) !== 'EEXIST') throw fileFailure('make the folder', path, error)
  }
  const found = await lstat(path).catch((error: unknown) => {
    throw fileFailure('read', path, error)
  })
  if (found.isDirectory()) return
  throw new EmbeddedError('StateUnwritable', `cannot make the folder ${path}: a file of this name is in the way`, {
    hint: 'Move that file away.',
  })
}
