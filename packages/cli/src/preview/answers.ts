import type { Caught, CaughtInFull, RuleInForce } from '@tidings/dispatcher/embedded'
import type { Finding, MailLink } from '@tidings/dispatcher/templates'
import type { Channel, PushTarget } from '@tidings/sdk'

import type { MailHeader } from '../mail-parts.js'

/** What the page knows of the project. Answer of `GET /api/project`. */
export interface ProjectAnswer {
  /** Name of the project's folder. */
  readonly project: string
  readonly environment: string
  /** Keys of the brands; the first is the usual one. */
  readonly brands: readonly string[]
  /** What is wrong with tidings.yaml since it was saved last; the one before stays in force. */
  readonly problem?: string
  /** Whether tidings.yaml has a catcher. */
  readonly catcher: boolean
}

/** A template in the list. Answer of `GET /api/templates`: all of them. */
export interface TemplateEntry {
  readonly name: string
  readonly title: string
  readonly errors: number
  readonly warnings: number
  /** Whether the counts are those of the files as they are now. */
  readonly linted: boolean
}

/** What to render. Body of `POST /api/render`. What is absent is the sample's own. */
export interface RenderAsked {
  readonly template: string
  readonly sample?: string
  readonly locale?: string
  readonly brand?: string
  readonly timeZone?: string
  /** Data instead of the sample's, as JSON text. */
  readonly data?: string
}

/** Something wrong with the data that was sent. */
export interface DataProblem {
  /** JSON pointer; empty for the whole. */
  readonly path: string
  readonly message: string
  /** 1-based line of the JSON text, where it is known. */
  readonly line?: number
}

/** A mail as it was rendered. */
export interface EmailView {
  readonly channel: 'email'
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly preheader: string
  /** Names the frame at `/frame/<key>`, and the downloads at `/download/<key>.html` and `.eml`. */
  readonly key: string
  readonly html: string
  readonly text: string
  readonly headers: readonly MailHeader[]
  readonly links: readonly MailLink[]
  /** Bytes of the HTML, decoded; what clients cut a mail by. */
  readonly htmlBytes: number
  readonly textBytes: number
  /** Bytes of the whole mail. */
  readonly rawBytes: number
}

/** A text message as it was rendered. */
export interface SmsView {
  readonly channel: 'sms'
  readonly to: string
  readonly from?: string
  readonly text: string
  readonly travel: SmsTravel
}

/** How a text message travels, and what it costs. */
export interface SmsTravel {
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** Where each segment begins in the text, in UTF-16 units. */
  readonly begins: readonly number[]
  /** Septets or UTF-16 units left in the last segment. */
  readonly unused: number
}

/** A push message as it was rendered. */
export interface PushView {
  readonly channel: 'push'
  readonly app: PushTarget['app']
  readonly title: string
  readonly body: string
  readonly image?: string
  readonly link?: string
  readonly data: Readonly<Record<string, string>>
  /** Seconds. */
  readonly ttl: number
}

/** What a template says on one channel. */
export type MessageView = EmailView | SmsView | PushView

/** A template, rendered. Answer of `POST /api/render`. */
export interface TemplateView {
  readonly name: string
  readonly title: string
  readonly lane: string
  readonly category: string
  readonly channels: readonly Channel[]
  readonly locales: readonly string[]
  readonly samples: readonly string[]
  /** What was rendered: the choices, with the sample's own filled in. */
  readonly sample: string
  readonly locale: string
  readonly brand: string
  /** Those that the template allows; the first is the usual one. */
  readonly brands: readonly string[]
  readonly timeZone: string
  /** The data that was rendered, as JSON text. */
  readonly data: string
  /** What is wrong with that data; then there are no messages. */
  readonly problems: readonly DataProblem[]
  /** Why the files do not compile, or a message does not render. Messages are then of the last good version. */
  readonly errors: readonly Finding[]
  /** Everything that lint found. */
  readonly findings: readonly Finding[]
  readonly linted: boolean
  readonly messages: readonly MessageView[]
}

/** Files that a template is made of. Answer of `GET /api/source`. */
export interface SourceAnswer {
  readonly files: readonly { readonly path: string; readonly text: string }[]
}

/** Answer of `GET /api/caught`. */
export interface CaughtAnswer {
  /** Why there is nothing to show; undefined where the catcher answers. */
  readonly problem?: string
  readonly messages: readonly Caught[]
  readonly rules: readonly RuleInForce[]
}

/** Answer of `GET /api/caught-message?n=<number>`. */
export interface CaughtOneAnswer {
  readonly message: CaughtInFull
  /** E-mail as it came in. */
  readonly raw?: string
  /** Names the frame and the downloads of its HTML. */
  readonly key?: string
  readonly links: readonly MailLink[]
  /** How an SMS would have travelled. */
  readonly travel?: SmsTravel
  /** The message's story, line by line, where a ledger can be reached and knows it. */
  readonly why?: readonly string[]
}

/** How a test message of a template would go. Answer of `GET /api/test-send?template=<name>`. */
export interface TestSendFacts {
  readonly environment: string
  readonly production: boolean
  /** Addresses that may be written to outside production; `*` stands for any characters. */
  readonly allow: readonly string[]
  /** By channel of the template: the provider, or why there is none. */
  readonly routes: Readonly<Partial<Record<Channel, TestSendRoute>>>
}

/** Where a test message would go on one channel. */
export type TestSendRoute = { readonly provider: string; readonly kind: string } | ErrorAnswer

/** Body of `POST /api/send-test`: what is shown, on one of its channels, and to whom it goes. */
export interface TestSendAsked extends RenderAsked {
  readonly channel: Channel
  readonly to: string
  /** Somebody has said that production may send it. */
  readonly confirmed: boolean
}

/** What came of a test message. Answer of `POST /api/send-test`. */
export interface TestSendAnswer {
  readonly outcome: 'accepted' | 'rejected' | 'deferred' | 'unknown' | 'interrupted'
  readonly provider: string
  readonly kind: string
  readonly code?: string
  /** What the provider said. */
  readonly detail?: string
  /** What to do next. */
  readonly advice?: string
  readonly tookMs: number
}

/** What `GET /events` tells, one JSON object per event. */
export type PreviewEvent =
  /** Files of a template were saved: it is worth rendering again. */
  | { readonly kind: 'changed'; readonly template: string }
  /** The list of templates is another. */
  | { readonly kind: 'listed' }
  /** What lint says of some of them is. */
  | { readonly kind: 'counted'; readonly entries: readonly TemplateEntry[] }
  /** tidings.yaml was saved. */
  | { readonly kind: 'configuration' }
  | { readonly kind: 'caught'; readonly message: Caught }
  /** The catcher has come or gone. */
  | { readonly kind: 'catcher' }

/** What is wrong with a request. */
export interface ErrorAnswer {
  readonly error: string
  /** What to do about it. */
  readonly hint?: string
}
