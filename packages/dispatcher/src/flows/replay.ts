import { createHash } from 'node:crypto'

import { lanes } from '@tidings/sdk'

import { finalStateCodes } from '../ledger/codes.js'
import { readFacts } from '../ledger/facts.js'
import type { Ledger } from '../ledger/open-ledger.js'
import { applyReplay } from '../ledger/replay-apply.js'
import { type ReplayCandidate, type ReplaySelection, selectForReplay } from '../ledger/replay-plan.js'
import { databaseTime } from '../ledger/time.js'

/** What to replay, and how. */
export interface ReplayQuery extends ReplaySelection {
  /** Also messages whose outcome is unknown: they may be sent twice. */
  readonly includeUnknown: boolean
  /** Render with what is active now instead of the version first sent. */
  readonly currentTemplate: boolean
}

/** A replay as it would be carried out. Nothing is changed by making one. */
export interface ReplayPlan {
  /** Hash of the items and how they would be rendered; the same query gives the same hash until something changes. */
  readonly hash: string
  readonly messages: number
  readonly refused: number
  readonly recipients: number
  readonly templates: readonly string[]
  readonly currentTemplate: boolean
  readonly skipped: {
    readonly unknown: number
    readonly expired: number
    readonly unsubscribed: number
    readonly suppressed: number
    readonly cancelled: number
    readonly erased: number
  }
  readonly items: readonly ReplayCandidate[]
}

/** Plans a replay: what the query selects, less what would not be sent anyway, each counted with its reason. */
export async function planReplay(ledger: Ledger, query: ReplayQuery): Promise<ReplayPlan> {
  const found = await selectForReplay(ledger.connection, query)
  // Looked for even where they are left out, so that the plan can say how many there are.
  const unknown =
    query.ids === undefined && !query.states.includes('unknown')
      ? (await selectForReplay(ledger.connection, { ...query, states: ['unknown'] })).length
      : 0
  const { now } = await databaseTime(ledger.connection)
  const facts = found.length === 0 ? [] : await readFacts(ledger.connection, found)
  const skipped = { unknown, expired: 0, unsubscribed: 0, suppressed: 0, cancelled: 0, erased: 0 }
  const items = found.filter((item, index) => {
    const reason = skipReason(item, facts[index] ?? {}, query, now)
    if (reason !== undefined) skipped[reason]++
    return reason === undefined
  })
  const hash = createHash('sha256')
    .update(JSON.stringify([query.currentTemplate, items.map((item) => [item.intent, item.n, item.generation])]))
    .digest('hex')
  return {
    hash,
    messages: items.filter((item) => item.n >= 0).length,
    refused: items.filter((item) => item.n < 0).length,
    recipients: new Set(items.map((item) => item.recipientHash)).size,
    templates: [...new Set(items.map((item) => item.template))].filter((name) => name !== '').sort(),
    currentTemplate: query.currentTemplate,
    skipped,
    items,
  }
}

function skipReason(
  item: ReplayCandidate,
  facts: { readonly suppressed?: string; readonly unsubscribed?: boolean; readonly cancelled?: boolean },
  query: ReplayQuery,
  now: number,
): keyof ReplayPlan['skipped'] | undefined {
  if (item.erased) return 'erased'
  if (item.state === finalStateCodes.unknown && !query.includeUnknown) return 'unknown'
  if (item.expiresAt !== null && item.expiresAt <= now) return 'expired'
  if (facts.cancelled === true) return 'cancelled'
  if (facts.unsubscribed === true) return 'unsubscribed'
  if (facts.suppressed !== undefined) return 'suppressed'
  return undefined
}

/** Who applies a plan, and why. */
export interface ReplayOrder {
  readonly reason: string
  readonly byWhom: string
  readonly environment: string
  /** Life of messages with a default expiry, per lane, ms. */
  readonly expiresMs: Readonly<Record<(typeof lanes)[number], number>>
}

/** Applies a plan. Answers the number of the replay; dispatchers carry it out. */
export const applyReplayPlan = (ledger: Ledger, plan: ReplayPlan, order: ReplayOrder): Promise<number> =>
  applyReplay(
    ledger.connection,
    {
      planHash: plan.hash,
      reason: order.reason,
      byWhom: order.byWhom,
      options: {
        currentTemplate: plan.currentTemplate,
        environment: order.environment,
        expiresMs: lanes.map((lane) => order.expiresMs[lane]),
      },
    },
    plan.items,
  )
