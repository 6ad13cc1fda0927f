/** What a program that emits prints for each intent. */
export interface Emitted {
  readonly id: string
  readonly template: string
  readonly locale?: string
  readonly note: string
}

/** What the SDK said of wrong data. */
export interface Refusal {
  readonly error: string
  readonly issues: readonly { readonly path: string; readonly message: string }[]
}

/** `tidings dev --detach`. */
export interface Dev {
  readonly database: string
  readonly templates: readonly { readonly name: string; readonly hash: string }[]
}

/** `tidings messages`. */
export interface Message {
  readonly id: string
  readonly intent: string
  readonly n: number
  readonly source: string
  readonly template: string
  readonly channel: 'email' | 'sms' | 'push' | null
  readonly to: string
  readonly state: string
  readonly code: string | null
  readonly detail: string | null
  readonly at: string
}

/** `tidings caught` and, with `mail`, `tidings caught show`. */
export interface Caught {
  readonly n: number
  readonly messageId: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly bytes: number
  /** The one that it was written in, where the recipient's own has no text. */
  readonly locale?: string
  readonly afterMs?: number
  readonly mail?: { readonly plain?: string; readonly headers: Readonly<Record<string, string>> }
}

/** `tidings replay`. */
export interface Replay {
  readonly replay: number
  readonly plan: { readonly hash: string; readonly messages: number; readonly templates: readonly string[] }
  readonly progress: { readonly ended: Readonly<Record<string, number>>; readonly open: number }
}
