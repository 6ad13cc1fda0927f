import { type Channel, channels, type PushTarget, type Recipient } from '@tidings/sdk'

import type { Steps } from '../render/template.js'

/** One message of an intent, before it is queued. */
export interface PlannedMessage {
  /** Its number in the intent: e-mail 1, SMS 2, push from 3 on. The same whatever the template's steps are. */
  readonly n: number
  /** 0-based. Messages of step 0 are queued at once. */
  readonly step: number
  readonly channel: Channel
  readonly address: string | PushTarget
}

const firstNumber: Readonly<Record<Channel, number>> = { email: 1, sms: 2, push: 3 }

/** Channel of a message number. */
export const channelOfNumber = (n: number): Channel => (n === 1 ? 'email' : n === 2 ? 'sms' : 'push')

/** Address of a message number, if the recipient has it. */
export function addressOf(recipient: Recipient, n: number): string | PushTarget | undefined {
  if (n === firstNumber.email) return recipient.email
  if (n === firstNumber.sms) return recipient.phone
  return recipient.push?.[n - firstNumber.push]
}

/** The text by which an address is hashed, masked and matched: a push target's is its token. */
export const addressText = (address: string | PushTarget): string =>
  typeof address === 'string' ? address : address.token

/**
 * All messages of an intent. With `all` they are one step; with `first` each channel that the recipient can be reached
 * on is a step of its own, in the template's order.
 */
export function messagesOf(recipient: Recipient, steps: Steps): PlannedMessage[] {
  const messages: PlannedMessage[] = []
  let step = 0
  for (const channel of steps.channels) {
    const before = messages.length
    for (const address of targets(recipient, channel))
      messages.push({ n: firstNumber[channel] + messages.length - before, step, channel, address })
    if (steps.mode === 'first' && messages.length > before) step++
  }
  return messages
}

/** Channels on which a recipient has an address. */
export const reachableOn = (recipient: Recipient): Channel[] =>
  channels.filter((channel) => targets(recipient, channel).length > 0)

function targets(recipient: Recipient, channel: Channel): readonly (string | PushTarget)[] {
  if (channel === 'push') return recipient.push ?? []
  const address = channel === 'email' ? recipient.email : recipient.phone
  return address === undefined ? [] : [address]
}
