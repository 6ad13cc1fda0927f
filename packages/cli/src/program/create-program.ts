import { Command } from 'commander'

import type { Context } from '../context.js'
import { commandTable } from './command-table.js'
import { formatHelp } from './help.js'
import { mainHelp } from './main-help.js'
import { addMessageCommands } from './message-commands.js'
import { addOperateCommands } from './operate-commands.js'
import { addGlobalOptions, type Runner } from './runner.js'
import { addStartCommands } from './start-commands.js'
import { addTemplateCommands } from './template-commands.js'

/** The commands and their flags. Nothing here does anything: each command is a module of `commands/`. */
export function createProgram(context: Context, runner: Runner, version: string): Command {
  const program = new Command('tidings')
    .version(version, '--version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      // Errors are reported by the caller, in the format that was asked for.
      writeErr: () => {},
      outputError: () => {},
    })
    .configureHelp({
      showGlobalOptions: true,
      formatHelp: (command, help) => (command.parent ? formatHelp(command, help) : mainHelp()),
    })
    .helpOption('-h, --help', 'this help')
    .helpCommand('help [command]', 'help of a command')
  addGlobalOptions(program)
  addStartCommands(program, runner)
  addTemplateCommands(program, runner)
  addMessageCommands(program, runner)
  addOperateCommands(program, runner)
  for (const command of program.commands) {
    const help = Object.hasOwn(commandTable, command.name()) ? commandTable[command.name()] : undefined
    if (help) command.description(help.sentence)
  }
  return program
}
