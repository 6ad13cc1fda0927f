import type { Configuration } from '@tidings/dispatcher/config'
import type { LoadedTemplate } from '@tidings/dispatcher/render'
import type { TemplateSource } from '@tidings/dispatcher/templates'

import { CliError } from './errors/cli-error.js'
import { findingLine } from './findings.js'
import { compileRead } from './renders/compile-read.js'
import { readTemplateSet } from './template-set.js'

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
  const [{ createMjmlCompiler }, { loadTemplate }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/render'),
  ])
  const mjml = createMjmlCompiler()
  try {
    const compiled = read ? await compileRead(read, configuration, mjml) : { errors: [] }
    if (!('errors' in compiled)) return { source: compiled.source, template: loadTemplate(compiled.artefact) }
    throw new CliError('findings', `\`${name}\` does not compile`, {
      lines: compiled.errors.map(findingLine),
      hint: `tidings lint ${name} shows the lines`,
      details: { findings: compiled.errors },
    })
  } finally {
    await mjml.close()
  }
}
