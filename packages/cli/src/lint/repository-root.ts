import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The folder of the git repository around `cwd`, where code scanning starts its paths; `cwd` itself outside of one. */
export function repositoryRoot(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return cwd
  }
}
