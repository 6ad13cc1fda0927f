import type { PushTarget } from '@tidings/sdk'

import type { AndroidOptions, IosOptions } from './push/platform-options.js'

/** A mail ready for the wire: envelope, and the whole message with CRLF line ends and no line over 998 bytes. */
export interface RenderedEmail {
  readonly channel: 'email'
  /** Envelope sender. */
  readonly from: string
  /** Envelope recipient: exactly one. */
  readonly to: string
  readonly subject: string
  /** Of the template, which the text is in. */
  readonly locale?: string
  readonly raw: Uint8Array
}

/** A text message, before segmentation by the carrier. */
export interface RenderedSms {
  readonly channel: 'sms'
  readonly to: string
  /** Sender id or number. Absent: the provider account's default. */
  readonly from?: string
  /** Of the template, which the text is in. */
  readonly locale?: string
  readonly text: string
}

/** A push message to one installation. */
export interface RenderedPush {
  readonly channel: 'push'
  readonly target: PushTarget
  /** Of the template, which the text is in. */
  readonly locale?: string
  readonly title: string
  readonly body: string
  readonly image?: string
  /** Where a tap leads: an https or app URL. */
  readonly link?: string
  readonly data: Readonly<Record<string, string>>
  /** Seconds that the service may keep trying. */
  readonly ttl: number
  /** A newer message with the same key takes the place of this one on the device. Sent as `collapseKeyOf` says. */
  readonly collapseKey?: string
  readonly ios?: IosOptions
  readonly android?: AndroidOptions
}

/** What a template and the data of one intent became for one channel and address. */
export type Rendered = RenderedEmail | RenderedSms | RenderedPush
