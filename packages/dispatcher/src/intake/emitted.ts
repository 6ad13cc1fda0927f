import type { Intent } from '@tidings/sdk'

import type { PlanIssue } from '../admit/plan-intent.js'

/** An intent as it was read: its text, and the lane it came in. */
export interface Raw {
  readonly lane: number
  readonly body: string
}

/** An intent that could be decoded, with what it was decoded from. */
export interface Emitted {
  readonly raw: Raw
  readonly intent: Intent
}

/** An intent that is refused: what is known of it, and why. */
export interface Refusal {
  readonly raw: Raw
  readonly about: { readonly source?: string; readonly id?: string; readonly template?: string }
  readonly issues: readonly PlanIssue[]
  /** Id of the intent that has its key. */
  readonly duplicateOf: string | null
}
