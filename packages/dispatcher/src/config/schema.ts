import type { Channel, Lane } from '@tidings/sdk'
import { z } from 'zod'

import { durationPattern, parseDuration } from './duration.js'
import { type MailClient, mailClients } from './mail-clients.js'

type Optional<T> = T | undefined

/** A policy as the file may write it; durations already in ms. */
export interface PolicyFile {
  readonly maxAttempts?: Optional<number>
  readonly expires?: Optional<number>
  readonly onUnknown?: Optional<{ readonly [channel in Channel]?: Optional<'resend' | 'stop'> }>
  readonly settle?: Optional<number>
  readonly deadline?: Optional<number>
  readonly backoff?: Optional<{ readonly base?: Optional<number>; readonly max?: Optional<number> }>
}

/** Providers of a channel: one list for all lanes, or one per lane with `default` for the rest. */
export type RouteFile =
  | readonly string[]
  | ({ readonly [lane in Lane]?: Optional<readonly string[]> } & { readonly default?: Optional<readonly string[]> })

/** One environment as the file writes it. */
export interface EnvironmentFile {
  readonly production?: Optional<boolean>
  readonly database: string
  readonly routes: { readonly [channel in Channel]?: Optional<RouteFile> }
  readonly recipients?: Optional<{ readonly allow?: Optional<readonly string[]> }>
}

/** One brand as the file writes it. */
export interface BrandFile {
  readonly name?: Optional<string>
  readonly sender: {
    readonly email: string
    readonly name: string
    readonly replyTo?: Optional<string>
    readonly sms?: Optional<string>
  }
  readonly variables?: Optional<Readonly<Record<string, string>>>
  readonly unsubscribeBase?: Optional<string>
  readonly assetBase?: Optional<string>
}

/** What a rule of lint counts for. */
export type RuleSetting = 'off' | 'warning' | 'error'

/** `tidings.yaml` after its shape was checked and before defaults. */
export interface ConfigurationFile {
  readonly version: 1
  readonly source?: Optional<string>
  readonly templates?: Optional<string>
  readonly environments: Readonly<Record<string, EnvironmentFile>>
  readonly providers: Readonly<Record<string, { readonly kind: string; readonly [setting: string]: unknown }>>
  readonly categories: Readonly<Record<string, { readonly title: string; readonly marketing?: Optional<boolean> }>>
  readonly brands: Readonly<Record<string, BrandFile>>
  readonly lanes?: Optional<{ readonly [lane in Lane]?: Optional<{ readonly concurrency?: Optional<number> }> }>
  readonly policies?: Optional<{ readonly [lane in Lane]?: Optional<PolicyFile> }>
  readonly dispatcher?: Optional<{
    readonly admin?: Optional<{ readonly host?: Optional<string>; readonly port?: Optional<number> }>
    readonly lease?: Optional<number>
    readonly poll?: Optional<number>
    readonly shutdown?: Optional<number>
  }>
  readonly lint?: Optional<{
    readonly rules?: Optional<Readonly<Record<string, RuleSetting>>>
    readonly maxWarnings?: Optional<number>
    readonly clients?: Optional<readonly MailClient[]>
  }>
}

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, { error: 'names are lower-case letters, digits and hyphens, at most 60 characters' })
const duration = z
  .string({ error: 'expected a duration such as "20ms", "9s", "10m" or "72h"' })
  .regex(durationPattern, { error: 'expected a duration such as "20ms", "9s", "10m" or "72h"' })
  .transform((text) => parseDuration(text) ?? 0)
/** A header value: one line, so that it cannot smuggle in another header. */
const oneLine = z
  .string()
  .min(1)
  .regex(/^[^\p{Cc}]*$/u, { error: 'may not contain line breaks or control characters' })
const address = oneLine.regex(/^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+$/u, {
  error: 'expected an e-mail address such as "orders@example.com"',
})
/** 3GPP TS 23.040, 9.1.2.5: letters that all carriers take, at most 11; else a number or a short code. */
const smsSender = z.string().regex(/^(?:\+?\d{3,15}|(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9 _&.+-]{1,11})$/, {
  error: 'expected a number such as "+4915112345678", or a name of at most 11 letters, digits and spaces',
})
// It stands in attributes and style sheets of every mail: nothing that one of them would read, and no query.
const assetBase = z.string().regex(/^https:\/\/[A-Za-z0-9.-]+(?::\d+)?(?:\/[A-Za-z0-9._~%@+-]+)*\/?$/, {
  error: 'expected an address that starts with "https://", without a query, as https://assets.example.com/mail',
})
const httpsUrl = z.string().regex(/^https:\/\/[^\s/]+/, { error: 'expected an address that starts with "https://"' })
const count = z.int().min(1).max(10_000)

const route = z.union([
  z.array(name).min(1),
  z.strictObject({
    critical: z.array(name).min(1).optional(),
    transactional: z.array(name).min(1).optional(),
    bulk: z.array(name).min(1).optional(),
    default: z.array(name).min(1).optional(),
  }),
])

const environment = z.strictObject({
  production: z.boolean().optional().describe('The one environment whose messages reach everybody. Default false.'),
  database: z.string().min(1).describe('Connection string of the ledger, usually from the variable DATABASE_URL.'),
  routes: z
    .strictObject({ email: route.optional(), sms: route.optional(), push: route.optional() })
    .describe(
      'Providers per channel: a list, or lists per lane with `default` for the rest. Later ones are fallbacks.',
    ),
  recipients: z
    .strictObject({ allow: z.array(oneLine).optional() })
    .optional()
    .describe('Addresses that may be written to outside production, as *@example.com. All others go to the catcher.'),
})

const onUnknown = z.enum(['resend', 'stop'])
const policy = z.strictObject({
  maxAttempts: z.int().min(1).max(100).optional().describe('Attempts that may be used up.'),
  expires: duration.optional().describe('Life of a message. Default: critical 10m, transactional 72h, bulk 48h.'),
  onUnknown: z
    .strictObject({ email: onUnknown.optional(), sms: onUnknown.optional(), push: onUnknown.optional() })
    .optional()
    .describe('What follows an unknown outcome. Default: resend for transactional e-mail and push, else stop.'),
  settle: duration.optional().describe('How long a receipt may still settle an unknown outcome. Default 60s.'),
  deadline: duration.optional().describe('Longest provider call. Default 30s, critical 10s.'),
  backoff: z.strictObject({ base: duration.optional(), max: duration.optional() }).optional(),
})
const perLane = <T extends z.ZodType>(of: T) =>
  z.strictObject({ critical: of.optional(), transactional: of.optional(), bulk: of.optional() })

const brand = z.strictObject({
  name: oneLine.optional().describe('What customers read. Default: the name of the sender.'),
  sender: z.strictObject({
    email: address,
    name: oneLine,
    replyTo: address.optional(),
    sms: smsSender.optional().describe('Sender id or number of text messages.'),
  }),
  variables: z.record(z.string().regex(/^[a-z][a-zA-Z0-9_]*$/), z.string()).optional(),
  unsubscribeBase: httpsUrl.optional().describe('Start of one-click unsubscribe addresses.'),
  assetBase: assetBase
    .optional()
    .describe('Where the folder that `tidings publish` writes is served: pictures of templates are found below it.'),
})

/** Shape of `tidings.yaml`. Provider blocks are checked by their kinds, references by the rules. */
export const configurationSchema: z.ZodType<ConfigurationFile> = z.strictObject({
  version: z.literal(1),
  source: name.optional().describe('Emitter name of what `tidings emit` emits.'),
  templates: z.string().min(1).optional().describe('Folder of the templates, relative to this file.'),
  environments: z.record(name, environment),
  providers: z.record(name, z.looseObject({ kind: z.string() })),
  categories: z.record(name, z.strictObject({ title: oneLine, marketing: z.boolean().optional() })),
  brands: z.record(name, brand),
  lanes: perLane(z.strictObject({ concurrency: count.optional() })).optional(),
  policies: perLane(policy).optional(),
  dispatcher: z
    .strictObject({
      admin: z.strictObject({ host: z.string().optional(), port: z.int().min(0).max(65_535).optional() }).optional(),
      lease: duration.optional(),
      poll: duration.optional(),
      shutdown: duration.optional(),
    })
    .optional(),
  lint: z
    .strictObject({
      rules: z
        .record(z.string(), z.enum(['off', 'warning', 'error']))
        .optional()
        .describe('What rules count for, by id, as TPL403: off. `tidings lint --rules` lists them.'),
      maxWarnings: z
        .int()
        .min(0)
        .optional()
        .describe('Warnings that `tidings lint` lets through. Default: any number.'),
      clients: z
        .array(z.enum(mailClients))
        .min(1)
        .optional()
        .describe(
          'Mail clients that templates must work in, as gmail.ios. Default: those with a real share of readers.',
        ),
    })
    .optional(),
})
