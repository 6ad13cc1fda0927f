import type { Story } from '@tidings/dispatcher/flows'
import type { Recipient } from '@tidings/sdk'

import type { Command } from '../command.js'
import { CliError } from '../errors/cli-error.js'
import { findOne, whyContext, withLedger } from '../ledger.js'
import { maskAddress } from '../output/words.js'
import { whyLines } from '../why-text.js'

/** Input of `tidings why`. */
export interface WhyInput {
  readonly id: string
  /** The bytes of a refused intent, and nothing else. */
  readonly raw: boolean
}

/** Tells why a message was or was not sent: what the ledger wrote, and what the gates would say now. */
export const why: Command<WhyInput> = (context, { id, raw }) =>
  withLedger(context, async (ledger, configuration) => {
    const found = await findOne(ledger, id)
    const { tellWhy } = await import('@tidings/dispatcher/flows')
    const story = await tellWhy(ledger, found.id, whyContext(configuration))
    if (!story) throw new CliError('not-found', `the ledger has forgotten \`${found.id}\``)
    if (raw) {
      if (story.kind === 'refused') {
        context.output.raw(story.refused.body)
        return 0
      }
      throw new CliError('usage', `\`${id}\` was admitted; --raw prints what was refused`, {
        hint: `tidings why ${id} --json`,
      })
    }
    const { showAddresses } = context.settings
    context.output.result({
      kind: 'why',
      data: jsonOf(showAddresses ? story : masked(story)),
      text: (style) => whyLines(story, { ...style, showAddresses, now: context.clock() }),
    })
    return 0
  })

/** `kind` says in JSON what the answer is about; which of the two stories it is stands beside it. */
function jsonOf({ kind, ...story }: Story): object {
  return { story: kind, ...story }
}

/** The story without addresses; the recipient's own id stays. */
function masked(story: Story): Story {
  if (story.kind === 'refused') {
    return { ...story, refused: { ...story.refused, body: '(shown with --show-addresses)' } }
  }
  const { intent, messages } = story
  const to = intent.recipient === null ? null : (JSON.parse(intent.recipient) as Recipient)
  return {
    ...story,
    intent: {
      ...intent,
      recipient: to && JSON.stringify({ id: to.id, locale: to.locale, timeZone: to.timeZone }),
    },
    messages: messages.map((message) => ({ ...message, address: maskAddress(message.address) })),
  }
}
