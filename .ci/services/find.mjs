import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The first of some programs that can be run: names are looked up in PATH (and in the sbin folders,
 * which ordinary users do not have there), paths are taken as they are.
 *
 * @param {readonly string[]} candidates
 * @returns {string | undefined}
 */
export function find(...candidates) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/local/sbin']
  for (const candidate of candidates) {
    const paths = candidate.startsWith('/') ? [candidate] : folders.map((folder) => join(folder, candidate))
    const hit = paths.find(runs)
    if (hit !== undefined) return hit
  }
  return undefined
}

function runs(path) {
  if (!existsSync(path) || !statSync(path).isFile()) return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
