import { type ReplayPlan, type ReplayProgress, type ReplayQuery, replayProgress } from '@tidings/dispatcher/flows'
import type { Found, Ledger } from '@tidings/dispatcher/ledger'

import type { Command, CommandContext } from '../command.js'
import { askText, askYes, confirmEnvironment } from '../confirm.js'
import { sinceFlag } from '../durations.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { byWhom, findOne, withLedger } from '../ledger.js'
import { showProgress } from '../output/progress.js'
import type { Style } from '../output/style.js'
import { count, shortHash } from '../output/words.js'
import { waitFor } from '../waiting.js'

/** Input of `tidings replay`. */
export interface ReplayInput {
  readonly ids: readonly string[]
  /** Default: failed; with ids: everything that did not end well. */
  readonly states: readonly string[] | undefined
  readonly template: string | undefined
  readonly since: string | undefined
  /** Default 10,000. */
  readonly limit: number | undefined
  readonly includeUnknown: boolean
  readonly currentTemplate: boolean
  readonly reason: string | undefined
  readonly dryRun: boolean
  /** Hash, or its beginning, that the plan must have. */
  readonly plan: string | undefined
  readonly yes: boolean
  readonly wait: boolean
  readonly confirm: string | undefined
}

const known = ['failed', 'unknown', 'expired', 'suppressed', 'cancelled', 'accepted', 'refused']

/** Plans a replay, shows the plan, and carries it out when told so. Nothing is sent before. */
export const replay: Command<ReplayInput> = (context, input) => {
  const wrong = input.states?.find((state) => !known.includes(state))
  if (wrong !== undefined)
    throw new CliError('usage', `there is no state \`${wrong}\` to replay`, { hint: known.join(', ') })
  if (input.ids.length === 0 && [input.states, input.template, input.since].every((each) => each === undefined)) {
    throw new CliError('usage', 'nothing says what to replay', { hint: 'give ids, or --state, --template and --since' })
  }
  return withLedger(context, async (ledger, configuration) => {
    const { output } = context
    const { applyReplayPlan, planReplay } = await import('@tidings/dispatcher/flows')
    const plan = await planReplay(ledger, await queryOf(context, ledger, input))
    checkPlan(plan, input.plan)
    const total = plan.messages + plan.refused
    if (input.dryRun || total === 0) {
      output.result({ kind: 'replay-plan', data: planData(plan), text: (style) => planLines(plan, style) })
      if (input.dryRun && total > 0) output.note('  nothing was sent')
      if (total === 0 && input.ids.length > 0 && input.states === undefined) {
        output.note('  --state accepted would send again what was accepted')
      }
      return exitCodes.ok
    }
    for (const line of planLines(plan, output.sideStyle)) output.note(line)
    await confirmEnvironment(context, configuration, `${count(total, 'message')} will be sent again`, input.confirm)
    const reason = input.reason ?? (await askText(context, 'reason', '--reason <text>'))
    if (!input.yes && !(await askYes(context, 'apply?', `--plan ${shortHash(plan.hash)} --yes`))) {
      output.note('  nothing was sent')
      return exitCodes.ok
    }
    const number = await applyReplayPlan(ledger, plan, {
      reason,
      byWhom: byWhom(context),
      environment: configuration.environment.name,
      expiresMs: {
        critical: configuration.policies.critical.expiresMs,
        transactional: configuration.policies.transactional.expiresMs,
        bulk: configuration.policies.bulk.expiresMs,
      },
    })
    const progress = input.wait ? await follow(context, ledger, number, total) : undefined
    output.result({
      kind: 'replay',
      data: { replay: number, plan: planData(plan), reason, ...(progress && { progress }) },
      text: ({ paint }) => [resultLine(number, total, progress, paint)],
    })
    return exitCodeOf(progress, total)
  })
}

async function queryOf(context: CommandContext, ledger: Ledger, input: ReplayInput): Promise<ReplayQuery> {
  const found: Found[] = []
  for (const id of input.ids) found.push(await findOne(ledger, id))
  const ids = [...new Set(found.map(({ id }) => id))]
  const since = sinceFlag(input.since, context.clock())
  const byDefault = ids.length > 0 ? ['failed', 'expired', 'suppressed', 'cancelled', 'unknown', 'refused'] : ['failed']
  return {
    states: input.states ?? byDefault,
    limit: input.limit ?? 10_000,
    includeUnknown: input.includeUnknown,
    currentTemplate: input.currentTemplate,
    ...(ids.length > 0 ? { ids, numbers: numbersOf(found) } : {}),
    ...(input.template === undefined ? {} : { template: input.template }),
    ...(since === undefined ? {} : { since: since.getTime() }),
  }
}

/** Messages that were named one by one; an intent that was named as a whole is meant as a whole. */
function numbersOf(found: readonly Found[]): Readonly<Record<string, readonly number[]>> {
  const whole = new Set(found.filter(({ n }) => n === undefined).map(({ id }) => id))
  const numbers: Record<string, number[]> = {}
  for (const { id, n } of found) {
    if (n !== undefined && !whole.has(id)) numbers[id] = [...(numbers[id] ?? []), n]
  }
  return numbers
}

function checkPlan({ hash }: ReplayPlan, wanted: string | undefined): void {
  if (wanted === undefined || hash.startsWith(wanted)) return
  throw new CliError(
    'plan-changed',
    `the plan is now ${shortHash(hash)}, not ${wanted}: what it would send has changed`,
    {
      hint: `look at it with --dry-run, then give --plan ${shortHash(hash)}`,
      details: { plan: hash },
    },
  )
}

function planData({ items: _items, ...plan }: ReplayPlan): object {
  return plan
}

function planLines(
  { hash, messages, refused, recipients, templates, currentTemplate, skipped }: ReplayPlan,
  { paint }: Style,
): string[] {
  const parts = [
    count(messages, 'message'),
    ...(refused > 0 ? [count(refused, 'refused intent')] : []),
    count(recipients, 'recipient'),
    `${templates.length === 0 ? 'no template' : templates.join(', ')} ${currentTemplate ? 'as published now' : 'as first sent'}`,
  ]
  const { unknown, expired, unsubscribed, ...others } = skipped
  const left = [
    `${unknown} unknown`,
    `${expired} expired`,
    `${unsubscribed} unsubscribed`,
    ...Object.entries(others).flatMap(([reason, number]) => (number > 0 ? [`${number} ${reason}`] : [])),
  ]
  return [`  plan ${paint('link', shortHash(hash))}: ${parts.join(', ')}; skipped: ${left.join(', ')}`]
}

/** A replay that nobody carries out (no dispatcher runs) is not waited for longer than this without any news, ms. */
const patience = 30_000

async function follow(
  context: CommandContext,
  ledger: Ledger,
  number: number,
  total: number,
): Promise<ReplayProgress | undefined> {
  let last: ReplayProgress | undefined
  const view = await showProgress(context, `replay ${number}`, total)
  let heard = performance.now()
  try {
    await waitFor(context, { timeoutMs: Number.POSITIVE_INFINITY, everyMs: 100 }, async () => {
      const now = await replayProgress(ledger.connection, number)
      if (now.open !== last?.open) heard = performance.now()
      last = now
      view.update(now.total - now.open)
      return now.open === 0 || performance.now() - heard > patience ? now : undefined
    })
  } finally {
    view.close()
  }
  if (last !== undefined && last.open > 0) {
    context.output.warn(
      `${count(last.open, 'message')} of replay ${number} still ${last.open === 1 ? 'waits' : 'wait'}; see \`tidings status\``,
    )
  }
  return last
}

function resultLine(
  number: number,
  total: number,
  progress: ReplayProgress | undefined,
  paint: Style['paint'],
): string {
  if (!progress) return `  replay ${number}: ${count(total, 'message')} queued`
  const { ended, open } = progress
  const rest = Object.entries(ended).filter(([state]) => state !== 'accepted' && state !== 'failed')
  return `  replay ${number}: ${[
    paint('done', `${ended.accepted ?? 0} accepted`),
    (ended.failed ?? 0) > 0 ? paint('failed', `${ended.failed} failed`) : '0 failed',
    ...rest.map(([state, many]) => `${many} ${state}`),
    ...(open > 0 ? [paint('waiting', `${open} waiting`)] : []),
  ].join(', ')}`
}

function exitCodeOf(progress: ReplayProgress | undefined, total: number): number {
  if (!progress) return exitCodes.ok
  const well = (progress.ended.accepted ?? 0) + (progress.ended.emitted ?? 0)
  if (well === total) return exitCodes.ok
  return well > 0 ? exitCodes.partial : exitCodes.failed
}
