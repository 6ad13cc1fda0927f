import { writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

import type { Command } from '../command.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { findingLine } from '../findings.js'
import { loadProject } from '../project.js'
import { readTemplateSet } from '../template-set.js'

/** Input of `tidings templates infer`. */
export interface TemplatesInferInput {
  readonly name: string
  /** Put the schema into template.yaml. */
  readonly write: boolean
}

/** Proposes a schema for a template's data. Never overwrites one. */
export const templatesInfer: Command<TemplatesInferInput> = async (context, { name, write }) => {
  const { cwd, output } = context
  const configuration = await loadProject(context, [])
  const [read] = await readTemplateSet(configuration, [name])
  const { inferSchema, putSchema, schemaYaml } = await import('@tidings/dispatcher/templates')
  const { schema, findings = [] } = read?.source ? inferSchema(read.source) : {}
  if (schema === undefined || !read?.source) {
    const errors = [...(read?.findings ?? []), ...findings].filter(({ severity }) => severity === 'error')
    throw new CliError('findings', `\`${name}\` cannot be read, so nothing can be told from it`, {
      lines: errors.map(findingLine),
      details: { findings: errors },
    })
  }
  const path = join(configuration.templates, name, 'template.yaml')
  if (write) {
    const yaml = putSchema(read.source.yaml, schema)
    if (yaml === undefined) {
      throw new CliError('file-exists', `${relative(cwd, path)} has a schema already`, {
        hint: `take its \`data\` out first, or compare with what \`tidings templates infer ${name}\` prints`,
      })
    }
    await writeFile(path, yaml)
  }
  output.result({
    kind: 'schema',
    data: { template: name, schema, ...(write ? { file: path } : {}) },
    text: ({ paint }) =>
      write ? [`${relative(cwd, path)} ${paint('done', 'written')}`] : schemaYaml(schema).trimEnd().split('\n'),
  })
  output.note('  it says what the template and its samples show: add lengths, formats and choices that you know of')
  return exitCodes.ok
}
