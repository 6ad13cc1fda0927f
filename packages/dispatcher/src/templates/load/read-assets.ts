import { createHash } from 'node:crypto'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

import type { Findings } from '../source/findings.js'
import type { Texts } from '../source.js'

/** Largest file that is served, in bytes: no reader waits for more on a phone. */
const assetLimit = 10 * 1024 * 1024

/** Files that are looked at at once. */
const atOnce = 32

interface Known {
  readonly mtimeMs: number
  readonly size: number
  readonly hash: string
}

/** Hashes by path: a preview or a watching publisher reads the folder at every save. */
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
  const isOutside = (real: string, file: string): boolean => {
    if (real.startsWith(root.endsWith(sep) ? root : root + sep)) return false
    const place = { file, line: 1, column: 1 }
    findings.add('TPL006', place, `${file} is a link that leads out of the templates folder`, 'copy the file instead')
    return true
  }

  async function hashAt({ path, isLink }: Entry): Promise<string | undefined> {
    const file = `${below}/${path}`
    const place = { file, line: 1, column: 1 }
    const whole = join(folder, ...path.split('/'))
    try {
      // What is no link lies where its folder does, which was looked at.
      if (isLink && isOutside(await realpath(whole), file)) return undefined
      const { size, mtimeMs } = await stat(whole)
      if (size <= assetLimit) return await hashOf(whole, { size, mtimeMs })
      findings.add('TPL008', place, `${file} has ${size} bytes; ${assetLimit} are allowed`)
    } catch (error) {
      findings.add('TPL008', place, `${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`)
    }
    return undefined
  }

  // A link to the root of the disk would be walked to its end.
  const real = await realpath(folder).catch(() => undefined)
  if (real === undefined || isOutside(real, below)) return {}
  const hashes: Record<string, string> = {}
  const entries = await entriesBelow(folder)
  for (let from = 0; from < entries.length; from += atOnce) {
    const some = entries.slice(from, from + atOnce)
    const found = await Promise.all(some.map(hashAt))
    some.forEach(({ path }, index) => {
      const hash = found[index]
      if (hash !== undefined) hashes[path] = hash
    })
  }
  return hashes
}

async function hashOf(path: string, { size, mtimeMs }: Omit<Known, 'hash'>): Promise<string> {
  const before = known.get(path)
  if (before !== undefined && before.size === size && before.mtimeMs === mtimeMs) return before.hash
  const hash = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  known.set(path, { size, mtimeMs, hash })
  return hash
}

interface Entry {
  readonly path: string
  readonly isLink: boolean
}

/** All files below a folder, in the order of their names; a link to a folder is a file that cannot be read. */
async function entriesBelow(folder: string, below = ''): Promise<readonly Entry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return []
    throw error
  })
  const files: Entry[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    const path = `${below}${entry.name}`
    if (entry.isDirectory()) files.push(...(await entriesBelow(join(folder, entry.name), `${path}/`)))
    else files.push({ path, isLink: entry.isSymbolicLink() })
  }
  return files
}
