import { decodeIntent, type Lane } from '@tidings/sdk'

import { type Plan, type PlanContext, planIntent } from '../admit/plan-intent.js'
import type { Connection, Session } from '../ledger/connection.js'
import type { PersonalHashes } from '../ledger/hash.js'
import type { Names } from '../ledger/names.js'
import type { TemplateCatalog } from '../ledger/template-catalog.js'
import { databaseTime } from '../ledger/time.js'
import type { ContractsSeen } from './contracts-seen.js'
import type { Emitted, Raw, Refusal } from './emitted.js'
import { writeAdmitted } from './write-admitted.js'
import { writeRefused } from './write-refused.js'
import { writeScheduled } from './write-scheduled.js'

/** What admission needs of the process it runs in. */
export interface AdmitContext {
  readonly names: Names
  readonly hashes: PersonalHashes
  readonly catalog: TemplateCatalog
  readonly brands: readonly string[]
  readonly expiresMs: Readonly<Record<Lane, number>>
  /** Give every intent an id of the ledger's own: its emitted one turned out to be another source's. Default: false. */
  readonly freshIds?: boolean
  /** Takes down who emits with which contracts. Default: nobody does. */
  readonly contracts?: Pick<ContractsSeen, 'note'>
  /** Database time, ms since 1970. Default: that of the moment, which is asked for. */
  readonly now?: number
}

/** Counts of one batch. */
export interface Admitted {
  readonly admitted: number
  readonly duplicates: number
  readonly refused: number
  readonly scheduled: number
  /** Lanes that have new work. */
  readonly lanes: ReadonlySet<Lane>
}

/** Decoding in one go for longer would keep the calls of critical messages waiting. */
const sliceMs = 5

/**
 * Admits a batch in one transaction; `acknowledge` runs in the same one (the outbox) or is left out, and the caller
 * acknowledges after the commit (a broker). Bad intents are refused with their bytes and never stop their neighbours.
 */
export async function admitBatch(
  connection: Connection,
  context: AdmitContext,
  batch: readonly Raw[],
  acknowledge?: (session: Session) => Promise<unknown>,
): Promise<Admitted> {
  const now = context.now ?? (await databaseTime(connection)).now
  const emitted: Emitted[] = []
  const refusals: Refusal[] = []
  let since = performance.now()
  for (const raw of batch) {
    if (performance.now() - since > sliceMs) {
      await new Promise((resolve) => setImmediate(resolve))
      since = performance.now()
    }
    const decoded = decodeIntent(raw.body)
    if (decoded.refused === undefined) emitted.push({ raw, intent: decoded.ok })
    else refusals.push({ raw, about: decoded.about, issues: decoded.refused, duplicateOf: null })
  }
  const templates = await context.catalog.prepare(
    connection,
    emitted.map(({ intent }) => ({ name: intent.template, contract: intent.contract })),
  )
  const planContext: PlanContext = { templates, brands: context.brands, expiresMs: context.expiresMs, now }
  const toAdmit: { readonly emitted: Emitted; readonly plan: Plan & { kind: 'admit' } }[] = []
  const toSchedule: { readonly emitted: Emitted; readonly due: number }[] = []
  for (const entry of emitted) {
    const plan = planIntent(entry.intent, planContext)
    if (plan.kind === 'admit') toAdmit.push({ emitted: entry, plan })
    else if (plan.kind === 'schedule') toSchedule.push({ emitted: entry, due: plan.due })
    else refusals.push({ raw: entry.raw, about: entry.intent, issues: plan.issues, duplicateOf: null })
  }
  const codes = {
    sources: await context.names.ids(
      connection,
      'source',
      toAdmit.map(({ emitted: { intent } }) => intent.source),
    ),
    templates: await context.names.ids(
      connection,
      'template',
      toAdmit.map(({ emitted: { intent } }) => intent.template),
    ),
    categories: await context.names.ids(
      connection,
      'category',
      toAdmit.flatMap(({ plan }) => plan.version?.template.category ?? []),
    ),
  }
  const result = await connection.transaction(async (session) => {
    const written = await writeAdmitted(session, toAdmit, codes, context, now)
    const scheduled = await writeScheduled(session, toSchedule)
    const refused = [...refusals, ...written.refusals, ...scheduled.refusals]
    await writeRefused(session, refused, now)
    await acknowledge?.(session)
    return {
      admitted: written.admitted,
      duplicates: written.duplicates + scheduled.duplicates,
      refused: refused.length,
      scheduled: scheduled.kept,
      lanes: written.lanes,
    }
  })
  for (const {
    emitted: { intent },
  } of context.contracts === undefined ? [] : toAdmit) {
    const [source, template] = [codes.sources.get(intent.source), codes.templates.get(intent.template)]
    if (source !== undefined && template !== undefined) context.contracts?.note(source, template, intent.contract)
  }
  return result
}
