import type { Channel } from '@tidings/sdk'
import type { Command } from 'commander'

import type { Runner } from './runner.js'
import { channelOption, confirmOption, wholeNumber } from './shared-flags.js'

/** `emit`, `caught`, `status`, `messages`, `why` and `replay`. */
export function addMessageCommands(program: Command, { bind }: Runner): void {
  const emit = program
    .command('emit')
    .argument('<template>', 'name of a template')
    .option('--sample <name>', 'recipient and data from a sample. Default: the first, unless --data is given')
    .option('--data <file>', 'JSON file with the data, or with `to` and `data`; - is stdin')
    .option('--to-email <address>', 'instead of the address in sample or file')
    .option('--to-phone <number>', 'instead of the number in sample or file')
    .option('--locale <tag>', 'instead of the locale in sample or file')
    .option('--key <key>', 'idempotency key')
    .option('--brand <name>', 'brand to dress it in')
    .option('--wait', 'wait until every message has ended; exit 1 where one was not accepted')
    .option('--timeout <duration>', 'how long to wait. Default: 60s')
    .addOption(confirmOption())
  bind(
    emit,
    async () => (await import('../commands/emit.js')).emit,
    ([name = ''], flags) => ({
      name,
      sample: flags.sample as string | undefined,
      data: flags.data as string | undefined,
      email: flags.toEmail as string | undefined,
      phone: flags.toPhone as string | undefined,
      locale: flags.locale as string | undefined,
      key: flags.key as string | undefined,
      brand: flags.brand as string | undefined,
      wait: flags.wait === true,
      timeout: flags.timeout as string | undefined,
      confirm: flags.confirm as string | undefined,
    }),
  )

  addCaughtCommands(program, { bind } as Runner)

  const since = '--since <duration>'
  const status = program.command('status').option(since, 'counts of the last, as 10m or 24h. Default: 24h')
  bind(
    status,
    async () => (await import('../commands/status.js')).status,
    (_args, flags) => ({ since: flags.since as string | undefined }),
  )

  const messages = program
    .command('messages')
    .option('--state <state>', 'accepted, failed, unknown, pending, held, expired, suppressed, cancelled or refused')
    .option('--to <recipient>', 'e-mail address, phone number or id of a recipient')
    .option('--template <name>', 'only this template')
    .option(since, 'not older than, as 10m or 24h')
    .option('--limit <number>', 'at most so many. Default: 50', wholeNumber(1))
    .option('--follow', 'go on with what comes, until Ctrl-C')
  bind(
    messages,
    async () => (await import('../commands/messages.js')).messages,
    (_args, flags) => ({
      state: flags.state as string | undefined,
      to: flags.to as string | undefined,
      template: flags.template as string | undefined,
      since: flags.since as string | undefined,
      limit: flags.limit as number | undefined,
      follow: flags.follow === true,
    }),
    { endsItself: true },
  )

  const why = program
    .command('why')
    .argument('<id>', 'id, its last 8 digits, or idempotency key')
    .option('--raw', 'the bytes of a refused intent, addresses and all, and nothing else')
  bind(
    why,
    async () => (await import('../commands/why.js')).why,
    ([id = ''], flags) => ({ id, raw: flags.raw === true }),
  )

  const replay = program
    .command('replay')
    .argument('[id...]', 'ids, or their last 8 digits; with .<n> that message alone')
    .option('--state <state>', 'failed, unknown, expired, suppressed, cancelled or refused; several joined by commas')
    .option('--template <name>', 'only this template')
    .option(since, 'ended in the last, as 10m or 24h')
    .option('--limit <number>', 'at most so many. Default: 10000', wholeNumber(1))
    .option('--include-unknown', 'also messages that may have arrived: they may arrive twice')
    .option('--current-template', 'with what is published now, instead of the version first sent')
    .option('--reason <text>', 'why; kept with the replay')
    .option('--dry-run', 'show the plan and stop')
    .option('--plan <hash>', 'carry out this plan and no other')
    .option('-y, --yes', 'do not ask')
    .option('--no-wait', 'do not wait until the messages have ended')
    .addOption(confirmOption())
  bind(
    replay,
    async () => (await import('../commands/replay.js')).replay,
    (ids, flags) => ({
      ids,
      states: (flags.state as string | undefined)?.split(',').map((state) => state.trim()),
      template: flags.template as string | undefined,
      since: flags.since as string | undefined,
      limit: flags.limit as number | undefined,
      includeUnknown: flags.includeUnknown === true,
      currentTemplate: flags.currentTemplate === true,
      reason: flags.reason as string | undefined,
      dryRun: flags.dryRun === true,
      plan: flags.plan as string | undefined,
      yes: flags.yes === true,
      wait: flags.wait !== false,
      confirm: flags.confirm as string | undefined,
    }),
  )
}

function addCaughtCommands(program: Command, { bind }: Runner): void {
  const load = () => import('../commands/caught.js')
  const filter = (command: Command): Command =>
    command
      .addOption(channelOption())
      .option('--to <pattern>', 'only these addresses; * stands for any characters')
      .option('--since <duration>', 'not older than, as 10m')
      .option('--limit <number>', 'at most so many. Default: 20', wholeNumber(1))
  const filterOf = (flags: Readonly<Record<string, unknown>>) => ({
    channel: flags.channel as Channel | undefined,
    to: flags.to as string | undefined,
    since: flags.since as string | undefined,
    limit: flags.limit as number | undefined,
  })
  const caught = program.command('caught')
  const list = filter(caught.command('list', { isDefault: true }).description('List what was caught, newest first.'))
  bind(
    list,
    async () => (await load()).caughtList,
    (_args, flags) => filterOf(flags),
  )
  const show = caught
    .command('show')
    .description('Show one caught message.')
    .argument('<number>', 'its number in the list', wholeNumber(1))
    .option('--html', 'the HTML of a mail, and nothing else')
    .option('--eml', 'the mail as it came in, and nothing else')
    .option('--open', 'open the HTML of a mail in the browser')
  bind(
    show,
    async () => (await load()).caughtShow,
    ([number], flags) => ({
      number: Number(number),
      html: flags.html === true,
      eml: flags.eml === true,
      open: flags.open === true,
    }),
  )
  const fail = caught
    .command('fail')
    .description('Make the catcher fail, list the rules in force, or lift them.')
    .argument('[rule]', "as 'reject 30003 until lifted', 'defer 421 for 3', hang, drop")
    .addOption(channelOption())
    .option('--to <pattern>', 'only these addresses; * stands for any characters')
    .option('--clear', 'lift the rules of this channel and pattern, or all')
  bind(
    fail,
    async () => (await load()).caughtFail,
    ([rule], flags) => ({ ...filterOf(flags), rule, clear: flags.clear === true }),
  )
  const events = caught.command('events').description('Print messages as they are caught, until Ctrl-C.')
  bind(
    events,
    async () => (await load()).caughtEvents,
    () => ({}),
    { endsItself: true },
  )
}
