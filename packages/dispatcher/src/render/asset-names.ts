import type { Artefact } from './artefact.js'

/** Names of all files that a template shows, in any brand: what has to be served below `assetBase`. Percent-encoded. */
export function assetNames({ assets = {}, brandAssets = {} }: Artefact): readonly string[] {
  const names = [assets, ...Object.values(brandAssets)].flatMap((each) => Object.values(each))
  return [...new Set(names)].sort()
}
