import type { junitReport, Located, sarifLog } from '@tidings/dispatcher/lint'

import type { CommandContext } from '../command.js'
import { annotation, findingLines } from '../findings.js'
import type { Report } from '../output/reporter.js'
import { count } from '../output/words.js'

/** What the report is made of. */
export interface LintResult {
  readonly located: readonly Located[]
  /** Everything that was linted. */
  readonly names: readonly string[]
  /** What `names` are: `template`, or `file` where there is no template among them. */
  readonly noun: string
  /** Warnings that are let through; undefined: any number. */
  readonly maxWarnings: number | undefined
}

/** Findings in every format, and whether they fail the run. */
export function lintReport(
  { env, output: { style } }: CommandContext,
  { located, names, noun, maxWarnings }: LintResult,
  formats: { readonly sarifLog: typeof sarifLog; readonly junitReport: typeof junitReport },
): { readonly report: Report; readonly failed: boolean } {
  const findings = located.map(({ finding }) => finding)
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings
  const failed = errors > 0 || tooMany
  const summary = [
    count(names.length, noun),
    count(errors, 'error'),
    count(warnings, 'warning') + (tooMany ? ` (more than ${maxWarnings})` : ''),
  ].join(', ')
  const annotations = (): readonly string[] => located.map(({ finding, path }) => annotation(finding, path))
  const report: Report = {
    kind: 'findings',
    data: { templates: names.length, errors, warnings, findings },
    items: findings,
    text: ({ paint }) => [
      ...located.flatMap(({ finding, line }) => [...findingLines(finding, line, style), '']),
      paint(failed ? 'failed' : warnings > 0 ? 'waiting' : 'done', summary),
      // GitHub reads them out of the log, and shows them beside the lines of a pull request.
      ...(env.GITHUB_ACTIONS === 'true' ? annotations() : []),
    ],
    also: {
      github: annotations,
      sarif: () => [JSON.stringify(formats.sarifLog(located), null, 2)],
      junit: () => [formats.junitReport(located, names)],
    },
  }
  return { report, failed }
}
