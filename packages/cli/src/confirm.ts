import type { Configuration } from '@tidings/dispatcher/config'

import type { CommandContext } from './command.js'
import { CliError } from './errors/cli-error.js'

/**
 * Names the environment on stderr; where it is production, what follows must be confirmed by its name.
 *
 * @param confirmed what `--confirm` was given.
 * @throws CliError `production` or `needs-answer`
 */
export async function confirmEnvironment(
  context: CommandContext,
  { environment }: Configuration,
  what: string,
  confirmed: string | undefined,
): Promise<void> {
  const { output } = context
  if (!environment.production) return
  output.note(`${output.sideStyle.paint('failed', 'production')} ${environment.name}: ${what}`)
  if (confirmed !== undefined && confirmed !== environment.name) {
    throw new CliError('production', `--confirm says \`${confirmed}\`, and this is \`${environment.name}\``)
  }
  if (confirmed === environment.name) return
  const answer = await askText(context, `name of the environment, to go on`, `--confirm ${environment.name}`)
  if (answer !== environment.name) throw new CliError('production', `nothing was changed in \`${environment.name}\``)
}

/** Asks for a yes. @throws CliError `needs-answer` where nobody can be asked. */
export async function askYes(context: CommandContext, message: string, flag: string): Promise<boolean> {
  refuseToAsk(context, flag)
  const { confirm } = await import('@inquirer/prompts')
  return confirm({ message, default: false }, streams(context))
}

/** Asks for a line of text. @throws CliError `needs-answer` where nobody can be asked. */
export async function askText(context: CommandContext, message: string, flag: string): Promise<string> {
  refuseToAsk(context, flag)
  const { input } = await import('@inquirer/prompts')
  return (await input({ message, required: true }, streams(context))).trim()
}

function refuseToAsk(context: CommandContext, flag: string): void {
  if (context.isInteractive) return
  throw new CliError('needs-answer', 'this needs an answer, and nobody can be asked here', { hint: `give ${flag}` })
}

/** Streams of a prompt: questions are no data. */
export function streams({ stdin, stderr, signal }: CommandContext): {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  readonly signal: AbortSignal
} {
  return { input: stdin, output: stderr, signal }
}
