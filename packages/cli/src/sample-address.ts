import type { Channel, PushTarget, Recipient } from '@tidings/sdk'

/** Addresses for channels on which a sample's recipient cannot be reached, but which were asked for. */
export const standIns: Readonly<Record<Channel, string | PushTarget>> = {
  email: 'sample@example.com',
  sms: '+4915112345678',
  push: { token: 'sample', app: 'ios' },
}

/** Where a recipient is reached on a channel; undefined where they are not. */
export function addressOf(to: Recipient, channel: Channel): string | PushTarget | undefined {
  return channel === 'email' ? to.email : channel === 'sms' ? to.phone : to.push?.[0]
}
