import type { Lane } from '@tidings/sdk'

import type { TemplateVersion } from '../admit/plan-intent.js'
import type { ClaimedMessage } from '../ledger/claim.js'
import type { Session } from '../ledger/connection.js'
import { readFacts, readPauses } from '../ledger/facts.js'
import type { DeliveryContext } from './delivery-context.js'
import { type Judgement, judge } from './judge.js'
import { endedWithout } from './transition.js'

/**
 * Reads what deciding about a batch needs: two queries for all of it, and what each template version needs is loaded
 * once. The judge that it answers with decides one after the other, each knowing where those before it went.
 */
export async function readJudge(
  context: DeliveryContext,
  session: Session,
  lane: Lane,
  rows: readonly ClaimedMessage[],
): Promise<(row: ClaimedMessage, index: number) => Judgement> {
  const facts = await readFacts(session, rows)
  const pauses = await readPauses(session)
  const versions = new Map<number, TemplateVersion | undefined>()
  const later = new Map<number, TemplateVersion | undefined>()
  for (const [index, row] of rows.entries()) {
    const { templateVersion: id } = row
    if (id === null) later.set(index, await laterPublished(context, session, row))
    else if (!versions.has(id))
      versions.set(id, context.catalog.loaded(id) ?? (await context.catalog.version(session, id)))
  }
  return (row, index) => {
    const version = row.templateVersion === null ? later.get(index) : versions.get(row.templateVersion)
    try {
      return judge(context, lane, row, version, facts[index] ?? {}, pauses)
    } catch (error) {
      // One message that cannot be read must not take its batch with it.
      const why = error instanceof Error ? error.message : String(error)
      return { entry: endedWithout(row, 'failed', 'unreadable', `it cannot be read: ${why}`), successors: [] }
    }
  }
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
