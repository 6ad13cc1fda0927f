import { reachedPieces } from './reached-pieces.js'
import type { TemplateSource } from './source.js'

/**
 * Groups brands by the pieces of their own that the template uses: a template is compiled once a group, and one group is
 * all there is where no brand has a folder, or the template uses nothing in it.
 *
 * @param brands those that the template may be dressed in; the first is in the first group
 */
export function groupBrands(
  source: TemplateSource,
  brands: readonly string[],
): readonly (readonly [string, ...string[]])[] {
  const groups = new Map<string, [string, ...string[]]>()
  for (const brand of brands) {
    const own = source.brands?.[brand]?.partials ?? {}
    const key = Object.keys(own).length === 0 ? '' : ownPieces(source, own)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [brand])
    else known.push(brand)
  }
  return [...groups.values()]
}

function ownPieces({ yaml, files, partials }: TemplateSource, own: TemplateSource['partials']): string {
  const pieces = reachedPieces({ yaml, files, partials: { ...partials, ...own } })
    .shared.filter((path) => Object.hasOwn(own, path) && own[path] !== partials[path])
    .sort()
  return pieces.length === 0 ? '' : JSON.stringify(pieces.map((path) => [path, own[path]]))
}
