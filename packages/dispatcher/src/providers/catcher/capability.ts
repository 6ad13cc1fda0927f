import type { Capability } from '../provider.js'

/** The catcher keeps what it gets, whatever it is; it neither drops repeats nor sends receipts. */
export const catcherCapability: Capability = {
  channels: ['email', 'sms', 'push'],
  dedupWindowMs: null,
  lookup: false,
  echoesId: false,
  // 90 MB of JSON less a third for base64, see the catcher's HTTP interface.
  maxBytes: 64 * 1024 * 1024,
}
