import type { Channel, Intent, Lane } from '@tidings/sdk'

import { type LoadedTemplate, usualBrand } from '../render/template.js'
import { messagesOf, type PlannedMessage, reachableOn } from './messages-of.js'

/** A published version: its number in the ledger, and how it renders. */
export interface TemplateVersion {
  readonly id: number
  readonly template: LoadedTemplate
}

/** What admission knows of templates, at one moment. */
export interface TemplateSnapshot {
  /** The active version, or the newest one with the contract. `unknown-contract`: nobody published that contract yet. */
  find(name: string, contract: string | undefined): TemplateVersion | 'unpublished' | 'unknown-contract'
  /** Names of what is published, for errors. */
  readonly published: readonly string[]
}

/** What planning depends on besides the intent. */
export interface PlanContext {
  readonly templates: TemplateSnapshot
  readonly brands: readonly string[]
  /** Life of a message per lane, in ms. */
  readonly expiresMs: Readonly<Record<Lane, number>>
  /** Database time, ms since 1970. */
  readonly now: number
}

/** A reason to refuse. */
export interface PlanIssue {
  readonly code: string
  readonly path: string
  readonly message: string
}

/** What becomes of an intent. */
export type Plan =
  | {
      readonly kind: 'admit'
      /** Undefined where the intent is held until its contract is published. */
      readonly version: TemplateVersion | undefined
      readonly lane: Lane
      readonly due: number
      readonly expiresAt: number
      readonly explicitExpiry: boolean
      /** All messages; those of step 0 are queued now. */
      readonly messages: readonly PlannedMessage[]
    }
  | { readonly kind: 'schedule'; readonly due: number; readonly lane: Lane }
  | { readonly kind: 'refuse'; readonly issues: readonly PlanIssue[] }

/** Further away than this an intent is kept unplanned, so that its history lies within days of its id. */
const scheduleBeyondMs = 3_600_000

/** Decides what becomes of a decoded intent. Pure: the same input gives the same plan. */
export function planIntent(intent: Intent, context: PlanContext): Plan {
  const { now, templates } = context
  const sendAt = intent.sendAt === undefined ? now : Date.parse(intent.sendAt)
  if (sendAt > now + scheduleBeyondMs) return { kind: 'schedule', due: sendAt, lane: intent.lane ?? 'transactional' }

  const found = templates.find(intent.template, intent.contract)
  if (found === 'unpublished') return { kind: 'refuse', issues: [unpublished(intent.template, templates.published)] }
  const version = found === 'unknown-contract' ? undefined : found
  const lane = version?.template.lane ?? intent.lane ?? 'transactional'
  const due = Math.max(now, sendAt)
  const explicitExpiry = intent.expiresAt !== undefined
  const expiresAt = intent.expiresAt === undefined ? due + context.expiresMs[lane] : Date.parse(intent.expiresAt)
  const planned = { kind: 'admit', version, lane, due, expiresAt, explicitExpiry } as const
  if (version === undefined) return { ...planned, messages: [] }

  const messages = messagesOf(intent.to, version.template.steps)
  const issues = issuesOf(intent, version.template, context.brands, messages)
  return issues.length > 0 ? { kind: 'refuse', issues } : { ...planned, messages }
}

/** All that speaks against an intent once its template is known. */
export function issuesOf(
  intent: Pick<Intent, 'to' | 'data' | 'brand'>,
  template: LoadedTemplate,
  brands: readonly string[],
  messages: readonly PlannedMessage[] = messagesOf(intent.to, template.steps),
): PlanIssue[] {
  const issues: PlanIssue[] = template
    .validate(intent.data)
    .map(({ path, message }) => ({ code: 'contract', path: `/data/data${path}`, message }))
  const { brand = usualBrand } = intent
  if (template.brands !== undefined && !template.brands.includes(brand) && brands.includes(brand))
    issues.push({
      code: 'brand-not-allowed',
      path: '/data/brand',
      message: `${intent.brand === undefined ? `names no brand, which means "${brand}"` : `names the brand "${brand}"`}, and ${template.name} is dressed in ${template.brands.join(', ')} only`,
    })
  if (intent.brand !== undefined && !brands.includes(intent.brand))
    issues.push({
      code: 'unknown-brand',
      path: '/data/brand',
      message: `names the brand "${intent.brand}"; configured here: ${brands.join(', ')}`,
    })
  if (messages.length === 0)
    issues.push({ code: 'no-address', path: '/data/to', message: noAddress(reachableOn(intent.to), template) })
  return issues
}

const noAddress = (has: readonly Channel[], template: LoadedTemplate): string =>
  `has an address for ${has.length === 0 ? 'no channel' : has.join(', ')}, and ${template.name} is sent by ${template.steps.channels.join(', ')}`

const unpublished = (name: string, published: readonly string[]): PlanIssue => ({
  code: 'unknown-template',
  path: '/subject',
  message: `names the template "${name}", which nobody has published here; published: ${published.length === 0 ? 'none' : published.join(', ')}`,
})
