import type { Channel, PushTarget, Recipient } from '@tidings/sdk'

import type { TemplateVersion } from '../admit/plan-intent.js'
import type { ClaimedMessage } from '../ledger/claim.js'
import type { Provider } from '../providers/provider.js'

/** A claimed message that has passed its gates: everything a render and a call need. */
export interface Held {
  readonly row: ClaimedMessage
  readonly messageId: string
  readonly channel: Channel
  readonly address: string | PushTarget
  readonly recipient: Recipient
  readonly data: unknown
  readonly version: TemplateVersion
  readonly provider: Provider
}

/** Names a message in this process. */
export const heldKey = (row: { readonly intent: string; readonly n: number }): string => `${row.intent}.${row.n}`
