import type { Channel, Lane } from '@tidings/sdk'
import type { Gate, GateSubject } from '../gates/gate.js'
import type { Connection } from '../ledger/connection.js'
import type { PersonalHashes } from '../ledger/hash.js'
import type { Names } from '../ledger/names.js'
import type { Entry } from '../ledger/record.js'
import type { TemplateCatalog } from '../ledger/template-catalog.js'
import type { Outcome } from '../providers/outcome.js'
import type { Provider } from '../providers/provider.js'
import type { Brand } from '../render/template.js'
import type { Owner } from './owner.js'
import type { Slots } from './slots.js'
import type { TransitionPolicy } from './transition.js'

/** A provider account with its code in the ledger and its free calls. */
export interface Account {
  readonly provider: Provider
  readonly code: number
  readonly slots: Slots
}

/** A brand as messages are dressed in it. */
export interface Dress {
  readonly brand: Brand
  readonly unsubscribeBase: string | undefined
}

/** What the delivery loops report; metrics and logs listen. */
export interface DeliveryEvents {
  called(lane: Lane, channel: Channel, provider: string, outcome: Outcome, ms: number): void
  rendered(lane: Lane, channel: Channel, ms: number): void
  recorded(lane: Lane, entries: readonly Entry[]): void
  failed(where: string, error: unknown): void
  /** A configuration error: resolves when the provider is paused. */
  paused(provider: string, outcome: Outcome & { readonly outcome: 'deferred' }): Promise<void>
}

/** All that the lanes of one dispatcher share. */
export interface DeliveryContext {
  readonly owner: Owner
  readonly names: Names
  readonly hashes: PersonalHashes
  readonly catalog: TemplateCatalog
  readonly gates: readonly Gate[]
  readonly environment: GateSubject['environment']
  readonly accounts: ReadonlyMap<string, Account>
  /** Providers of a channel and lane, first choice first. */
  route(channel: Channel, lane: Lane): readonly string[]
  dress(brand: string): Dress | undefined
  readonly brands: readonly string[]
  policy(lane: Lane, channel: Channel): TransitionPolicy & { readonly deadlineMs: number }
  unsubscribeUrl(base: string, category: string, recipientHash: string): string
  connect(name: string): Connection
  readonly events: DeliveryEvents
}
