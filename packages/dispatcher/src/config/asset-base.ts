import type { Brand } from '../render/template.js'

/** Where pictures seem to be while nobody serves them: a name that is no one's (RFC 2606). */
const standIn = 'https://assets.example.com'

/** The brand as an environment sends it: in production with no address but its own. */
export function brandIn<T extends Brand>({ production }: { readonly production: boolean }, brand: T): T {
  return production ? brand : withAssetBase(brand)
}

/**
 * The brand, with a stand-in for an `assetBase` that it lacks. For previews, samples and every environment that is not
 * production: a project without a server for its pictures sees them in the preview, and its mails go to the catcher.
 */
export function withAssetBase<T extends Brand>(brand: T): T & { readonly assetBase: string } {
  return { ...brand, assetBase: brand.assetBase ?? standIn }
}
