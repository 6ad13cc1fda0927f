import type { Capability } from '../provider.js'

/**
 * SMTP knows no dedup key and cannot be asked later; a bounce may echo our headers, but need not. Each server says its
 * own size limit when a connection opens, so none is stated here.
 */
export const smtpCapability: Capability = {
  channels: ['email'],
  dedupWindowMs: null,
  lookup: false,
  echoesId: false,
  maxBytes: null,
}
