import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

import { assetName } from '../assets/asset-name.js'
import { createFindings } from '../source/findings.js'
import { readAssets } from './read-assets.js'

/**
 * The files of all `_assets/` folders of a templates folder, shared and of brands: by the name below `assetBase` that they
 * are served as, the path of the file relative to the templates folder. Those that no template may show are left out.
 */
export async function readAssetFiles(templates: string): Promise<ReadonlyMap<string, string>> {
  const brands = await readdir(join(templates, '_brands')).catch(() => [])
  const folders = ['_assets', ...brands.map((brand) => `_brands/${brand}/_assets`)]
  const files = new Map<string, string>()
  for (const folder of folders) {
    const hashes = await readAssets(templates, folder, createFindings(''))
    for (const [path, hash] of Object.entries(hashes)) files.set(assetName(path, hash), `${folder}/${path}`)
  }
  return files
}
