import { type CommandHelp, commandGroups, commandTable } from './command-table.js'
import { globalOptions } from './global-options.js'

/** Help of the program as a whole. Made without the option parser, whose loading would double the time it takes. */
export function mainHelp(): string {
  const commands: [string, CommandHelp][] = Object.entries(commandTable)
  const options: [string, string][] = [
    ...globalOptions.map(({ flags, sentence }): [string, string] => [flags, sentence]),
    ['--version', 'print the version'],
    ['-h, --help', 'help; of a command: tidings <command> --help'],
  ]
  return [
    'Send order mails, one-time codes, SMS and push: typed templates, one dispatcher, and an account of every message.',
    '',
    '  tidings init shop                      make a project',
    '  tidings dev                            run everything it needs on this machine',
    '  tidings why 9d41c70b                   tell why a message did or did not arrive',
    ...Object.entries(commandGroups).flatMap(([group, title]) => [
      '',
      title,
      ...columns(commands.filter(([, help]) => help.group === group).map(([name, help]) => [name, help.sentence])),
    ]),
    '',
    'Options of every command',
    ...columns(options),
    '',
  ].join('\n')
}

/** Two columns, the first of one width everywhere. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  return rows.map(([left, right]) => `  ${left.padEnd(20)}${left.length > 19 ? ' ' : ''}${right}`)
}
