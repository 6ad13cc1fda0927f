import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Finding } from '../../templates/finding.js'

/** Findings of templates that were linted before, by a hash of everything that they depend on. */
export interface LintCache {
  find(key: string): readonly Finding[] | undefined
  keep(key: string, findings: readonly Finding[]): void
  /** Writes what was found or kept, and as much of the rest as there is room for. A folder that cannot be written is no error. */
  save(): Promise<void>
}

/** Templates that are kept beside those of the last run: other branches, other settings. */
const kept = 2000

/**
 * Opens the cache in a folder, which need not exist. What cannot be read there counts as empty.
 *
 * @param folder ignored by git, as it says so itself
 */
export async function openLintCache(folder: string): Promise<LintCache> {
  const file = join(folder, 'findings.json')
  const before = await readEntries(file)
  const now = new Map<string, readonly Finding[]>()
  return {
    find(key) {
      const found = before.get(key)
      if (found !== undefined) now.set(key, found)
      return found
    },
    keep: (key, findings) => void now.set(key, findings),
    async save() {
      if ([...now.keys()].every((key) => before.has(key))) return
      const others = [...before].filter(([key]) => !now.has(key)).slice(0, kept)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeFile(join(folder, '.gitignore'), '*\n')
        // Another run may write at the same time: each writes a whole file.
        const draft = `${file}.${process.pid}`
        await writeFile(draft, JSON.stringify([...now, ...others]))
        await rename(draft, file)
      } catch {
        // A cache that cannot be written makes the next run slower, and nothing else.
      }
    },
  }
}

async function readEntries(file: string): Promise<Map<string, readonly Finding[]>> {
  try {
    return new Map(JSON.parse(await readFile(file, 'utf8')) as [string, readonly Finding[]][])
  } catch {
    return new Map()
  }
}
