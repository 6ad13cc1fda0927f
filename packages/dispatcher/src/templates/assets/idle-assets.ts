import type { TemplateSource, Texts } from '../source.js'
import { assetsStart } from './spell-assets.js'

/**
 * Files of `_assets/`, shared and of brands, that none of these templates names, relative to the templates folder. By the text
 * alone, so rather one too few; a file beside another of the same name and another ending counts as what that was made from.
 *
 * @param sources all templates of a folder
 */
export function idleAssets(sources: readonly TemplateSource[]): readonly string[] {
  const [first] = sources
  if (first === undefined) return []
  const { assets = {}, brands = {}, partials } = first
  const folders = [
    { below: assetsStart, hashes: assets },
    ...Object.entries(brands).map(([brand, own]) => ({ below: `_brands/${brand}/${assetsStart}`, hashes: own.assets })),
  ]
  if (folders.every(({ hashes }) => Object.keys(hashes).length === 0)) return []
  const pieces = [partials, ...Object.values(brands).map((own) => own.partials)]
  const texts = [...pieces, ...sources.map(({ files, yaml }): Texts => ({ ...files, yaml }))].flatMap(Object.values)
  const { whole, starts } = mentionsIn(texts)
  const names = folders.flatMap(({ hashes }) => Object.keys(hashes))
  const isNamed = (path: string): boolean => whole.has(path) || starts.some((start) => path.startsWith(start))
  const stems = new Set(names.filter(isNamed).map(stemOf))
  return folders.flatMap(({ below, hashes }) =>
    Object.keys(hashes)
      .filter((path) => !stems.has(stemOf(path)))
      .map((path) => `${below}${path}`),
  )
}

/** Paths that texts name, and what paths that are put together begin with. */
function mentionsIn(texts: readonly string[]): {
  readonly whole: ReadonlySet<string>
  readonly starts: readonly string[]
} {
  const whole = new Set<string>()
  const starts = new Set<string>()
  for (const text of texts) {
    if (text.includes(assetsStart)) {
      for (const [, path = '', next] of text.matchAll(/_assets\/([^"'<>{}()\n]*)(\{\{|\{%)?/g)) {
        if (next === undefined) whole.add(path.trim())
        else starts.add(path)
      }
    }
    // In the language itself a path may be any text, whole or the start of one.
    if (!text.includes('asset_url')) continue
    for (const [, double, single] of text.matchAll(/"([^"\n]+)"|'([^'\n]+)'/g)) {
      const path = double ?? single ?? ''
      whole.add(path)
      if (path.endsWith('/')) starts.add(path)
    }
  }
  return { whole, starts: [...starts] }
}

function stemOf(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') ? path.slice(0, dot) : path
}
