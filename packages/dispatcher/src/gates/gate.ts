import type { Channel } from '@tidings/sdk'

import type { FinalState, Hold } from '../ledger/codes.js'
import type { Facts, Pause } from '../ledger/facts.js'

/** All that a gate may look at. Plain data, so that the same gates run in a dry run, in `why` and before an attempt. */
export interface GateSubject {
  readonly template: string
  readonly category: string
  readonly channel: Channel
  /** As text: e-mail address, phone number, or push token. */
  readonly address: string
  /** ms since 1970. */
  readonly expiresAt: number
  readonly facts: Facts
  readonly pauses: readonly Pause[]
  /** Providers that the route offers, first choice first; a gate before may have narrowed them. */
  readonly providers: readonly { readonly name: string; readonly kind: string }[]
  readonly environment: {
    readonly name: string
    readonly production: boolean
    /** Addresses that may be written to outside production; `*` stands for anything. */
    readonly allow: readonly string[]
    /** Where everything else goes outside production, if there is such a provider. */
    readonly catcher: { readonly name: string; readonly kind: string } | undefined
  }
  /** Database time, ms since 1970. */
  readonly now: number
}

/** What a gate has to say. `undefined` is: nothing against it. */
export type Verdict =
  | { readonly verdict: 'end'; readonly finalState: FinalState; readonly code: string; readonly detail: string }
  | { readonly verdict: 'hold'; readonly hold: Hold; readonly code: string; readonly detail: string }
  | { readonly verdict: 'defer'; readonly delayMs: number; readonly code: string; readonly detail: string }
  | { readonly verdict: 'route'; readonly providers: GateSubject['providers'] }
  | undefined

/** A reason to send, to wait, or not to send. Pure. */
export interface Gate {
  readonly name: string
  decide(subject: GateSubject): Verdict
  /** What it says where it has nothing against the message, for `why`: `not suppressed`. */
  describe(subject: GateSubject): string
}
