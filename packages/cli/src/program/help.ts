import type { Command, Help } from 'commander'

import { commandTable } from './command-table.js'
import { columns } from './main-help.js'

/** Help of one command: its sentence, three examples, arguments and options. */
export function formatHelp(command: Command, help: Help): string {
  const own = Object.hasOwn(commandTable, command.name()) ? commandTable[command.name()] : undefined
  const sections: [string, string[]][] = [
    ['Usage', [`  ${help.commandUsage(command)}`]],
    ['Examples', (own?.examples ?? []).map((example) => `  ${example}`)],
    ['Arguments', columns(help.visibleArguments(command).map((argument) => [argument.name(), argument.description]))],
    ['Commands', columns(help.visibleCommands(command).map((sub) => [help.subcommandTerm(sub), sub.description()]))],
    ['Options', columns(help.visibleOptions(command).map((option) => [option.flags, option.description]))],
    [
      'Options of every command',
      columns(
        help
          .visibleGlobalOptions(command)
          .filter((option) => option.long !== '--version')
          .map((option) => [option.flags, option.description]),
      ),
    ],
  ]
  return [
    command.description(),
    ...sections.filter(([, lines]) => lines.length > 0).flatMap(([title, lines]) => ['', title, ...lines]),
    '',
  ].join('\n')
}
