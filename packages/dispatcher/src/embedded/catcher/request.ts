import { channels } from '@tidings/sdk'
import { z } from 'zod'
import type { CaughtFilter } from './caught-filter.js'
import type { RuleScope } from './rules.js'

const channel = z.enum(channels as ['email', 'sms', 'push'])

const scope = z.object({ channel: channel.exactOptional(), to: z.string().min(1).exactOptional() })

const ruleSetting = scope.extend({ rule: z.string().max(1000) })

const filter = z.object({
  channel: channel.exactOptional(),
  to: z.string().exactOptional(),
  since: z.iso
    .datetime({ offset: true, error: 'since must be a time such as 2030-01-31T12:00:00Z' })
    .transform((text) => new Date(text))
    .exactOptional(),
  after: z.coerce.number().int().exactOptional(),
  reply: z.enum(['accepted', 'rejected', 'deferred', 'none']).exactOptional(),
  messageId: z.string().exactOptional(),
  intent: z.string().exactOptional(),
  limit: z.coerce.number().int().min(1).max(1_000_000).exactOptional(),
})

/**
 * Reads the filter in a query string.
 *
 * @throws ZodError that names the parameter.
 */
export const readFilter = (parameters: URLSearchParams): CaughtFilter => filter.parse(Object.fromEntries(parameters))

/**
 * Reads which rules a query string is about.
 *
 * @throws ZodError that names the parameter.
 */
export const readScope = (parameters: URLSearchParams): RuleScope => scope.parse(Object.fromEntries(parameters))

/**
 * Reads the body of `PUT /rules`: `{rule, channel?, to?}`.
 *
 * @throws ZodError or SyntaxError that names the field.
 */
export const readRuleSetting = (body: string): { readonly rule: string; readonly scope: RuleScope } => {
  const { rule, ...rest } = ruleSetting.parse(JSON.parse(body))
  return { rule, scope: rest }
}
