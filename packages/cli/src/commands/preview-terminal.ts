import type { Command } from '../command.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { findingLine } from '../findings.js'
import { createFrames } from '../preview/frames.js'
import { noPictures } from '../preview/project-pictures.js'
import { terminalLines } from '../preview/terminal-view.js'
import { viewTemplate } from '../preview/view-template.js'
import { loadProject } from '../project.js'
import { chooseSample } from '../samples.js'
import { lintSettings, readTemplateSet } from '../template-set.js'

/** Input of `tidings preview --terminal`. */
export interface PreviewTerminalInput {
  readonly name: string | undefined
  /** Default: the first. */
  readonly sample: string | undefined
  readonly locale: string | undefined
  readonly brand: string | undefined
}

/** Shows a template in the terminal: what the page of the preview shows, in words. Exits 1 where lint finds errors. */
export const previewTerminal: Command<PreviewTerminalInput> = async (context, { name, sample, locale, brand }) => {
  const configuration = await loadProject(context, [])
  const [read] = await readTemplateSet(configuration, name === undefined ? [] : [name])
  if (read?.source === undefined || name === undefined) {
    throw new CliError('usage', 'which template?', { hint: 'tidings preview --terminal order-shipped' })
  }
  await chooseSample(read.source, sample)
  const [{ createMjmlCompiler }, { lintTemplates }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/lint'),
  ])
  const mjml = createMjmlCompiler()
  try {
    const options = { ...lintSettings(configuration), mjml }
    const [{ artefact, findings } = { artefact: undefined, findings: [] }] = await lintTemplates([read], options)
    const errors = artefact === undefined ? findings.filter(({ severity }) => severity === 'error') : []
    const piece = { name, source: read.source, ...(artefact && { artefact }), errors, findings, linted: true }
    const view = viewTemplate(
      piece,
      {
        template: name,
        ...(sample === undefined ? {} : { sample }),
        ...(locale === undefined ? {} : { locale }),
        ...(brand === undefined ? {} : { brand }),
      },
      { configuration, frames: createFrames(), pictures: noPictures, now: context.clock() },
    )
    if (view.errors.length > 0) {
      throw new CliError('findings', `\`${name}\` does not render`, {
        lines: view.errors.map(findingLine),
        hint: `tidings lint ${name} shows the lines`,
        details: { findings: view.errors },
      })
    }
    if (view.problems.length > 0) {
      throw new CliError('invalid-data', `sample \`${view.sample}\` does not fit the schema`, {
        lines: view.problems.map(({ path, message }) => `${path || '/'} ${message}`),
      })
    }
    context.output.result({ kind: 'template-view', data: view, text: (style) => terminalLines(view, style) })
    return findings.some(({ severity }) => severity === 'error') ? exitCodes.failed : exitCodes.ok
  } finally {
    await mjml.close()
  }
}
