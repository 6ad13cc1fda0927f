import type { Command } from 'commander'

import type { InitInput } from '../commands/init.js'
import { commandWords } from '../completion/command-words.js'
import type { Runner } from './runner.js'
import { collect, wholeNumber } from './shared-flags.js'

/** `init`, `dev`, `doctor` and `completion`. */
export function addStartCommands(program: Command, { bind }: Runner): void {
  // The positive flag comes first: the other way round the parser would set a default.
  const init = program
    .command('init')
    .argument('[folder]', 'where; made if it is missing. Default: here')
    .option('-y, --yes', 'ask nothing, take the defaults')
    .option('--template <name>', 'starter template to copy; may be repeated. Default: order-shipped', collect)
    .option('--install', 'install the packages without asking')
    .option('--no-install', 'leave the packages to be installed by hand')
    .option('--ci', 'write a workflow of GitHub Actions without asking')
    .option('--no-ci', 'write none')
    .option('--from <path>', 'folder with the tarballs of the packages, instead of the npm registry')
  bind(
    init,
    async () => (await import('../commands/init.js')).init,
    ([folder], flags): InitInput => ({
      folder,
      yes: flags.yes === true,
      templates: flags.template as readonly string[] | undefined,
      install: flags.install as boolean | undefined,
      ci: flags.ci as boolean | undefined,
      from: flags.from as string | undefined,
    }),
  )

  const dev = program
    .command('dev')
    .option('--detach', 'go on in the background once everything is ready')
    .option('--headless', 'publish templates once, do not watch them, serve no preview')
    .option('--port <number>', 'port of the preview. Default: 8026, or a free one', wholeNumber(0))
    .option('--no-preview', 'serve no preview')
  bind(
    dev,
    async () => (await import('../commands/dev.js')).dev,
    (_args, flags) => ({
      detach: flags.detach === true,
      headless: flags.headless === true,
      preview: flags.preview !== false,
      port: flags.port as number | undefined,
    }),
    { endsItself: true },
  )
  const stop = dev.command('stop').description('Stop what `tidings dev` runs in the background.')
  bind(
    stop,
    async () => (await import('../commands/dev-stop.js')).devStop,
    () => ({}),
  )

  bind(
    program.command('doctor'),
    async () => (await import('../commands/doctor.js')).doctor,
    () => ({}),
  )

  bind(
    program.command('completion').argument('<shell>', 'bash or zsh'),
    async () => (await import('../commands/completion.js')).completion,
    ([shell = '']) => ({ shell, commands: commandWords(program) }),
  )
}
