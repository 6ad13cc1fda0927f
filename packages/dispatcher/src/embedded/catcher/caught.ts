import type { Channel, PushTarget } from '@tidings/sdk'

import type { RenderedPush, RenderedSms } from '../../render/rendered.js'

/**
 * What the catcher answered. `none`: the message was taken in full and the sender was told nothing, because a rule said
 * `hang` or `drop`.
 */
export type CaughtReply = 'accepted' | 'rejected' | 'deferred' | 'none'

/** One message that reached the catcher, whatever it answered. Also one line of its log, `caught.jsonl`. */
export interface Caught {
  /** Number in order of arrival, from 1. Never given twice in one folder. */
  readonly n: number
  /** When it had arrived in full, RFC 3339. */
  readonly at: string
  readonly via: 'http' | 'smtp'
  readonly channel: Channel
  /** Address, phone number or push token. Several envelope recipients of one mail are joined by `, `. */
  readonly to: string
  readonly from?: string
  /** `<intent>.<n>`, from the call or the `X-Tidings-Message` header. */
  readonly messageId?: string
  /** The intent's id: the part of `messageId` before its last dot. */
  readonly intent?: string
  /** Dedup key of the call. */
  readonly key?: string
  /** As the mail's `Content-Language` header or the call names it. */
  readonly locale?: string
  /** Milliseconds since the intent was emitted, where its time is given or lies in its id (UUIDv7). */
  readonly afterMs?: number
  /** E-mail: absent in the log where the mail came over SMTP; lists and single messages always have it. */
  readonly subject?: string
  /** SMS: the whole text. */
  readonly text?: string
  /** Push: everything but the target's token, which is `to`. */
  readonly push?: Omit<RenderedPush, 'channel' | 'target'> & { readonly app: PushTarget['app'] }
  /** Size of the mail, or of the text or title and body, in bytes. */
  readonly bytes: number
  readonly reply: CaughtReply
  /** Code of the refusal. */
  readonly code?: string
  /** The catcher's own id of the message. */
  readonly ref: string
}

/** A caught mail with what a mail program would show. */
export interface CaughtMail {
  readonly html?: string
  readonly plain?: string
  readonly headers: Readonly<Record<string, string>>
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[]
}

/** One message in full. */
export interface CaughtInFull extends Caught {
  /** Only e-mail. */
  readonly mail?: CaughtMail
}

/** A mail as the catcher provider posts it: the rendered mail with `raw` in base64. */
export interface PostedEmail {
  readonly channel: 'email'
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly raw: string
}

/** Body of `POST /messages`. */
export interface Posted {
  readonly messageId: string
  readonly key: string
  readonly rendered: PostedEmail | RenderedSms | RenderedPush
  readonly locale?: string
  /** When the intent was emitted, RFC 3339. */
  readonly intentTime?: string
}

/** Body of the reply to `POST /messages`: what the call's outcome shall be. Its status is 201, 422 or 503. */
export type PostReply =
  | { readonly outcome: 'accepted'; readonly ref: string }
  | { readonly outcome: 'rejected'; readonly code: string; readonly detail: string; readonly fault?: 'address' }
  | {
      readonly outcome: 'deferred'
      readonly code: string
      readonly detail: string
      readonly fault?: 'rate' | 'configuration'
      readonly retryAfterMs?: number
    }

/** What `GET /health` answers. */
export interface CatcherHealth {
  readonly name: 'tidings-catcher'
  readonly httpPort: number
  readonly smtpPort: number
  readonly pid: number
  /** Messages in the store. */
  readonly stored: number
}
