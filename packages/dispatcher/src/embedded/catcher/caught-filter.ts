import type { Channel } from '@tidings/sdk'

import type { Caught, CaughtReply } from './caught.js'

/** Which messages to list. All given conditions must hold. */
export interface CaughtFilter {
  readonly channel?: Channel
  /** Part of the address, in any case. */
  readonly to?: string
  /** Arrived at this time or later. */
  readonly since?: Date
  /** Number above this one. */
  readonly after?: number
  readonly reply?: CaughtReply
  readonly messageId?: string
  /** All messages of this intent. */
  readonly intent?: string
  /** At most so many, the newest. Default 100. */
  readonly limit?: number
}

type Condition = (message: Caught) => boolean

const equal = <Key extends 'channel' | 'reply' | 'messageId' | 'intent'>(
  key: Key,
  wanted: Caught[Key] | undefined,
): Condition[] => (wanted === undefined ? [] : [(message) => message[key] === wanted])

const conditions = ({ channel, to, since, after, reply, messageId, intent }: CaughtFilter): readonly Condition[] => {
  const part = to?.toLowerCase()
  const from = since?.toISOString()
  return [
    ...equal('channel', channel),
    ...equal('reply', reply),
    ...equal('messageId', messageId),
    ...equal('intent', intent),
    ...(part === undefined ? [] : [(message: Caught) => message.to.toLowerCase().includes(part)]),
    ...(from === undefined ? [] : [(message: Caught) => message.at >= from]),
    ...(after === undefined ? [] : [(message: Caught) => message.n > after]),
  ]
}

/** The messages that a filter asks for, from a list that is newest first. */
export const filterCaught = (newestFirst: Iterable<Caught>, filter: CaughtFilter): readonly Caught[] => {
  const all = conditions(filter)
  const { limit = 100 } = filter
  const found: Caught[] = []
  for (const message of newestFirst) {
    if (found.length >= limit) break
    if (all.every((holds) => holds(message))) found.push(message)
  }
  return found
}
