import { cp, readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

import { CliError } from '../errors/cli-error.js'

/** Where the package keeps the starter templates. */
const folder: string = fileURLToPath(new URL('../../starters', import.meta.url))

/**
 * Names of the starter templates, sorted.
 *
 * @throws CliError `not-found` where the package lies here without them.
 */
export async function starterNames(): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
      .map(({ name }) => name)
      .sort()
  } catch (cause) {
    throw new CliError('not-found', `the starter templates are missing from ${folder}`, {
      hint: 'install @tidings/cli again',
      cause,
    })
  }
}

/** Copies starter templates and what they share; never over a file that is there. Answers what was made. */
export async function copyStarters(names: readonly string[], target: string): Promise<readonly string[]> {
  const made: string[] = []
  const shown = await shownAssets([...pieces, ...names])
  for (const name of [...pieces, '_assets', ...names]) {
    const to = join(target, name)
    // A template that is there is somebody's: nothing of ours is mixed into it.
    if (!name.startsWith('_') && (await exists(to))) continue
    const filter = (file: string): boolean => name !== '_assets' || shown(relative(join(folder, name), file))
    await cp(join(folder, name), to, { recursive: true, force: false, errorOnExist: false, filter })
    if (!name.startsWith('_')) made.push(name)
  }
  return made
}

/** What all starters share. */
const pieces: readonly string[] = ['_layouts', '_partials']

/** Whether one of the folders names a picture, or it is what one of them was drawn from: others would lie there unused. */
async function shownAssets(folders: readonly string[]): Promise<(path: string) => boolean> {
  const named = new Set<string>()
  for (const each of folders) {
    for (const entry of await readdir(join(folder, each), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const text = await readFile(join(entry.parentPath, entry.name), 'utf8')
      for (const [, path = ''] of text.matchAll(/_assets\/([\w./-]*)/g)) named.add(withoutEnding(path))
    }
  }
  return (path) => {
    const wanted = withoutEnding(path.split(sep).join('/'))
    // Folders are walked; a name that ends in / stands for all that lies in it.
    return (
      wanted === path || [...named].some((each) => wanted === each || (each.endsWith('/') && wanted.startsWith(each)))
    )
  }
}

const withoutEnding = (path: string): string => path.replace(/\.\w+$/, '')

async function exists(path: string): Promise<boolean> {
  return readdir(path).then(
    () => true,
    () => false,
  )
}
