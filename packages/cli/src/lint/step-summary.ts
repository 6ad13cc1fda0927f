import { appendFile } from 'node:fs/promises'
import type { Located } from '@tidings/dispatcher/lint'

import type { CommandContext } from '../command.js'

/** Rows that a summary shows; a page of more is read by nobody. */
const mostRows = 200

/**
 * Adds the findings to the summary of a GitHub job: of annotations, GitHub shows ten of a kind for each step and drops the
 * rest. Does nothing where GitHub runs nothing.
 */
export async function writeStepSummary({ env, output }: CommandContext, located: readonly Located[]): Promise<void> {
  const file = env.GITHUB_STEP_SUMMARY
  if (file === undefined || file === '' || located.length === 0) return
  const cell = (text: string): string =>
    text.replace(/[\\|<>&`]/g, (mark) => `&#${mark.charCodeAt(0)};`).replace(/\s+/g, ' ')
  const rows = located
    .slice(0, mostRows)
    .map(
      ({ finding: { rule, severity, line, column, message }, path }) =>
        `| ${severity} | ${rule} | ${cell(path)}:${line}:${column} | ${cell(message)} |`,
    )
  const rest = located.length > mostRows ? [`\n${located.length - mostRows} more are in the log.`] : []
  const table = ['### tidings lint', '', '| | rule | place | |', '|---|---|---|---|', ...rows, ...rest, '']
  await appendFile(file, `${table.join('\n')}\n`).catch((error: unknown) => {
    output.warn(`the summary of the job cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  })
}
