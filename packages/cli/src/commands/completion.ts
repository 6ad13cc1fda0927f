import type { Command } from '../command.js'
import { bashScript } from '../completion/bash-script.js'
import type { CommandWords } from '../completion/command-words.js'
import { zshScript } from '../completion/zsh-script.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'

/** Input of `tidings completion`. */
export interface CompletionInput {
  readonly shell: string
  /** The commands of the program, see `commandWords`. */
  readonly commands: readonly CommandWords[]
}

const scripts: Readonly<Record<string, (commands: readonly CommandWords[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
}

/** Prints the script with which a shell completes `tidings`. */
export const completion: Command<CompletionInput> = async ({ output }, { shell, commands }) => {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined
  if (script === undefined)
    throw new CliError('usage', `there is no completion for \`${shell}\``, { hint: Object.keys(scripts).join(', ') })
  output.raw(script(commands))
  return exitCodes.ok
}
