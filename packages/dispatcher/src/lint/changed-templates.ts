import type { ReadTemplate } from '../templates/load/read-templates.js'
import { reachedPieces } from '../templates/reached-pieces.js'

/**
 * The templates that a change of files touches: their own files, and shared pieces that they use. Whatever else all of them
 * share touches all.
 *
 * @param paths of changed files, relative to the templates folder, with `/`; also of files that are gone
 */
export function changedTemplates(
  templates: readonly ReadTemplate[],
  paths: readonly string[],
): readonly ReadTemplate[] {
  // A brand's piece is used by whoever uses the shared one.
  const shorter = paths.map((path) => path.replace(/^_brands\/[^/]+\/(?=_(?:partials|layouts)\/)/, ''))
  const folders = new Set(shorter.map((path) => path.split('/')[0]))
  const pieces = shorter.filter((path) => /^_(?:partials|layouts)\//.test(path))
  const shared = [...folders].some((name) => name?.startsWith('_') && name !== '_partials' && name !== '_layouts')
  if (shared) return templates
  return templates.filter(({ name, source }) => {
    if (folders.has(name)) return true
    if (source === undefined || pieces.length === 0) return false
    // A piece that is gone is still asked for.
    const { yaml, files } = source
    const partials = { ...Object.fromEntries(pieces.map((path) => [path, ''])), ...source.partials }
    const used = reachedPieces({ yaml, files, partials }).shared
    return pieces.some((path) => used.includes(path))
  })
}
