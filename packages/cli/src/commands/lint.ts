import { relative } from 'node:path'

import type { Command } from '../command.js'
import { exitCodes } from '../errors/error-table.js'
import { annotation, findingLines } from '../findings.js'
import { count } from '../output/words.js'
import { loadProject } from '../project.js'
import { compileSettings, mainBrand, readTemplateSet } from '../template-set.js'

/** Input of `tidings lint`. */
export interface LintInput {
  /** Empty: all. */
  readonly names: readonly string[]
  /** Warnings that are let through; undefined: any number. */
  readonly maxWarnings: number | undefined
}

/** Checks templates. Needs no database and no network; exits 1 where there are errors or too many warnings. */
export const lint: Command<LintInput> = async (context, { names, maxWarnings }) => {
  const { cwd, output } = context
  const configuration = await loadProject(context, [])
  const templates = await readTemplateSet(configuration, names)
  const [{ createMjmlCompiler }, { lintTemplates }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/lint'),
  ])
  const mjml = createMjmlCompiler()
  try {
    output.progress(`checking ${count(templates.length, 'template')}`)
    const { brands, templates: folder } = configuration
    const linted = await lintTemplates(templates, {
      ...compileSettings(configuration),
      mjml,
      brand: mainBrand(configuration),
      brands,
    })
    const findings = linted.flatMap((template) => template.findings)
    const errors = findings.filter(({ severity }) => severity === 'error').length
    const warnings = findings.length - errors
    const tooMany = maxWarnings !== undefined && warnings > maxWarnings
    const texts = await Promise.all(findings.map((finding) => findingLines(finding, folder, output.style)))
    const summary = [
      count(templates.length, 'template'),
      count(errors, 'error'),
      count(warnings, 'warning') + (tooMany ? ` (more than ${maxWarnings})` : ''),
    ].join(', ')
    output.result({
      kind: 'findings',
      data: { templates: templates.length, errors, warnings, findings },
      items: findings,
      text: ({ paint }) => [
        ...texts.flatMap((lines) => [...lines, '']),
        paint(errors > 0 || tooMany ? 'failed' : warnings > 0 ? 'waiting' : 'done', summary),
      ],
      github: () => findings.map((finding) => annotation(finding, relative(cwd, `${folder}/${finding.file}`))),
    })
    return errors > 0 || tooMany ? exitCodes.failed : exitCodes.ok
  } finally {
    await mjml.close()
  }
}
