import { resolve } from 'node:path'
import type { Configuration } from '@tidings/dispatcher/config'

import type { Command, CommandContext } from '../command.js'
import { exitCodes } from '../errors/error-table.js'
import { applyFixes } from '../lint/apply-fixes.js'
import { changedFiles } from '../lint/changed-files.js'
import { chooseTargets } from '../lint/choose-targets.js'
import { lintReport } from '../lint/lint-report.js'
import { showFindings } from '../lint/lint-set.js'
import { repositoryRoot } from '../lint/repository-root.js'
import { runLint } from '../lint/run-lint.js'
import { writeStepSummary } from '../lint/step-summary.js'
import type { Report } from '../output/reporter.js'
import { count } from '../output/words.js'
import { loadProject } from '../project.js'

/** Input of `tidings lint`. */
export interface LintInput {
  /** Names of templates, files, folders, or `-` for stdin. Empty: all templates. */
  readonly targets: readonly string[]
  /** Warnings that are let through, instead of what tidings.yaml says. */
  readonly maxWarnings: number | undefined
  /** Whether findings of earlier runs count where nothing has changed. */
  readonly cached: boolean
  /** Git revision: only what has changed since, and what uses it. */
  readonly base: string | undefined
  /** Cures what can be cured without asking, and tells the rest. */
  readonly fix: boolean
  /** Goes on until Ctrl-C. */
  readonly watch: boolean
  /** Lists the rules, and lints nothing. */
  readonly rules: boolean
  /** Id of a rule to explain. */
  readonly explain: string | undefined
}

/** Checks templates. Needs no database and no network; exits 1 where there are errors or too many warnings. */
export const lint: Command<LintInput> = async (context, input) => {
  const { cwd, output, signal } = context
  const { rules, explain, watch } = input
  if (rules || explain !== undefined) {
    const { explainRule, listRules } = await import('../lint/rule-report.js')
    output.result(explain === undefined ? await listRules() : await explainRule(explain))
    return exitCodes.ok
  }
  const first = await lintOnce(context, input)
  output.result(first.report)
  if (!watch) return first.failed ? exitCodes.failed : exitCodes.ok

  const { watchLint } = await import('../lint/watch-lint.js')
  const configuration = await projectIfAny(context, input.targets.length > 0)
  const project = configuration === undefined ? [] : [configuration.templates, configuration.file]
  const typed = input.targets.map((target) => resolve(cwd, target))
  let told = JSON.stringify(first.report.data)
  output.note('watching; Ctrl-C ends it')
  await watchLint([...project, ...typed], signal, async (second) => {
    try {
      const { report } = await lintOnce(context, input)
      const data = JSON.stringify(report.data)
      if (data === told) return
      told = data
      output.result(report)
    } catch (error) {
      // A tidings.yaml that is half saved is whole at the second look.
      if (second) output.warn(error instanceof Error ? error.message : String(error))
    }
  })
  return exitCodes.ok
}

/** Fixes may uncover others; more rounds than this would be two that undo each other. */
const mostRounds = 5

async function lintOnce(
  context: CommandContext,
  input: LintInput,
): Promise<{ readonly report: Report; readonly failed: boolean }> {
  const { targets: typed, maxWarnings, cached, base, fix } = input
  const { cwd, output } = context
  const configuration = await projectIfAny(context, typed.length > 0)
  const targets = await chooseTargets(context, typed, configuration)
  const changed = base === undefined ? undefined : await changedFiles(cwd, base)
  const options = { cached: cached && !fix, ...(changed === undefined ? {} : { changed }) }
  let sets = await runLint(context, targets, configuration, options)
  let cured = 0
  for (let round = 0; fix && round < mostRounds; round++) {
    const now = await applyFixes(sets)
    if (now === 0) break
    cured += now
    sets = await runLint(context, targets, configuration, options)
  }
  if (fix) output.note(`${count(cured, 'finding')} fixed`)
  const { junitReport, sarifLog } = await import('@tidings/dispatcher/lint')
  const located = await showFindings(sets, repositoryRoot(cwd))
  await writeStepSummary(context, located)
  return lintReport(
    context,
    {
      located,
      names: sets.flatMap(({ linted }) => linted.map(({ name }) => name)),
      noun: targets.names?.length === 0 && targets.loose.length === 0 ? 'file' : 'template',
      maxWarnings: maxWarnings ?? configuration?.lint.maxWarnings,
    },
    { junitReport, sarifLog },
  )
}

/** The project around; undefined where there is none, and what was typed may do without. */
async function projectIfAny(context: CommandContext, optional: boolean): Promise<Configuration | undefined> {
  if (optional && context.settings.config === undefined) {
    const { findConfiguration } = await import('@tidings/dispatcher/config')
    try {
      findConfiguration(context.cwd)
    } catch {
      return undefined
    }
  }
  const { ruleIds } = await import('@tidings/dispatcher/lint')
  return loadProject(context, [], { lintRules: ruleIds() })
}
