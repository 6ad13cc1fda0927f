import type { Lane } from '@tidings/sdk'

import type { TemplateVersion } from '../admit/plan-intent.js'
import type { ClaimedMessage } from '../ledger/claim.js'
import type { Session } from '../ledger/connection.js'
import { readFacts, readPauses } from '../ledger/facts.js'
import type { DeliveryContext } from './delivery-context.js'
import { type Judgement, judge } from './judge.js'
import { endedWithout } from './transition.js'

/** Decides about a batch: two queries for all of it, and what each template version needs is loaded once. */
export async function judgeBatch(
  context: DeliveryContext,
  session: Session,
  lane: Lane,
  rows: readonly ClaimedMessage[],
): Promise<Judgement[]> {
  const facts = await readFacts(session, rows)
  const pauses = await readPauses(session)
  const versions = new Map<number, TemplateVersion | undefined>()
  for (const { templateVersion } of rows)
    if (templateVersion !== null && !versions.has(templateVersion))
      versions.set(
        templateVersion,
        context.catalog.loaded(templateVersion) ?? (await context.catalog.version(session, templateVersion)),
      )
  const judgements: Judgement[] = []
  for (const [index, row] of rows.entries()) {
    const version =
      row.templateVersion === null ? await laterPublished(context, session, row) : versions.get(row.templateVersion)
    try {
      judgements.push(judge(context, lane, row, version, facts[index] ?? {}, pauses))
    } catch (error) {
      // One message that cannot be read must not take its batch with it.
      const why = error instanceof Error ? error.message : String(error)
      judgements.push({ entry: endedWithout(row, 'failed', 'unreadable', `it cannot be read: ${why}`), successors: [] })
    }
  }
  return judgements
}

/** The version of an intent that was admitted before its contract was published. */
async function laterPublished(
  context: DeliveryContext,
  session: Session,
  row: ClaimedMessage,
): Promise<TemplateVersion | undefined> {
  const name = (await context.names.names(session, [row.template])).get(row.template)
  if (name === undefined) return undefined
  return context.catalog.byContract(session, name, row.contract)
}
