import type { Configuration } from '@tidings/dispatcher/config'
import type { Ledger } from '@tidings/dispatcher/ledger'
import type { Finding, MjmlCompiler, ReadTemplate } from '@tidings/dispatcher/templates'

import { withoutAssetBase } from './assets/without-asset-base.js'
import { compileSettings } from './template-set.js'

/** What came of publishing one template. */
export type Publishing =
  | {
      readonly name: string
      readonly ok: true
      readonly hash: string
      readonly changed: boolean
      /** Names of the files that it shows, below `assetBase`. */
      readonly assets: readonly string[]
    }
  | { readonly name: string; readonly ok: false; readonly findings: readonly Finding[] }

/** Compiles a template and, where nothing is wrong with it, makes it what the environment sends. */
export async function publishOne(
  ledger: Ledger,
  configuration: Configuration,
  { name, source, findings }: ReadTemplate,
  options: { readonly mjml: MjmlCompiler; readonly byWhom: string },
): Promise<Publishing> {
  const [{ compileTemplate }, { publish }, { assetNames }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/flows'),
    import('@tidings/dispatcher/render'),
  ])
  const compiled = source && (await compileTemplate(source, { ...compileSettings(configuration), mjml: options.mjml }))
  const errors = [...findings, ...(compiled?.findings ?? [])].filter(({ severity }) => severity === 'error')
  const artefact = compiled?.artefact
  if (errors.length > 0 || artefact === undefined) return { name, ok: false, findings: errors }
  const unserved = withoutAssetBase(configuration, artefact)
  if (unserved !== undefined) return { name, ok: false, findings: [unserved] }
  const { hash, changed } = await publish(ledger, artefact, source, {
    environment: configuration.environment.name,
    byWhom: options.byWhom,
  })
  return { name, ok: true, hash, changed, assets: assetNames(artefact) }
}
