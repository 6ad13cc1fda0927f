import type { Context } from '../context.js'
import { styleFor } from '../output/style.js'
import type { Settings } from '../settings.js'
import type { ExplainedError } from './explain.js'

/** Says what went wrong on stderr: for people, or as one line of JSON where the command answers in JSON. */
export function printError(
  { stderr, env }: Context,
  { format, colour, debug }: Settings,
  { code, message, hint, lines, details, stack }: ExplainedError,
): void {
  if (format === 'json' || format === 'jsonl') {
    stderr.write(
      `${JSON.stringify({ code, message, ...(lines.length > 0 && { lines }), ...(hint && { hint }), ...(details && { details }), ...(debug && stack && { stack }) })}\n`,
    )
    return
  }
  const { paint } = styleFor(stderr, env, colour)
  const text = [
    `${paint('failed', 'error')} ${message}`,
    ...lines.map((line) => `  ${line}`),
    ...(hint === undefined ? [] : [`${paint('dim', 'hint:')} ${hint}`]),
    ...(debug && stack !== undefined ? [stack] : []),
  ]
  stderr.write(`${text.join('\n')}\n`)
}
