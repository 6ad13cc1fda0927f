import { type Channel, type PushTarget, type Recipient, recipientIssues } from '@tidings/sdk'

import { TestSendError } from './test-send-error.js'

const forms: Readonly<Record<Channel, string>> = {
  email: 'give an e-mail address, as ann@example.com',
  sms: 'give a phone number in E.164, as +4915112345678',
  push: 'give the app and the token of the device, as ios:<token>, android:<token> or web:<token>',
}

/** The channel that an address is of, by its form; undefined where it has none of the known ones. */
export function channelOfAddress(address: string): Channel | undefined {
  if (/^(?:ios|android|web):/.test(address)) return 'push'
  if (address.includes('@')) return 'email'
  return /^\+\d/.test(address) ? 'sms' : undefined
}

/**
 * Reads an address as people write it: `ann@example.com`, `+4915112345678`, `ios:<token>`.
 *
 * @throws TestSendError `bad-address` where it is none of the channel.
 */
export function readAddress(channel: Channel, text: string): string | PushTarget {
  const address = channel === 'push' ? readTarget(text) : text
  const [issue] = recipientIssues(recipientAt(channel, address))
  if (issue === undefined) return address
  const what = `\`${text}\` is no address for ${channel}: it ${issue.message}`
  throw new TestSendError('bad-address', what, forms[channel])
}

/** What makes a recipient be reached there and nowhere else on this channel. */
export function recipientAt(channel: Channel, address: string | PushTarget): Recipient {
  if (typeof address !== 'string') return { push: [address] }
  return channel === 'email' ? { email: address } : { phone: address }
}

function readTarget(text: string): PushTarget {
  const [, app, token = ''] = /^(ios|android|web):(.*)$/s.exec(text) ?? []
  if (app === undefined) throw new TestSendError('bad-address', `\`${text}\` is no address for push`, forms.push)
  return { app: app as PushTarget['app'], token }
}
