import { type Command as CommanderCommand, Option } from 'commander'

import type { Command, CommandContext } from '../command.js'
import type { Context } from '../context.js'
import { CliError } from '../errors/cli-error.js'
import { createOutput } from '../output/output.js'
import { type GlobalFlags, type OutputFormat, settingsOf } from '../settings.js'
import { globalOptions } from './global-options.js'

/** Binds flags to commands. Each command's code is loaded when it runs, and only then. */
export interface Runner {
  /** Exit code of the command that ran. */
  readonly exitCode: () => number
  /** Runs a command with what `input` makes of arguments and flags. */
  bind<Input>(
    command: CommanderCommand,
    load: () => Promise<Command<Input>>,
    input: (args: readonly string[], flags: Readonly<Record<string, unknown>>) => Input,
    options?: BindOptions,
  ): void
}

/** What is special about a command. */
export interface BindOptions {
  /** Formats beside text, json and jsonl. */
  readonly formats?: readonly OutputFormat[]
  /** It ends in order by itself when the signal aborts, always or with some flags. Default: it is left where it stands. */
  readonly endsItself?: boolean | ((flags: Readonly<Record<string, unknown>>) => boolean)
}

/** Makes the runner of one call. */
export function createRunner(context: Context): Runner {
  let exitCode = 0
  return {
    exitCode: () => exitCode,
    bind: (command, load, input, { formats = [], endsItself = false } = {}) => {
      const known = ['text', 'json', 'jsonl', ...formats]
      command.action(async (...parameters: unknown[]) => {
        const flags: Record<string, unknown> = command.optsWithGlobals()
        const settings = settingsOf(flags as GlobalFlags, context.env)
        if (!known.includes(settings.format)) {
          throw new CliError('usage', `--output ${settings.format} is not known to \`${fullName(command)}\``, {
            hint: `one of ${known.join(', ')}`,
          })
        }
        const isInteractive = context.isInteractive && settings.input && settings.format === 'text'
        const forCommand: CommandContext = {
          ...context,
          isInteractive,
          settings,
          output: createOutput(context, settings),
        }
        const args = parameters.slice(0, command.registeredArguments.length).flat()
        try {
          const run = await load()
          const done = run(forCommand, input(args.filter((arg) => arg !== undefined) as string[], flags))
          const isOrderly = typeof endsItself === 'function' ? endsItself(flags) : endsItself
          exitCode = await (isOrderly ? done : Promise.race([done, aborted(context.signal)]))
        } finally {
          forCommand.output.settle()
        }
      })
    },
  }
}

/** Gives the program its global options. */
export function addGlobalOptions(program: CommanderCommand): void {
  for (const { flags, sentence } of globalOptions) program.addOption(new Option(flags, sentence))
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => reject(new CliError('interrupted', 'interrupted'))
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}

function fullName(command: CommanderCommand): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name()
}
