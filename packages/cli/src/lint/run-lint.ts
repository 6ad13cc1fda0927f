import { availableParallelism } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import type { Configuration } from '@tidings/dispatcher/config'
import type { FileLintOptions, LintedTemplate } from '@tidings/dispatcher/lint'

import type { CommandContext } from '../command.js'
import { CliError } from '../errors/cli-error.js'
import { count } from '../output/words.js'
import { lintSettings, mainBrand, readTemplateSet } from '../template-set.js'
import type { LintTargets } from './choose-targets.js'
import type { LintSet } from './lint-set.js'

/** Stands for a brand where there is no project: what files alone are checked for does not depend on one. */
const noBrand = { name: 'main', sender: { email: 'sender@example.com', name: 'Sender' }, variables: {} }

/** Beyond, the one thread that judges what they compile is the slowest. */
const mostWorkers = 4

/** How a run is done. */
export interface RunOptions {
  /** Whether findings of earlier runs count where nothing has changed. */
  readonly cached: boolean
  /** Absolute paths of changed files: only what they touch is linted. Absent: everything. */
  readonly changed?: readonly string[]
}

/**
 * Lints templates, files and stdin.
 *
 * @throws CliError `configuration` where templates are asked for and there is no project
 */
export async function runLint(
  context: CommandContext,
  targets: LintTargets,
  configuration: Configuration | undefined,
  options: RunOptions,
): Promise<readonly LintSet[]> {
  const { cwd, stdin } = context
  const sets: LintSet[] = []
  if (targets.names === undefined || targets.names.length > 0) {
    if (configuration === undefined)
      throw new CliError('configuration', 'templates belong to a project with a tidings.yaml')
    sets.push({
      folder: configuration.templates,
      linted: await lintSet(context, configuration, targets.names, options),
    })
  }
  for (const { folder, names } of targets.loose) {
    const linted = await looseSet(context, folder, names, configuration, options)
    sets.push({ folder: cwd, linted: linted.map((each) => seenFrom(cwd, folder, each, false)) })
  }
  if (targets.files.length === 0 && !targets.stdin) return sets
  const { lintFiles, lintText } = await import('@tidings/dispatcher/lint')
  const fileOptions: FileLintOptions = {
    brand: configuration === undefined ? noBrand : mainBrand(configuration),
    brands: configuration?.brands ?? {},
    severities: configuration?.lint.rules ?? {},
    ...(configuration === undefined ? {} : { clients: configuration.lint.clients }),
  }
  for (const { folder, paths } of targets.files) {
    const wanted = paths.filter((path) => options.changed?.includes(join(folder, path)) ?? true)
    const linted = await lintFiles(folder, wanted, fileOptions)
    sets.push({ folder: cwd, linted: linted.map((file) => seenFrom(cwd, folder, file, true)) })
  }
  if (targets.stdin) {
    const text = (await readText(stdin)).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
    const file = /<mj/.test(text) ? 'stdin.mjml' : 'stdin.html'
    sets.push({ folder: cwd, linted: [lintText(file, text, fileOptions)], texts: { [file]: text } })
  }
  return sets
}

async function lintSet(
  { output }: CommandContext,
  configuration: Configuration,
  names: readonly string[] | undefined,
  { cached, changed }: RunOptions,
): Promise<readonly LintedTemplate[]> {
  const [{ createMjmlCompiler }, { changedTemplates, lintTemplates, openLintCache }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/lint'),
  ])
  const all = await readTemplateSet(configuration, names)
  // What tidings.yaml says, all templates depend on.
  const templates =
    changed === undefined || changed.includes(configuration.file)
      ? all
      : changedTemplates(all, pathsBelow(configuration.templates, changed))
  const mjml = createMjmlCompiler({ cached: 50, workers: Math.min(availableParallelism(), mostWorkers) })
  try {
    output.progress(`checking ${count(templates.length, 'template')}`)
    return await lintTemplates(templates, {
      ...lintSettings(configuration),
      mjml,
      severities: configuration.lint.rules,
      clients: configuration.lint.clients,
      keepArtefacts: false,
      ...(cached ? { cache: await openLintCache(join(dirname(configuration.file), '.tidings/cache/lint')) } : {}),
    })
  } finally {
    await mjml.close()
  }
}

async function looseSet(
  { output }: CommandContext,
  folder: string,
  names: readonly string[],
  configuration: Configuration | undefined,
  { changed }: RunOptions,
): Promise<readonly LintedTemplate[]> {
  const [{ createMjmlCompiler, readTemplates }, { changedTemplates }, { lintLoose }] = await Promise.all([
    import('@tidings/dispatcher/templates'),
    import('@tidings/dispatcher/lint'),
    import('./lint-loose.js'),
  ])
  const all = (await readTemplates(folder)).filter(({ name }) => names.includes(name))
  const templates = changed === undefined ? all : changedTemplates(all, pathsBelow(folder, changed))
  const mjml = createMjmlCompiler({ cached: 50, workers: Math.min(availableParallelism(), mostWorkers) })
  try {
    output.progress(`checking ${count(templates.length, 'template')}`)
    return await lintLoose(templates, {
      mjml,
      brand: noBrand,
      keepArtefacts: false,
      severities: configuration?.lint.rules ?? {},
      ...(configuration === undefined ? {} : { clients: configuration.lint.clients }),
    })
  } finally {
    await mjml.close()
  }
}

/** Those of the paths that lie in the folder, from there, with `/`. */
function pathsBelow(folder: string, paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => path.startsWith(folder + sep))
    .map((path) => relative(folder, path).replaceAll(sep, '/'))
}

/** Findings with the paths of their files from where the user stands; a file that is no template's is called by its path. */
function seenFrom(cwd: string, folder: string, linted: LintedTemplate, isFile: boolean): LintedTemplate {
  const path = (file: string): string => relative(cwd, join(folder, file)).replaceAll(sep, '/')
  const name = isFile ? path(linted.name) : linted.name
  return {
    ...linted,
    name,
    findings: linted.findings.map((finding) => ({
      ...finding,
      template: name,
      file: path(finding.file),
      ...(finding.edits && { edits: finding.edits.map((edit) => ({ ...edit, file: path(edit.file) })) }),
    })),
  }
}
