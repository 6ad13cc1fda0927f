import { setTimeout as delay } from 'node:timers/promises'

import type { Caught, CaughtReply, PostReply } from './caught.js'
import type { RuleAction } from './rule.js'
import type { Rules } from './rules.js'
import type { CatcherStore } from './store.js'

/** A message as it came in: what the log will say, without what the catcher adds. */
export interface Arrived extends Omit<Caught, 'n' | 'ref' | 'at' | 'intent' | 'afterMs' | 'reply' | 'code'> {
  /** When the intent was emitted, where the call says it. */
  readonly intentTime?: Date
  /** The addresses that rules are matched against; default: `to`. */
  readonly recipients?: readonly string[]
}

/** What the sender shall see. */
export type Verdict = PostReply | { readonly outcome: 'hang' } | { readonly outcome: 'drop' }

/** Decides by the rules what to answer, keeps the message, and only then lets the answer go. */
export type Receive = (arrived: Arrived, raw?: Uint8Array) => Promise<Verdict>

/** The time in a UUIDv7, in ms; undefined for any other id. */
const timeOfId = (id: string): number | undefined => {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.exec(id)
  return match ? Number.parseInt(`${match[1]}${match[2]}`, 16) : undefined
}

const replyOf = (action: RuleAction | undefined): CaughtReply => {
  switch (action?.kind) {
    case 'reject':
      return 'rejected'
    case 'defer':
      return 'deferred'
    case 'hang':
    case 'drop':
      return 'none'
    default:
      return 'accepted'
  }
}

const verdictOf = async (action: RuleAction | undefined, ref: string): Promise<Verdict> => {
  switch (action?.kind) {
    case 'reject': {
      const { kind: _kind, ...refusal } = action
      return { outcome: 'rejected', ...refusal }
    }
    case 'defer': {
      const { kind: _kind, ...refusal } = action
      return { outcome: 'deferred', ...refusal }
    }
    case 'hang':
    case 'drop':
      return { outcome: action.kind }
    case 'slow':
      await delay(action.ms, undefined, { ref: false })
      return { outcome: 'accepted', ref }
    default:
      return { outcome: 'accepted', ref }
  }
}

/**
 * Makes the one way in for all messages, over HTTP and SMTP alike.
 *
 * @param now the clock, in ms.
 * @param kept told of each message once it is kept.
 */
export const createReceive =
  (store: CatcherStore, rules: Rules, now: () => number, kept: (message: Caught) => void): Receive =>
  async ({ intentTime, recipients, ...arrived }, raw) => {
    const at = now()
    let action: RuleAction | undefined
    for (const to of recipients ?? [arrived.to]) action ??= rules.meet(arrived.channel, to)
    const intent = arrived.messageId?.replace(/\.\d+$/, '')
    const emitted = intentTime?.getTime() ?? (intent === undefined ? undefined : timeOfId(intent))
    const message = await store.keep(
      {
        at: new Date(at).toISOString(),
        ...arrived,
        ...(intent !== undefined && { intent }),
        ...(emitted !== undefined && { afterMs: Math.max(0, at - emitted) }),
        reply: replyOf(action),
        ...(action && 'code' in action && { code: action.code }),
      },
      raw,
    )
    kept(message)
    return verdictOf(action, message.ref)
  }
