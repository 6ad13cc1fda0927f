import { createHash } from 'node:crypto'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

import type { Findings } from '../source/findings.js'
import type { Texts } from '../source.js'

/** Largest file that is served, in bytes: no reader waits for more on a phone. */
export const assetLimit: number = 10 * 1024 * 1024

interface Known {
  readonly mtimeMs: number
  readonly size: number
  readonly hash: string
}

/** Hashes by real path: a preview or a watching publisher reads the folder at every save. */
const known = new Map<string, Known>()

/**
 * Hashes of the files in a folder, by their path below it with `/`; those whose name starts with a dot are left out. A link
 * that leads out of the templates folder, and a file that is too large, are findings.
 *
 * @param templates the templates folder
 * @param below the folder of the files, relative to it
 */
export async function readAssets(templates: string, below: string, findings: Findings): Promise<Texts> {
  const folder = join(templates, ...below.split('/'))
  const root = await realpath(templates)
  const hashes: Record<string, string> = {}
  const isOutside = (real: string, file: string): boolean => {
    if (real.startsWith(root.endsWith(sep) ? root : root + sep)) return false
    const place = { file, line: 1, column: 1 }
    findings.add('TPL006', place, `${file} is a link that leads out of the templates folder`, 'copy the file instead')
    return true
  }
  // A link to the root of the disk would be walked to its end.
  const whole = await realpath(folder).catch(() => undefined)
  if (whole === undefined || isOutside(whole, below)) return hashes
  for (const path of await assetPaths(folder)) {
    const file = `${below}/${path}`
    const place = { file, line: 1, column: 1 }
    try {
      const real = await realpath(join(folder, ...path.split('/')))
      if (isOutside(real, file)) continue
      const { size, mtimeMs } = await stat(real)
      if (size > assetLimit) {
        findings.add('TPL008', place, `${file} has ${size} bytes; ${assetLimit} are allowed`)
        continue
      }
      hashes[path] = await hashOf(real, { size, mtimeMs })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      findings.add('TPL008', place, `${file} cannot be read: ${code ?? String(error)}`)
    }
  }
  return hashes
}

async function hashOf(real: string, { size, mtimeMs }: Omit<Known, 'hash'>): Promise<string> {
  const before = known.get(real)
  if (before !== undefined && before.size === size && before.mtimeMs === mtimeMs) return before.hash
  const hash = createHash('sha256')
    .update(await readFile(real))
    .digest('hex')
  known.set(real, { size, mtimeMs, hash })
  return hash
}

/** Paths of all files below a folder, sorted; a link to a folder is a file that cannot be read. */
async function assetPaths(folder: string, below = ''): Promise<readonly string[]> {
  let entries: Awaited<ReturnType<typeof list>>
  try {
    entries = await list(folder)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return []
    throw error
  }
  const paths: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) paths.push(...(await assetPaths(join(folder, entry.name), `${below}${entry.name}/`)))
    else paths.push(`${below}${entry.name}`)
  }
  return paths
}

const list = (folder: string) => readdir(folder, { withFileTypes: true })
