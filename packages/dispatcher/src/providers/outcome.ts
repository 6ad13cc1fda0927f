/** What is known after an attempt. Exactly one per call of a provider. */
export type Outcome =
  /** The provider took it. `ref` is its id for the message; our own message id where it gives none. */
  | { readonly outcome: 'accepted'; readonly ref: string; readonly detail?: string }
  /** Final. `fault: 'address'` says that the address itself is bad, so that it may be suppressed. */
  | { readonly outcome: 'rejected'; readonly code: string; readonly detail: string; readonly fault?: 'address' }
  /**
   * May work later. `fault: 'rate'` uses up no attempt; `fault: 'configuration'` (bad credentials, unverified sender)
   * uses up none either and pauses the provider. `retryAfterMs` is what the provider asked for.
   */
  | {
      readonly outcome: 'deferred'
      readonly code: string
      readonly detail: string
      readonly fault?: 'rate' | 'configuration'
      readonly retryAfterMs?: number
    }
  /** It may or may not have been taken: bytes of the message left and no complete reply came. */
  | { readonly outcome: 'unknown'; readonly code: string; readonly detail: string }
  /** No byte of the message left. Uses up no attempt. */
  | { readonly outcome: 'interrupted'; readonly code: string; readonly detail: string }
