import type { Configuration } from '@tidings/dispatcher/config'
import type { Artefact } from '@tidings/dispatcher/render'
import type { Finding } from '@tidings/dispatcher/templates'

/**
 * Why a template cannot be sent in production: a brand that it allows does not say where its pictures are served, so that
 * every message in it would fail.
 */
export function withoutAssetBase(
  { environment, brands, file }: Configuration,
  { name, assets, brandAssets, brands: allowed = Object.keys(brands) }: Artefact,
): Finding | undefined {
  if (!environment.production || (assets === undefined && brandAssets === undefined)) return undefined
  const without = allowed.filter((brand) => brands[brand] !== undefined && brands[brand].assetBase === undefined)
  if (without.length === 0) return undefined
  return {
    rule: 'TPL552',
    severity: 'error',
    template: name,
    file: `${name}/template.yaml`,
    line: 1,
    column: 1,
    message: `the template shows files of _assets/, and the brand ${without.join(', ')} does not say where they are served`,
    hint: `give the brand an assetBase in ${file}, or list the brands of the template without it`,
  }
}
