import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { CliError } from '../errors/cli-error.js'
import type { ProjectChoices } from './project-files.js'

const names = ['sdk', 'dispatcher', 'cli'] as const

/**
 * Where a new project gets the packages from: the registry, in the version of this command line, or tarballs in a folder.
 *
 * @throws CliError `not-found` where a tarball is missing
 */
export async function packageSources(
  version: string,
  from: string | undefined,
  cwd: string,
): Promise<ProjectChoices['packages']> {
  if (from === undefined) return { sdk: `^${version}`, dispatcher: `^${version}`, cli: `^${version}` }
  const folder = resolve(cwd, from)
  const found = { sdk: '', dispatcher: '', cli: '' }
  for (const name of names) {
    const path = join(folder, `tidings-${name}.tgz`)
    const there = await stat(path).catch(() => undefined)
    if (!there?.isFile()) {
      throw new CliError('not-found', `there is no tidings-${name}.tgz in ${folder}`, {
        hint: '`pnpm pack:local` in a clone of the repository makes the three tarballs and says where',
      })
    }
    found[name] = `file:${path}`
  }
  return found
}
