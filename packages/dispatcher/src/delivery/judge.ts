import type { Lane, Recipient } from '@tidings/sdk'
import { addressOf, addressText } from '../admit/messages-of.js'
import { issuesOf, type TemplateVersion } from '../admit/plan-intent.js'
import type { GateSubject } from '../gates/gate.js'
import { passGates } from '../gates/pass-gates.js'
import type { ClaimedMessage } from '../ledger/claim.js'
import { channelOf } from '../ledger/codes.js'
import type { Facts, Pause } from '../ledger/facts.js'
import type { Entry, Successor } from '../ledger/record.js'
import type { Account, DeliveryContext } from './delivery-context.js'
import type { Held } from './held.js'
import { successorsOf } from './successors.js'
import { deferredBy, endedWithout, heldBack, planned } from './transition.js'

/** A message that may be sent, or what to write down instead. */
export type Judgement = { readonly held: Held } | { readonly entry: Entry; readonly successors: readonly Successor[] }

/** A message whose owner died holding it so often is what kills its owners. */
const poisonStrikes = 3

/** Decides about one claimed message, with authority: facts and pauses are as read just now. Pure but for its inputs. */
export function judge(
  context: DeliveryContext,
  lane: Lane,
  row: ClaimedMessage,
  version: TemplateVersion | undefined,
  facts: Facts,
  pauses: readonly Pause[],
): Judgement {
  if (row.recipient === null || row.data === null)
    return plainly(endedWithout(row, 'cancelled', 'erased', 'the data of the recipient was erased'))
  if (version === undefined)
    return row.now >= row.expiresAt ? plainly(expired(row)) : plainly(heldBack(row, 'template'))
  const recipient = JSON.parse(row.recipient) as Recipient
  const withSuccessors = (entry: Entry): Judgement => ({
    entry,
    successors: successorsOf(row, entry, recipient, version, context.hashes),
  })
  if (row.strikes >= poisonStrikes)
    return withSuccessors(endedWithout(row, 'failed', 'poison', `${row.strikes} dispatchers ended while they held it`))
  const data: unknown = JSON.parse(row.data)
  if (row.n === 0) {
    if (row.now >= row.expiresAt) return plainly(expired(row))
    const issues = issuesOf(
      { to: recipient, data, ...(row.brand === null ? {} : { brand: row.brand }) },
      version.template,
      context.brands,
    )
    if (issues.length === 0) return withSuccessors(planned(row))
    return plainly(
      endedWithout(row, 'failed', 'contract', issues.map(({ path, message }) => `${path} ${message}`).join('; ')),
    )
  }
  const channel = channelOf(row.channel)
  const address = addressOf(recipient, row.n)
  if (channel === undefined || address === undefined)
    return plainly(endedWithout(row, 'failed', 'no-address', `the recipient has no address for message ${row.n}`))
  const offered = context.route(channel, lane)
  const passage = passGates(
    {
      template: version.template.name,
      category: version.template.category,
      channel,
      address: addressText(address),
      expiresAt: row.expiresAt,
      facts,
      pauses,
      providers: offered.flatMap((name) => context.accounts.get(name)?.provider ?? []),
      environment: context.environment,
      now: row.now,
    } satisfies GateSubject,
    context.gates,
  )
  if (!passage.passed) {
    const { verdict } = passage
    if (verdict.verdict === 'end')
      return withSuccessors(endedWithout(row, verdict.finalState, verdict.code, verdict.detail))
    return plainly(verdict.verdict === 'hold' ? heldBack(row, verdict.hold) : deferredBy(row, verdict.delayMs))
  }
  const account = chooseAccount(context, lane, row, passage.providers)
  if (account === undefined) return plainly(heldBack(row, 'route'))
  const restMs = account.slots.restMs(lane)
  if (restMs > 0) return plainly(deferredBy(row, restMs))
  return {
    held: {
      row,
      messageId: `${row.intent}.${row.n}`,
      channel,
      address,
      recipient,
      data,
      version,
      provider: account.provider,
    },
  }
}

const plainly = (entry: Entry): Judgement => ({ entry, successors: [] })

const expired = (row: ClaimedMessage): Entry =>
  endedWithout(row, 'expired', 'expired', `it expired at ${new Date(row.expiresAt).toISOString()}`)

/**
 * The first choice, or after each deferred attempt the next one; one that rests is passed over where another does not.
 * After an unknown it stays with the provider that may have taken the message: another one could not know.
 */
function chooseAccount(
  context: DeliveryContext,
  lane: Lane,
  row: ClaimedMessage,
  providers: readonly { readonly name: string }[],
): Account | undefined {
  const accounts = providers.flatMap(({ name }) => context.accounts.get(name) ?? [])
  const last = accounts.find(({ code }) => code === row.lastProvider)
  if (row.unknowns > 0 && last !== undefined) return last
  const first = (row.attempt - row.free) % Math.max(1, accounts.length)
  const inTurn = first === 0 ? accounts : [...accounts.slice(first), ...accounts.slice(0, first)]
  return inTurn.find(({ slots }) => slots.restMs(lane) === 0) ?? inTurn[0]
}
