import type { Configuration } from '@tidings/dispatcher/config'
import type { Artefact } from '@tidings/dispatcher/render'
import type { Finding, MjmlCompiler, ReadTemplate, TemplateSource } from '@tidings/dispatcher/templates'

import { compileSettings } from '../template-set.js'

/** A template that compiled, or all that is wrong with it. */
export type CompiledRead =
  | { readonly source: TemplateSource; readonly artefact: Artefact }
  | { readonly errors: readonly Finding[] }

/** Compiles a template as it was read. */
export async function compileRead(
  { source, findings }: ReadTemplate,
  configuration: Configuration,
  mjml: MjmlCompiler,
): Promise<CompiledRead> {
  const { compileTemplate } = await import('@tidings/dispatcher/templates')
  const compiled = source && (await compileTemplate(source, { ...compileSettings(configuration), mjml }))
  if (source !== undefined && compiled?.artefact !== undefined) return { source, artefact: compiled.artefact }
  return { errors: [...findings, ...(compiled?.findings ?? [])].filter(({ severity }) => severity === 'error') }
}
