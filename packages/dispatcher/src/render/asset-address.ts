import type { Artefact } from './artefact.js'
import { ValueError } from './render-error.js'
import { type Brand, usualBrand } from './template.js'

/** Finds the address of a file of `_assets/` for messages of one brand. */
export type AssetAddress = (path: string) => string

/**
 * Where the files are that a template shows, by the brand of the message.
 * @throws ValueError, when it is asked, for a file that was not there when the template was compiled, and for a brand
 * whose files are served nowhere
 */
export function assetAddresses({ assets = {}, brandAssets = {} }: Artefact): (brand: Brand) => AssetAddress {
  return ({ key = usualBrand, assetBase }) => {
    const own = Object.hasOwn(brandAssets, key) ? brandAssets[key] : undefined
    return (path) => {
      const name = find(own, path) ?? find(assets, path)
      if (name === undefined) throw new ValueError(`there was no file _assets/${path} when the template was compiled`)
      if (assetBase === undefined) {
        throw new ValueError(`brand "${key}" has no assetBase in tidings.yaml, where _assets/${path} would be served`)
      }
      return `${assetBase}/${name}`
    }
  }
}

function find(names: Readonly<Record<string, string>> | undefined, path: string): string | undefined {
  return names !== undefined && Object.hasOwn(names, path) ? names[path] : undefined
}
