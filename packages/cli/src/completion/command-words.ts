import type { Command, Option } from 'commander'

/** What may be typed after a command: its subcommands and flags, and what some flags take. */
export interface CommandWords {
  /** As typed after `tidings`, `caught show`; empty for the program itself. */
  readonly path: string
  readonly words: readonly string[]
  /** Values of flags that take one of a few, by flag. */
  readonly values: Readonly<Record<string, readonly string[]>>
}

/** Reads the words of a program and all its commands, the deepest first: the first that fits what was typed is the one. */
export function commandWords(program: Command): readonly CommandWords[] {
  return read(program, '').sort((a, b) => depth(b) - depth(a) || (a.path < b.path ? -1 : 1))
}

const depth = ({ path }: CommandWords): number => (path === '' ? 0 : path.split(' ').length)

function read(command: Command, path: string): CommandWords[] {
  const options: Option[] = [...(defaultOf(command)?.options ?? [])]
  for (let each: Command | null = command; each !== null; each = each.parent) options.push(...each.options)
  const visible = options.filter(({ hidden, long }) => !hidden && long !== undefined && long !== '--version')
  const own: CommandWords = {
    path,
    words: [...command.commands.map((sub) => sub.name()), ...new Set(visible.map(({ long = '' }) => long)), '--help'],
    values: Object.fromEntries(
      visible.flatMap(({ long = '', argChoices }) => (argChoices === undefined ? [] : [[long, argChoices]])),
    ),
  }
  return [own, ...command.commands.flatMap((sub) => read(sub, path === '' ? sub.name() : `${path} ${sub.name()}`))]
}

/** The subcommand that runs where none is typed; commander keeps its name to itself. */
function defaultOf(command: Command): Command | undefined {
  const name: unknown = Reflect.get(command, '_defaultCommandName')
  return command.commands.find((sub) => sub.name() === name)
}
