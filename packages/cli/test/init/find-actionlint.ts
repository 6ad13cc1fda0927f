import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where the program actionlint is: `ACTIONLINT_PATH`, else the first in `PATH`; undefined where it is in neither. */
export function findActionlint(): string | undefined {
  const named = process.env.ACTIONLINT_PATH
  if (named !== undefined) return named
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.map((folder) => join(folder, 'actionlint')).find(runs)
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
