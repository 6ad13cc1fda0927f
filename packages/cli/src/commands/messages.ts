import { setTimeout as sleep } from 'node:timers/promises'
import type { Ledger, MessageFilter, MessageLine } from '@tidings/dispatcher/ledger'

import type { Command } from '../command.js'
import { sinceFlag } from '../durations.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { withLedger } from '../ledger.js'
import { messageCells, messageItem } from '../message-text.js'
import { tableLines } from '../output/table.js'

/** Input of `tidings messages`. */
export interface MessagesInput {
  readonly state: string | undefined
  /** Address, or id of a recipient. */
  readonly to: string | undefined
  readonly template: string | undefined
  readonly since: string | undefined
  /** Default 50. */
  readonly limit: number | undefined
  readonly follow: boolean
}

const states = [
  'accepted',
  'failed',
  'unknown',
  'pending',
  'held',
  'expired',
  'suppressed',
  'cancelled',
  'superseded',
  'refused',
]

/** Lists messages, newest first; with `follow` goes on with what changes. */
export const messages: Command<MessagesInput> = (context, input) => {
  const { state, to, template, since, limit = 50, follow } = input
  if (state !== undefined && !states.includes(state)) {
    throw new CliError('usage', `there is no state \`${state}\``, { hint: states.join(', ') })
  }
  return withLedger(context, async (ledger) => {
    const { listMessages } = await import('@tidings/dispatcher/ledger')
    const from = sinceFlag(since, context.clock())
    const filter: MessageFilter = {
      limit,
      ...(state === undefined ? {} : { state }),
      ...(template === undefined ? {} : { template }),
      ...(from === undefined ? {} : { since: from.getTime() }),
      ...(to === undefined ? {} : hashOf(ledger, to)),
    }
    const { showAddresses } = context.settings
    const lines = await listMessages(ledger.connection, filter)
    if (follow) return followMessages(lines)
    const items = lines.map((line) => messageItem(line, showAddresses))
    context.output.result({
      kind: 'messages',
      data: { messages: items },
      items,
      text: (style) =>
        lines.length === 0
          ? ['  no such messages']
          : tableLines(
              ['id', 'channel', 'to', 'template', 'state', 'at', ''].map((title) => ({ title })),
              lines.map((line) => messageCells(line, style, { showAddresses, now: context.clock() })),
            ),
    })
    if (lines.length === limit) context.output.note(`  only the newest ${limit}; more with --limit`)
    return exitCodes.ok

    async function followMessages(first: readonly MessageLine[]): Promise<number> {
      const seen = new Map<string, string>()
      let next = first
      while (!context.signal.aborted) {
        for (const line of [...next].reverse()) {
          const key = `${line.intent}.${line.n}`
          const now = `${line.state} ${line.attempts} ${line.at.getTime()}`
          if (seen.get(key) === now) continue
          seen.set(key, now)
          context.output.item(
            'message',
            messageItem(line, showAddresses),
            (style) =>
              `  ${messageCells(line, style, { showAddresses, now: context.clock() }).filter(Boolean).join('  ')}`,
          )
        }
        await sleep(500, undefined, { signal: context.signal }).catch(() => {})
        if (!context.signal.aborted) next = await listMessages(ledger.connection, filter)
      }
      return exitCodes.interrupted
    }
  })
}

function hashOf({ hashes }: Ledger, to: string): Pick<MessageFilter, 'addressHash' | 'recipientHash'> {
  if (to.includes('@')) return { addressHash: hashes.address('email', to) }
  if (/^\+\d+$/.test(to)) return { addressHash: hashes.address('sms', to) }
  return { recipientHash: hashes.recipient(to) }
}
