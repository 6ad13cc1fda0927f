import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { errnoCode, fileFailure } from '../state/file-failure.js'
import type { Binaries } from './binaries.js'
import type { DataPlace } from './data-folder.js'
import { embeddedName } from './embedded-url.js'
import { postgresFailure } from './explain-failure.js'

/** How PostgreSQL's programs are started: in English, which is what `postgresFailure` reads, and with nothing of ours. */
export const programEnvironment: Readonly<Record<string, string>> = { LC_ALL: 'C', PATH: '/usr/bin:/bin' }

/** What `initialise` needs. */
export interface Initialisation {
  readonly binaries: Binaries
  readonly place: DataPlace
  readonly password: string
  /** `false`: leave it to the system when the files reach the disk; for tests. */
  readonly durable: boolean
  readonly signal: AbortSignal | undefined
}

/**
 * Makes the data folder with the superuser `tidings`. It appears under its name only when it is complete: what a
 * killed first start leaves behind is removed by the next one.
 *
 * @throws EmbeddedError `PostgresFailed`, `DiskFull` or `StateUnwritable`.
 */
export async function initialise(task: Initialisation): Promise<void> {
  const { dataFolder, identity } = task.place
  await removeUnfinished(dataFolder)
  // A name of its own: the initdb of a start that was killed may still be writing into its folder.
  const unfinished = `${dataFolder}.unfinished-${randomBytes(4).toString('hex')}`
  const passwordFile = `${unfinished}-password`
  try {
    await mkdir(unfinished, { mode: 0o700 })
    await writeFile(passwordFile, `${task.password}\n`, { flag: 'wx', mode: 0o600 })
    if (identity !== undefined) {
      await Promise.all([unfinished, passwordFile].map((path) => chown(path, identity.uid, identity.gid)))
    }
    await runInitdb(task, unfinished, passwordFile)
    // An empty folder under the final name would be in the way on some systems.
    await rmdir(dataFolder).catch(() => {})
    await rename(unfinished, dataFolder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {})
    throw errnoCode(error) === undefined ? error : fileFailure('make the data folder', dataFolder, error)
  } finally {
    await rm(passwordFile, { force: true }).catch(() => {})
  }
}

async function removeUnfinished(dataFolder: string): Promise<void> {
  const names = await readdir(dirname(dataFolder))
  const left = names.filter((name) => name.startsWith(`${basename(dataFolder)}.unfinished-`))
  // What a living initdb writes meanwhile is left for the next time.
  await Promise.all(left.map((name) => rm(join(dirname(dataFolder), name), { recursive: true }).catch(() => {})))
}

async function runInitdb(task: Initialisation, folder: string, passwordFile: string): Promise<void> {
  const options = ['-D', folder, '-U', embeddedName, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const content = ['-E', 'UTF8', '--locale=C', '--no-instructions', ...(task.durable ? [] : ['--no-sync'])]
  try {
    await promisify(execFile)(join(task.binaries.bin, 'initdb'), [...options, ...content], {
      ...task.place.identity,
      cwd: '/',
      env: programEnvironment,
      ...(task.signal === undefined ? {} : { signal: task.signal }),
    })
  } catch (error) {
    task.signal?.throwIfAborted()
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string }
    throw postgresFailure('make the data folder', task.place.dataFolder, `${stdout ?? error}\n${stderr ?? ''}`, error)
  }
}
