import type { Intent } from '@tidings/sdk'

import { addressText } from '../admit/messages-of.js'
import type { Plan } from '../admit/plan-intent.js'
import type { AddressRow, IntentRow, MessageRow } from '../ledger/admit.js'
import { channelCode, holdCodes, laneCode } from '../ledger/codes.js'
import { hashOf, idHash, keyHash, type PersonalHashes, shortHash } from '../ledger/hash.js'

/** Codes of the names that a batch mentions. */
export interface BatchCodes {
  readonly sources: ReadonlyMap<string, number>
  readonly templates: ReadonlyMap<string, number>
  readonly categories: ReadonlyMap<string, number>
}

/** What the ledger writes for one admitted intent. */
export interface IntentRows {
  readonly intent: IntentRow
  readonly messages: readonly MessageRow[]
  readonly addresses: readonly AddressRow[]
}

/**
 * Hash of what an intent says: two emits with the same key must agree in it. `to` and `data` are those of the intent in
 * JSON, which is written once and has no line breaks of its own.
 */
export const bodyHashOf = (
  { template, sendAt, expiresAt, collapseKey, brand }: Intent,
  to: string,
  data: string,
): string => hashOf(`${to}\n${data}\n${JSON.stringify([template, sendAt, expiresAt, collapseKey, brand])}`)

const codeIn = (codes: ReadonlyMap<string, number>, name: string): number => {
  const code = codes.get(name)
  if (code === undefined) throw new Error(`no code was looked up for "${name}"`)
  return code
}

/** Person that an intent is for: its id, or else its first address. */
export const personOf = ({ to }: Pick<Intent, 'to'>): string =>
  to.id ?? to.email ?? to.phone ?? to.push?.[0]?.token ?? ''

/** Turns a plan into rows, under the id that the intent gets in the ledger. */
export function rowsOf(
  intent: Intent,
  id: string,
  plan: Plan & { kind: 'admit' },
  codes: BatchCodes,
  hashes: PersonalHashes,
): IntentRows {
  const lane = laneCode(plan.lane)
  const recipientHash = hashes.recipient(personOf(intent))
  const recipient = JSON.stringify(intent.to)
  const data = JSON.stringify(intent.data)
  const due = Math.min(plan.due, plan.expiresAt)
  const messages: MessageRow[] = []
  const addresses: AddressRow[] = []
  for (const { n, step, channel, address } of plan.messages) {
    const addressHash = hashes.address(channel, addressText(address))
    addresses.push({ addressHash, recipientHash })
    if (step > 0) continue
    messages.push({
      intent: id,
      n,
      lane,
      step,
      channel: channelCode(channel),
      templateVersion: plan.version?.id ?? null,
      addressHash,
      due,
      expiresAt: plan.expiresAt,
      hold: null,
    })
  }
  const template = plan.version?.template
  const { idempotencyKey, sendAt, collapseKey } = intent
  return {
    intent: {
      id,
      source: codeIn(codes.sources, intent.source),
      externalId: intent.id,
      template: codeIn(codes.templates, intent.template),
      contract: intent.contract === undefined ? null : shortHash(intent.contract),
      category: template === undefined ? null : codeIn(codes.categories, template.category),
      lane,
      brand: intent.brand ?? null,
      recipientHash,
      hash: idHash(intent.source, intent.id),
      keyHash: idempotencyKey === undefined ? null : keyHash(intent.source, idempotencyKey),
      bodyHash: bodyHashOf(intent, recipient, data),
      recipient,
      data,
      options:
        idempotencyKey === undefined && sendAt === undefined && collapseKey === undefined
          ? null
          : JSON.stringify({ idempotencyKey, sendAt, collapseKey }),
      trace: intent.traceparent ?? null,
      expiresAt: plan.expiresAt,
      explicitExpiry: plan.explicitExpiry,
    },
    messages: template === undefined ? [planLater(id, lane, plan)] : messages,
    addresses,
  }
}

/** Message 0 stands for an intent whose contract nobody has published: it is planned when that happens, or expires. */
const planLater = (intent: string, lane: number, plan: Plan & { kind: 'admit' }): MessageRow => ({
  intent,
  n: 0,
  lane,
  step: 0,
  channel: 0,
  templateVersion: null,
  addressHash: null,
  due: Math.min(plan.due, plan.expiresAt),
  expiresAt: plan.expiresAt,
  hold: holdCodes.template,
})
