import type { Artefact } from '../../render/artefact.js'
import type { ProgramData } from '../../render/program-data.js'
import { sourcePlace } from '../language/parse-context.js'
import type { Findings } from '../source/findings.js'
import { didYouMean } from '../source/nearest.js'
import type { TemplateSource } from '../source.js'
import { assetName } from './asset-name.js'
import { type AssetUse, assetUses, plainPaths } from './asset-uses.js'
import { assetsStart } from './spell-assets.js'

/** The files of `_assets/` that one template shows. */
export interface Assets {
  /** Notes the files that a program shows; those that are not there are findings. */
  check(program: ProgramData): void
  /** The names of all that were noted, for the artefact. */
  names(): Pick<Artefact, 'assets' | 'brandAssets'>
}

/** @param brands those that the template may be dressed in */
export function createAssets(source: TemplateSource, brands: readonly string[], findings: Findings): Assets {
  const shared = source.assets ?? {}
  const used = new Set<string>()
  const folders = brands.map((brand) => {
    const own = source.brands?.[brand]?.assets
    return { brand, own: own ?? {}, all: own === undefined ? shared : { ...shared, ...own } }
  })

  function note({ start, end }: AssetUse): readonly string[] {
    if (end === undefined) {
      used.add(start)
      return folders.filter(({ all }) => !Object.hasOwn(all, start)).map(({ brand }) => brand)
    }
    const without: string[] = []
    for (const { brand, all } of folders) {
      const found = Object.keys(all).filter((path) => path.startsWith(start) && path.endsWith(end))
      for (const path of found) used.add(path)
      if (found.length === 0) without.push(brand)
    }
    return without
  }

  return {
    check(program) {
      for (const { at, text } of plainPaths(program)) {
        findings.add(
          'TPL207',
          sourcePlace(program.files, at),
          `\`${text}\` in quotes is no address`,
          `write '${text.slice(assetsStart.length)}' | asset_url, or let the attribute begin with ${assetsStart}`,
        )
      }
      for (const use of assetUses(program)) {
        const { start, end, at } = use
        const place = sourcePlace(program.files, at)
        const path = end === undefined ? start : `${start}…${end}`
        if (/^\/|\\|(?:^|\/)\.\.?(?:\/|$)/.test(start)) {
          findings.add(
            'TPL207',
            place,
            `${assetsStart}${path} leads out of the folder`,
            'write the path below _assets/, without . and ..',
          )
          continue
        }
        const without = note(use)
        if (without.length === 0) continue
        const whose = without.length === brands.length ? '' : ` for the brand ${without.join(', ')}`
        const known = new Set(folders.flatMap(({ brand, all }) => (without.includes(brand) ? Object.keys(all) : [])))
        findings.add(
          'TPL207',
          place,
          `there is no file \`${assetsStart}${path}\`${whose}${end === undefined ? didYouMean(start, known) : ''}`,
          'files lie in _assets/ beside the templates, or in _brands/<brand>/_assets/',
        )
      }
    },
    names() {
      const paths = [...used].sort()
      if (paths.length === 0) return {}
      const named = (hashes: Readonly<Record<string, string>>) =>
        paths.flatMap((path) => (Object.hasOwn(hashes, path) ? [[path, assetName(path, hashes[path] ?? '')]] : []))
      const own = folders.flatMap(({ brand, own: hashes }) => {
        const differing = named(hashes).filter(([path = '', name]) => assetName(path, shared[path] ?? '') !== name)
        return differing.length === 0 ? [] : [[brand, Object.fromEntries(differing)] as const]
      })
      return {
        assets: Object.fromEntries(named(shared)),
        ...(own.length === 0 ? {} : { brandAssets: Object.fromEntries(own) }),
      }
    },
  }
}
