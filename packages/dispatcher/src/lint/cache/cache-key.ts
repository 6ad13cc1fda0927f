import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import { compilerVersion } from '../../templates/compiler-version.js'
import type { ReadTemplate } from '../../templates/load/read-templates.js'
import { reachedPieces } from '../../templates/reached-pieces.js'
import { packageVersion } from '../package-version.js'

/**
 * Makes the keys of one run: they cover the code that judges, its settings, and the template with the shared pieces that it
 * uses.
 *
 * @param settings everything that findings depend on besides the template, as plain data
 */
export function cacheKeys(settings: object): (template: ReadTemplate) => string {
  const judge = JSON.stringify([packageVersion, compilerVersion, codeStamp(), settings])
  return ({ name, source, findings, idleAssets }) => {
    const hash = createHash('sha256').update(judge)
    if (source === undefined) return hash.update(JSON.stringify([name, findings])).digest('base64')
    const { partials, ...own } = source
    const used = reachedPieces(source).shared.map((path) => [path, partials[path]])
    // The names of all pieces: messages name those that were probably meant.
    return hash.update(JSON.stringify([own, Object.keys(partials), used, findings, idleAssets])).digest('base64')
  }
}

/** Sizes and times of the compiled files: where Tidings itself is worked on, its version stays and its rules change. */
function codeStamp(): string {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const hash = createHash('sha256')
  for (const folder of ['lint', 'render', 'templates']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.name.endsWith('.js')) continue
      const path = join(entry.parentPath, entry.name)
      const { size, mtimeMs } = statSync(path)
      hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('base64')
}
