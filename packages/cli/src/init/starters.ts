import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
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
  for (const name of ['_layouts', '_partials', '_assets', ...names]) {
    const to = join(target, name)
    // A template that is there is somebody's: nothing of ours is mixed into it.
    if (!name.startsWith('_') && (await exists(to))) continue
    await cp(join(folder, name), to, { recursive: true, force: false, errorOnExist: false })
    if (!name.startsWith('_')) made.push(name)
  }
  return made
}

async function exists(path: string): Promise<boolean> {
  return readdir(path).then(
    () => true,
    () => false,
  )
}
