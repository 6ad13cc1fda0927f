import type { Configuration } from '@tidings/dispatcher/config'
import type { Ledger } from '@tidings/dispatcher/ledger'
import type { Finding, MjmlCompiler, ReadTemplate } from '@tidings/dispatcher/templates'

import { compileSettings } from './template-set.js'

/** What came of publishing one template. */
export type Publishing =
  | { readonly name: string; readonly ok: true; readonly hash: string; readonly changed: boolean }
  | { readonly name: string; readonly ok: false; readonly findings: readonly Finding[] }

/** Compiles a template and, where nothing is wrong with it, makes it what the environment sends. */
export async function publishOne(
  ledger: Ledger,
  configuration: Configuration,
  { name, source, findings }: ReadTemplate,
  options: { readonly mjml: MjmlCompiler; readonly byWhom: string },
): Promise<Publishing> {
  const [{ compileTemplate }, { publish }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/flows'),
  ])
  const compiled = source && (await compileTemplate(source, { ...compileSettings(configuration), mjml: options.mjml }))
  const errors = [...findings, ...(compiled?.findings ?? [])].filter(({ severity }) => severity === 'error')
  if (errors.length > 0 || !compiled?.artefact) return { name, ok: false, findings: errors }
  const { hash, changed } = await publish(ledger, compiled.artefact, source, {
    environment: configuration.environment.name,
    byWhom: options.byWhom,
  })
  return { name, ok: true, hash, changed }
}
