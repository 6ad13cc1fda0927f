import { chmod, cp, lstat, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'

import { fileFailure } from '../state/file-failure.js'
import type { Binaries } from './binaries.js'
import { canReach, type ServerIdentity } from './server-identity.js'
import { makeSharedFolder, sharedPlaces } from './shared-folder.js'

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * Makes npm binaries runnable by the server's user. Their package loses its symbolic links to shared libraries when
 * install scripts are off: they are restored in place, or in a copy where the package cannot be written. A copy is
 * also made where the server's user cannot reach the package, for example below root's home folder.
 *
 * @param cachePlaces where copies may be kept.
 * @param log told in one line about a repair or a copy.
 * @throws EmbeddedError `StateUnwritable` or `DiskFull` when a copy is needed and cannot be made.
 */
export async function usableBinaries(
  found: Binaries,
  identity: ServerIdentity | undefined,
  log: (line: string) => void,
  cachePlaces: readonly string[] = sharedPlaces('cache'),
): Promise<Binaries> {
  if (found.source === 'system') return found
  if (!(await reachable(found, identity))) {
    const copy = await copyOf(found, cachePlaces)
    log(`PostgreSQL runs as user ${identity?.uid}, who cannot read ${found.home}: using a copy in ${copy.home}`)
    return copy
  }
  const missing = await missingLinks(found.home)
  if (missing.length === 0) return found
  if (await restored(found.home, missing)) {
    log(
      `restored ${missing.length} library links in ${found.home}, which were missing because install scripts were off`,
    )
    return found
  }
  const copy = await copyOf(found, cachePlaces)
  log(`library links are missing in ${found.home}, which is read-only: using a complete copy in ${copy.home}`)
  return copy
}

async function reachable(found: Binaries, identity: ServerIdentity | undefined): Promise<boolean> {
  if (identity === undefined) return true
  const needed = [
    canReach(join(found.bin, 'postgres'), 'x', identity),
    canReach(join(found.bin, 'initdb'), 'x', identity),
    canReach(join(found.home, 'lib'), 'r', identity),
    canReach(join(found.home, 'share', 'postgresql', 'postgres.bki'), 'r', identity),
  ]
  return (await Promise.all(needed)).every((yes) => yes)
}

async function missingLinks(home: string): Promise<readonly Link[]> {
  // Packages for some platforms need no links and have no such file.
  const text = await readFile(join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = (JSON.parse(text) as readonly Link[]).map((link) => ({
    source: join(dirname(home), link.source),
    target: join(dirname(home), link.target),
  }))
  const missing = await Promise.all(links.map(async (link) => ((await exists(link.target)) ? [] : [link])))
  return missing.flat()
}

async function restored(home: string, missing: readonly Link[]): Promise<boolean> {
  const made = missing.map((link) => symlink(relative(dirname(link.target), link.source), link.target).catch(() => {}))
  await Promise.all(made)
  // Another process may have made them meanwhile: what counts is that they are there.
  return (await missingLinks(home)).length === 0
}

async function copyOf(found: Binaries, places: readonly string[]): Promise<Binaries> {
  const parent = await makeSharedFolder(places, `postgresql-${found.version}-${process.arch}`)
  const home = join(parent, 'native')
  try {
    if (!(await isComplete(found.home, home))) await copyInto(found.home, home)
  } catch (error) {
    throw fileFailure('copy PostgreSQL to', parent, error)
  }
  return { ...found, home, bin: join(home, 'bin') }
}

async function copyInto(from: string, home: string): Promise<void> {
  const unfinished = join(dirname(home), `unfinished-${process.pid}`, basename(home))
  await rm(dirname(unfinished), { recursive: true, force: true })
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true })
  await openToAll(unfinished)
  await restored(unfinished, await missingLinks(unfinished))
  const replaced = join(dirname(unfinished), 'replaced')
  await rename(home, replaced).catch(() => {})
  await rename(unfinished, home).catch(async (error: unknown) => {
    if (!(await isComplete(from, home))) throw error
  })
  await rm(dirname(unfinished), { recursive: true, force: true })
}

/** A package that was installed with a strict umask is readable by its owner only. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

/** Systems that tidy up their temporary folders delete single old files. */
async function isComplete(from: string, to: string): Promise<boolean> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [original, copy] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory() && !((await exists(copy)) && (await isComplete(original, copy)))) return false
    if (entry.isFile() && (await sizeOf(copy)) !== (await sizeOf(original))) return false
  }
  return (await missingLinks(to)).length === 0
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    (found) => found.size,
    () => undefined,
  )
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
