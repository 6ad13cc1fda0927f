import type { Provider } from '#dispatcher/providers/provider.js'

/** What a service can be told to do with the messages that follow. */
export type Behaviour =
  | 'accept'
  /** Refuse for good, for a reason that is not the address. */
  | 'reject'
  /** Refuse for good, because there is no such address. */
  | 'reject address'
  | 'defer'
  /** Refuse for now, because too much was sent. */
  | 'rate'
  /** Refuse because of the sender's credentials. */
  | 'configuration'
  /** Take it and accept it after a while. */
  | 'slow'
  /** Take it in full and never answer. */
  | 'hang'
  /** Close the connection before a byte of the message. */
  | 'drop before'
  /** Close it when the message has begun. */
  | 'drop during'
  /** Take it in full, then close the connection without an answer. */
  | 'drop after'

/** A message in the service's own log. */
export interface Logged {
  readonly messageId: string
  readonly to: string
  /** Whether it came in full. */
  readonly complete: boolean
  /** Whether the service said that it took it; undefined where it said nothing. */
  readonly taken: boolean | undefined
}

/** A running service to hold an adapter against. The judge is its log, which the adapter does not write. */
export interface Stand {
  /** Makes an account of this service, configured as an operator would. */
  create(): Provider
  behave(behaviour: Behaviour): Promise<void>
  log(): Promise<readonly Logged[]>
  /** Ends the service with all its connections, as a crash would. */
  vanish(): Promise<void>
  /** Starts it again at the same address after `vanish`. */
  appear(): Promise<void>
  /** Ends it for good. */
  close(): Promise<void>
}

/** A service as the contract suite opens it, with what it cannot show. */
export interface StandKind {
  readonly name: string
  open(): Promise<Stand>
  /** Cases of the suite that cannot be shown with this service, and why. */
  readonly gaps?: Readonly<Record<string, string>>
}
