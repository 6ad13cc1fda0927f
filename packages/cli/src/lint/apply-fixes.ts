import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { LintSet } from './lint-set.js'

/**
 * Writes what cures findings into their files.
 *
 * @returns how many findings were cured
 */
export async function applyFixes(sets: readonly LintSet[]): Promise<number> {
  const { applyEdits } = await import('@tidings/dispatcher/lint')
  let cured = 0
  for (const { folder, linted, texts = {} } of sets) {
    const findings = linted
      .flatMap((each) => each.findings)
      .filter(({ file, edits = [] }) => edits.length > 0 && !Object.hasOwn(texts, file))
    const edits = findings.flatMap((finding) => finding.edits ?? [])
    const files = new Set(edits.map(({ file }) => file))
    for (const file of files) {
      const path = join(folder, file)
      const before = await readFile(path, 'utf8')
      const after = applyEdits(
        before,
        edits.filter((edit) => edit.file === file),
      )
      if (after !== before) await writeFile(path, after)
    }
    cured += findings.length
  }
  return cured
}
