import type { Configuration } from '@tidings/dispatcher/config'
import type { LoadedTemplate } from '@tidings/dispatcher/render'
import type { TemplateSource } from '@tidings/dispatcher/templates'

import { CliError } from './errors/cli-error.js'
import { findingLine } from './findings.js'
import { compileSettings, readTemplateSet } from './template-set.js'

/** A template of the project, as it is in its files now. */
export interface CompiledTemplate {
  readonly source: TemplateSource
  readonly template: LoadedTemplate
}

/**
 * Reads, compiles and loads one template.
 *
 * @throws CliError `not-found`, or `findings` where it does not compile.
 */
export async function compileByName(configuration: Configuration, name: string): Promise<CompiledTemplate> {
  const [read] = await readTemplateSet(configuration, [name])
  const [{ compileTemplate, createMjmlCompiler }, { loadTemplate }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/render'),
  ])
  const mjml = createMjmlCompiler()
  try {
    const { source, findings = [] } = read ?? {}
    const compiled = source && (await compileTemplate(source, { ...compileSettings(configuration), mjml }))
    if (source && compiled?.artefact) return { source, template: loadTemplate(compiled.artefact) }
    const errors = [...findings, ...(compiled?.findings ?? [])].filter(({ severity }) => severity === 'error')
    throw new CliError('findings', `\`${name}\` does not compile`, {
      lines: errors.map(findingLine),
      hint: `tidings lint ${name} shows the lines`,
      details: { findings: errors },
    })
  } finally {
    await mjml.close()
  }
}
