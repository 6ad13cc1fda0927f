import type { Channel, PushTarget, Recipient } from '@tidings/sdk'

/** Address for a channel on which a sample's recipient cannot be reached: its text has to render all the same. */
export const standIns: { readonly email: string; readonly sms: string; readonly push: PushTarget } = {
  email: 'sample@example.com',
  sms: '+4915112345678',
  push: { token: 'sample', app: 'ios' },
}

/** Where a recipient is reached on a channel; undefined where they are not. */
export function sampleAddress(to: Recipient, channel: Channel): string | PushTarget | undefined {
  return channel === 'email' ? to.email : channel === 'sms' ? to.phone : to.push?.[0]
}
