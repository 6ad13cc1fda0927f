import { CommanderError } from 'commander'

import { exitCodes } from './error-table.js'
import type { ExplainedError } from './explain.js'

/**
 * What the option parser has to say: `done` where it has answered itself (help, version), an error of usage else;
 * undefined for errors of others.
 */
export function explainUsage(error: unknown): ExplainedError | 'done' | undefined {
  if (!(error instanceof CommanderError)) return undefined
  if (error.exitCode === 0 || error.code === 'commander.help') return 'done'
  const [first = '', ...rest] = error.message.split('\n')
  const meant = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(rest.join(' '))?.[1]
  const what = first
    .replace(/^error: /, '')
    .replaceAll("'", '`')
    .replace(/\.$/, '')
  return {
    code: 'usage',
    exitCode: exitCodes.usage,
    message:
      meant === undefined
        ? what
        : `${what}; did you mean ${meant
            .split(', ')
            .map((name) => `\`${name}\``)
            .join(' or ')}?`,
    hint: 'tidings --help lists the commands, tidings <command> --help its options',
    lines: [],
  }
}
