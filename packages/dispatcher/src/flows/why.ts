import type { Channel, Recipient } from '@tidings/sdk'

import { addressOf, addressText, channelOfNumber, messagesOf } from '../admit/messages-of.js'
import type { GateSubject } from '../gates/gate.js'
import { gates } from '../gates/registry.js'
import { channelCode } from '../ledger/codes.js'
import { readFacts, readPauses } from '../ledger/facts.js'
import {
  type AttemptHistory,
  type EvidenceHistory,
  type History,
  type QueuedHistory,
  type RefusedHistory,
  readHistory,
  readRefused,
} from '../ledger/history.js'
import type { Ledger } from '../ledger/open-ledger.js'
import { createTemplateCatalog } from '../ledger/template-catalog.js'

/** What explaining needs of the configuration. */
export interface WhyContext {
  readonly environment: GateSubject['environment']
  /** Providers of a channel and lane, first choice first. */
  route(channel: Channel, lane: string): readonly { readonly name: string; readonly kind: string }[]
}

/** What one gate would say now. */
export interface GateOpinion {
  readonly gate: string
  readonly passes: boolean
  readonly says: string
}

/** One message of an intent, with all that happened to it. */
export interface MessageStory {
  readonly n: number
  readonly step: number
  readonly channel: Channel
  readonly address: string
  /** A final state, or `pending`, `calling`, `held`, `unknown` (settling), `not reached` (a step that was not needed). */
  readonly state: string
  readonly attempts: readonly AttemptHistory[]
  readonly evidence: readonly EvidenceHistory[]
  readonly queued: QueuedHistory | undefined
  readonly now: readonly GateOpinion[]
}

/** The answer to "why": the story of an intent, or of a refusal. */
export type Story =
  | {
      readonly kind: 'intent'
      readonly intent: History['intent']
      readonly planned: boolean
      readonly messages: readonly MessageStory[]
    }
  | { readonly kind: 'refused'; readonly refused: RefusedHistory }

/** Tells the story of an intent: what the ledger wrote, and apart from it what the gates would say now. */
export async function tellWhy(ledger: Ledger, id: string, context: WhyContext): Promise<Story | undefined> {
  const history = await readHistory(ledger.connection, id)
  if (history !== undefined) return tellIntent(ledger, history, context)
  const refused = await readRefused(ledger.connection, id)
  return refused === undefined ? undefined : { kind: 'refused', refused }
}

async function tellIntent(ledger: Ledger, history: History, context: WhyContext): Promise<Story> {
  const { intent } = history
  const recipient = intent.recipient === null ? undefined : (JSON.parse(intent.recipient) as Recipient)
  const numbers = new Set([...history.attempts, ...history.queued].map(({ n }) => n).filter((n) => n > 0))
  const catalog = createTemplateCatalog(context.environment.name, ledger.names)
  const version = await catalog.byContract(ledger.connection, intent.template, null)
  const plan = recipient === undefined || version === undefined ? [] : messagesOf(recipient, version.template.steps)
  const all = [...new Set([...numbers, ...plan.map(({ n }) => n)])].sort((a, b) => a - b)
  const pauses = await readPauses(ledger.connection)
  const messages: MessageStory[] = []
  for (const n of all) {
    const planned = plan.find((message) => message.n === n)
    const channel = planned?.channel ?? channelOfNumber(n)
    const address = recipient === undefined ? undefined : addressOf(recipient, n)
    const text = address === undefined ? '' : addressText(address)
    const queued = history.queued.find((entry) => entry.n === n)
    const attempts = history.attempts.filter((entry) => entry.n === n)
    const [facts] = await readFacts(ledger.connection, [
      {
        addressHash: text === '' ? null : ledger.hashes.address(channel, text),
        channel: channelCode(channel),
        category: intent.categoryCode,
        recipientHash: intent.recipientHash,
        hash: intent.hash,
        keyHash: intent.keyHash,
      },
    ])
    const subject: GateSubject = {
      template: intent.template,
      category: intent.category ?? '',
      channel,
      address: text,
      expiresAt: (queued?.expiresAt ?? intent.expiresAt).getTime(),
      facts: facts ?? {},
      pauses,
      providers: context.route(channel, intent.lane),
      environment: context.environment,
      now: Date.now(),
    }
    messages.push({
      n,
      step: queued?.step ?? planned?.step ?? 0,
      channel,
      address: text,
      state: stateOf(attempts, queued),
      attempts,
      evidence: history.evidence.filter((entry) => entry.n === n),
      queued,
      now: gates.map((gate) => {
        const verdict = gate.decide(subject)
        const passes = verdict === undefined || verdict.verdict === 'route'
        return { gate: gate.name, passes, says: passes ? gate.describe(subject) : verdict.detail }
      }),
    })
  }
  return {
    kind: 'intent',
    intent,
    planned: !history.queued.some(({ n }) => n === 0),
    messages: messages.sort((a, b) => a.step - b.step || a.n - b.n),
  }
}

function stateOf(attempts: readonly AttemptHistory[], queued: QueuedHistory | undefined): string {
  if (queued !== undefined) {
    if (queued.hold === 'settling') return 'unknown'
    if (queued.hold !== null) return 'held'
    return queued.beganAt === null ? 'pending' : 'calling'
  }
  const last = attempts.findLast((attempt) => attempt.finalState !== null)
  return last?.finalState ?? 'not reached'
}
