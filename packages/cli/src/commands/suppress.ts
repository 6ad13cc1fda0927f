import type { Configuration } from '@tidings/dispatcher/config'
import type { Ledger } from '@tidings/dispatcher/ledger'
import type { Channel } from '@tidings/sdk'

import type { Command } from '../command.js'
import { confirmEnvironment } from '../confirm.js'
import { CliError } from '../errors/cli-error.js'
import { byWhom, withLedger } from '../ledger.js'
import { tableLines } from '../output/table.js'
import { count, moment, shortId, shownAddress } from '../output/words.js'

/** Input of `tidings suppress add` and `remove`. */
export interface SuppressInput {
  readonly address: string
  /** Undefined: all categories. */
  readonly category: string | undefined
  readonly reason?: string | undefined
  readonly confirm: string | undefined
}

/** Keeps an address from being written to. */
export const suppressAdd: Command<SuppressInput> = (context, { address, category, reason = 'manual', confirm }) => {
  const channel = channelOfAddress(address)
  return withLedger(context, async (ledger, configuration) => {
    const code = await categoryCode(ledger, configuration, category)
    await confirmEnvironment(context, configuration, 'an address is kept from being written to', confirm)
    const { channelCode, suppress } = await import('@tidings/dispatcher/ledger')
    const changed = await suppress(ledger.connection, {
      addressHash: ledger.hashes.address(channel, address),
      channel: channelCode(channel),
      category: code ?? 0,
      reason,
      byWhom: byWhom(context),
    })
    const shown = shownAddress(address, context.settings.showAddresses)
    context.output.result({
      kind: 'suppression',
      data: { address: shown, channel, category: category ?? null, reason, changed },
      text: ({ paint }) => [
        `${shown} ${changed ? 'is' : 'was before'} ${paint('waiting', 'suppressed')} for ${category ?? 'all categories'}`,
      ],
    })
    return 0
  })
}

/** Lets an address be written to again. */
export const suppressRemove: Command<SuppressInput> = (context, { address, category, confirm }) => {
  const channel = channelOfAddress(address)
  return withLedger(context, async (ledger, configuration) => {
    const code = await categoryCode(ledger, configuration, category)
    await confirmEnvironment(context, configuration, 'an address is written to again', confirm)
    const { channelCode, unsuppress } = await import('@tidings/dispatcher/ledger')
    const lifted = await unsuppress(
      ledger.connection,
      ledger.hashes.address(channel, address),
      channelCode(channel),
      code ?? null,
    )
    const shown = shownAddress(address, context.settings.showAddresses)
    if (lifted === 0)
      throw new CliError('not-found', `${shown} is not suppressed`, { hint: '`tidings suppress list` shows what is' })
    context.output.result({
      kind: 'suppression-lifted',
      data: { address: shown, channel, category: category ?? null, lifted },
      text: ({ paint }) => [
        `${shown} ${paint('done', 'may be written to again')}; ${count(lifted, 'suppression')} lifted`,
      ],
    })
    return 0
  })
}

/** Lists suppressions. */
export const suppressList: Command<object> = (context) =>
  withLedger(context, async ({ connection, names }) => {
    const { channelOf, listSuppressions } = await import('@tidings/dispatcher/ledger')
    const rows = await listSuppressions(connection, 1_000)
    const words = await names.names(
      connection,
      rows.map(({ category }) => category),
    )
    const suppressions = rows.map(({ channel, category, ...row }) => ({
      ...row,
      channel: channelOf(channel) ?? null,
      category: category === 0 ? null : (words.get(category) ?? String(category)),
    }))
    context.output.result({
      kind: 'suppressions',
      data: { suppressions },
      items: suppressions,
      text: ({ paint }) =>
        suppressions.length === 0
          ? ['  no address is suppressed']
          : tableLines(
              ['address hash', 'channel', 'category', 'reason', 'by', 'since'].map((title) => ({ title })),
              suppressions.map((each) => [
                shortId(each.addressHash),
                each.channel ?? '',
                each.category ?? 'all',
                each.reason,
                each.byWhom ?? '',
                paint('dim', moment(each.at, context.clock())),
              ]),
            ),
    })
    return 0
  })

function channelOfAddress(address: string): Channel {
  if (/^[^\s@]+@[^\s@]+$/.test(address)) return 'email'
  if (/^\+\d{7,15}$/.test(address)) return 'sms'
  throw new CliError('usage', `\`${address}\` is neither an e-mail address nor a phone number`, {
    hint: 'as ann@example.com or +4915112345678',
  })
}

async function categoryCode(
  { connection, names }: Ledger,
  { categories }: Configuration,
  category: string | undefined,
): Promise<number | undefined> {
  if (category === undefined) return undefined
  if (Object.hasOwn(categories, category)) return names.id(connection, 'category', category)
  throw new CliError('not-found', `there is no category \`${category}\``, {
    hint: `categories: ${Object.keys(categories).join(', ')}`,
  })
}
