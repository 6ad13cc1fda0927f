import type { Configuration } from '@tidings/dispatcher/config'

import type { Command, CommandContext } from '../command.js'
import { exitCodes } from '../errors/error-table.js'
import { chooseTargets } from '../lint/choose-targets.js'
import { lintReport } from '../lint/lint-report.js'
import { showFindings } from '../lint/lint-set.js'
import { repositoryRoot } from '../lint/repository-root.js'
import { runLint } from '../lint/run-lint.js'
import { loadProject } from '../project.js'

/** Input of `tidings lint`. */
export interface LintInput {
  /** Names of templates, files, folders, or `-` for stdin. Empty: all templates. */
  readonly targets: readonly string[]
  /** Warnings that are let through, instead of what tidings.yaml says. */
  readonly maxWarnings: number | undefined
  /** Whether findings of earlier runs count where nothing has changed. */
  readonly cached: boolean
  /** Lists the rules, and lints nothing. */
  readonly rules: boolean
  /** Id of a rule to explain. */
  readonly explain: string | undefined
}

/** Checks templates. Needs no database and no network; exits 1 where there are errors or too many warnings. */
export const lint: Command<LintInput> = async (context, { targets: typed, maxWarnings, cached, rules, explain }) => {
  const { cwd, output } = context
  if (rules || explain !== undefined) {
    const { explainRule, listRules } = await import('../lint/rule-report.js')
    output.result(explain === undefined ? await listRules() : await explainRule(explain))
    return exitCodes.ok
  }
  const configuration = await projectIfAny(context, typed.length > 0)
  const targets = await chooseTargets(context, typed, configuration)
  const sets = await runLint(context, targets, configuration, { cached })
  const { junitReport, sarifLog } = await import('@tidings/dispatcher/lint')
  const { report, failed } = lintReport(
    context,
    {
      located: await showFindings(sets, repositoryRoot(cwd)),
      names: sets.flatMap(({ linted }) => linted.map(({ name }) => name)),
      noun: targets.names?.length === 0 ? 'file' : 'template',
      maxWarnings: maxWarnings ?? configuration?.lint.maxWarnings,
    },
    { junitReport, sarifLog },
  )
  output.result(report)
  return failed ? exitCodes.failed : exitCodes.ok
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
