import type { Command } from 'commander'

import type { Runner } from './runner.js'
import { confirmOption } from './shared-flags.js'

/** `pause`, `resume`, `suppress` and `migrate`. */
export function addOperateCommands(program: Command, { bind }: Runner): void {
  const pause = program
    .command('pause')
    .argument('<kind>', 'template, provider or channel')
    .argument('<name>', 'its name')
    .option('--reason <text>', 'why; shown by status and why')
    .addOption(confirmOption())
  bind(
    pause,
    async () => (await import('../commands/pause.js')).pause,
    ([kind = '', name = ''], flags) => ({
      kind,
      name,
      reason: flags.reason as string | undefined,
      confirm: flags.confirm as string | undefined,
    }),
  )
  const resume = program
    .command('resume')
    .argument('<kind>', 'template, provider or channel')
    .argument('<name>', 'its name')
    .addOption(confirmOption())
  bind(
    resume,
    async () => (await import('../commands/resume.js')).resume,
    ([kind = '', name = ''], flags) => ({ kind, name, confirm: flags.confirm as string | undefined }),
  )

  const suppress = program.command('suppress')
  const load = () => import('../commands/suppress.js')
  const address = (name: string, description: string): Command =>
    suppress
      .command(name)
      .description(description)
      .argument('<address>', 'e-mail address, or phone number as +4915112345678')
      .option('--category <name>', 'only messages of this category')
      .addOption(confirmOption())
  const add = address('add', 'Keep an address from being written to.').option('--reason <text>', 'why; shown by why')
  bind(
    add,
    async () => (await load()).suppressAdd,
    ([to = ''], flags) => ({
      address: to,
      category: flags.category as string | undefined,
      reason: flags.reason as string | undefined,
      confirm: flags.confirm as string | undefined,
    }),
  )
  bind(
    address('remove', 'Let an address be written to again.'),
    async () => (await load()).suppressRemove,
    ([to = ''], flags) => ({
      address: to,
      category: flags.category as string | undefined,
      confirm: flags.confirm as string | undefined,
    }),
  )
  bind(
    suppress
      .command('list')
      .description('List suppressed addresses, newest first; the ledger keeps only their hashes.'),
    async () => (await load()).suppressList,
    () => ({}),
  )

  const migrate = program.command('migrate').addOption(confirmOption())
  bind(
    migrate,
    async () => (await import('../commands/migrate.js')).migrate,
    (_args, flags) => ({ confirm: flags.confirm as string | undefined }),
  )
}
