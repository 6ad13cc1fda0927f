import type { Channel, Lane } from '@tidings/sdk'

import type { Brand } from '../render/template.js'
import type { MailClient } from './mail-clients.js'
import type { ConfigurationProblem } from './problem.js'

/** `tidings.yaml` and what the environment adds, checked, with every default filled in. Durations are in ms. */
export interface Configuration {
  /** Absolute path of `tidings.yaml`. */
  readonly file: string
  /** Emitter's name for what the command line itself emits. Default `cli`. */
  readonly source: string
  /** Absolute path of the templates folder. Default: `templates` beside the file. */
  readonly templates: string
  /** The environment that was chosen: by name, by `TIDINGS_ENVIRONMENT`, or the first that is not production. */
  readonly environment: Environment
  /** All environments of the file, in its order. */
  readonly environments: readonly { readonly name: string; readonly production: boolean }[]
  readonly providers: Readonly<Record<string, ProviderSettings>>
  readonly categories: Readonly<Record<string, Category>>
  /** Always has `main`. */
  readonly brands: Readonly<Record<string, BrandSettings>>
  readonly lanes: Readonly<Record<Lane, LaneSettings>>
  readonly policies: Readonly<Record<Lane, Policy>>
  readonly dispatcher: DispatcherSettings
  readonly lint: LintSettings
  /** What is odd but harmless, such as an unknown `TIDINGS_*` variable. */
  readonly warnings: readonly ConfigurationProblem[]
}

/** One place where messages are sent from, with its own ledger and routes. */
export interface Environment {
  readonly name: string
  readonly production: boolean
  /** Connection string of the ledger. Undefined only where the caller said that it needs none. */
  readonly database: string | undefined
  /** Providers by channel and lane, first choice first. A channel that is absent is not sent here. */
  readonly routes: Readonly<Partial<Record<Channel, Readonly<Record<Lane, readonly string[]>>>>>
  /**
   * Addresses that may really be written to outside production: `ann@example.com`, `*@example.com`, `+49…`, `+49*`.
   * All others go to the catcher. Without meaning in production.
   */
  readonly allow: readonly string[]
}

/** One account of a delivery service. */
export interface ProviderSettings {
  readonly name: string
  readonly kind: string
  /** The block without `kind`, as the kind's own schema returns it. */
  readonly settings: unknown
}

/** What a recipient can unsubscribe from. */
export interface Category {
  readonly name: string
  readonly title: string
  /** Marketing mails carry one-click unsubscribe and may be opted out of as a whole. */
  readonly marketing: boolean
}

/** A brand: sender, variables and where its pictures are. `name` is what customers read, `key` what templates and intents say. */
export interface BrandSettings extends Brand {
  readonly key: string
  /** Start of one-click unsubscribe addresses, https. Needed by marketing categories. */
  readonly unsubscribeBase?: string
}

/** How much of the dispatcher one lane may take. */
export interface LaneSettings {
  /** Provider calls of this lane that may be open at once in one dispatcher. */
  readonly concurrency: number
}

/** What is done again, how often, and until when. */
export interface Policy {
  /** Attempts that may be used up; rate limits and interruptions use up none. */
  readonly maxAttempts: number
  /** Life of a message whose intent names no `expiresAt`. */
  readonly expiresMs: number
  /** What follows an attempt with unknown outcome: send once more after the settling time, or stop. */
  readonly onUnknown: Readonly<Record<Channel, 'resend' | 'stop'>>
  /** How long receipts may still settle an unknown attempt before `onUnknown` applies. */
  readonly settleMs: number
  /** Longest provider call. */
  readonly deadlineMs: number
  /** Exponential with full jitter: the n-th wait is random in 0 … min(maxMs, baseMs · 2^(n-1)). */
  readonly backoff: { readonly baseMs: number; readonly maxMs: number }
}

/** How `tidings lint` judges. */
export interface LintSettings {
  /** What rules count for instead of their own severity, by id. */
  readonly rules: Readonly<Record<string, 'off' | 'warning' | 'error'>>
  /** Warnings that are let through; undefined: any number. */
  readonly maxWarnings: number | undefined
  /** Mail clients that templates must work in, as `family.platform`. */
  readonly clients: readonly MailClient[]
}

/** The daemon process itself. */
export interface DispatcherSettings {
  /** Where `/livez`, `/readyz` and `/metrics` are served. Port 0 takes a free one. */
  readonly admin: { readonly host: string; readonly port: number }
  /** How long a dispatcher owns what it claimed without a sign of life. */
  readonly leaseMs: number
  /** Pause between two looks at an empty queue or outbox. */
  readonly pollMs: number
  /** Time that open calls get after SIGTERM. */
  readonly shutdownMs: number
}
