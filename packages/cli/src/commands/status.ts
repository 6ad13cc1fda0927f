import type { Status } from '@tidings/dispatcher/ledger'

import type { Command } from '../command.js'
import { sinceFlag } from '../durations.js'
import { withLedger } from '../ledger.js'
import { type Style, stateMeaning } from '../output/style.js'
import { tableLines } from '../output/table.js'
import { count, shortHash, span } from '../output/words.js'

/** Input of `tidings status`. */
export interface StatusInput {
  /** Default 24 h. */
  readonly since: string | undefined
}

/** Shows what is going on. */
export const status: Command<StatusInput> = (context, { since = '24h' }) =>
  withLedger(context, async ({ connection }, { environment }) => {
    const { readStatus } = await import('@tidings/dispatcher/ledger')
    const now = context.clock()
    const from = sinceFlag(since, now) ?? now
    const read = await readStatus(connection, environment.name, from)
    context.output.result({
      kind: 'status',
      data: { environment: environment.name, since: from, ...read },
      text: (style) => describe(read, environment.name, since, style),
    })
    return 0
  })

function describe(status: Status, environment: string, since: string, { paint, symbols }: Style): string[] {
  const alive = status.dispatchers.filter((each) => each.alive)
  const ended = status.tallies.filter((each) => each.final)
  const templates = status.templates.map(({ name, hash }) => `${name} ${shortHash(hash)}`).join(', ')
  return [
    `${environment}  ${alive.length > 0 ? paint('done', count(alive.length, 'dispatcher')) : paint('failed', 'no dispatcher runs')}  ${symbols.dot}  templates: ${templates || 'none published'}`,
    '',
    ...tableLines(
      [{ title: 'lane' }, { title: 'oldest waiting', align: 'right' }],
      status.lanes.map(({ lane, oldestSeconds }) => [
        lane,
        oldestSeconds > 0 ? paint('waiting', span(oldestSeconds * 1_000)) : paint('dim', 'nothing'),
      ]),
    ),
    '',
    ...(ended.length === 0 && status.refused === 0
      ? [`  nothing ended in the last ${since}`]
      : tableLines(
          [{ title: `last ${since}` }, { title: 'channel' }, { title: 'state' }, { title: 'messages', align: 'right' }],
          [
            ...ended.map((each) => [
              each.template,
              each.channel ?? '',
              paint(stateMeaning(each.result), each.result),
              each.count.toLocaleString('en-US'),
            ]),
            ...(status.refused > 0
              ? [['', '', paint('failed', 'refused'), status.refused.toLocaleString('en-US')]]
              : []),
          ],
        )),
    ...(status.pauses.length === 0
      ? []
      : [
          '',
          ...status.pauses.map(
            ({ kind, name, byWhom, reason }) =>
              `  ${paint('waiting', 'paused')} ${kind} ${name}, by ${byWhom}: ${reason}`,
          ),
        ]),
  ]
}
