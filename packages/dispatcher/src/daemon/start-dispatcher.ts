import { dirname } from 'node:path'

import { type Lane, lanes } from '@tidings/sdk'

import { startAdminServer } from '../admin/server.js'
import type { Configuration } from '../config/configuration.js'
import type { DeliveryContext } from '../delivery/delivery-context.js'
import { startOwner } from '../delivery/owner.js'
import { type Delivery, startDelivery } from '../delivery/start-delivery.js'
import { expandReplays } from '../flows/expand-replays.js'
import { createContractsSeen } from '../intake/contracts-seen.js'
import type { Intake } from '../intake/intake.js'
import { intakes as allIntakes } from '../intake/registry.js'
import { laneCode, laneOf } from '../ledger/codes.js'
import { type Connection, openConnection } from '../ledger/connection.js'
import { claimEnvironment } from '../ledger/environment.js'
import { personalHashes } from '../ledger/hash.js'
import { releaseRouteHolds } from '../ledger/holds.js'
import { checkSchema } from '../ledger/migrate.js'
import { createNames } from '../ledger/names.js'
import { ensureDays } from '../ledger/partitions.js'
import { pause } from '../ledger/pauses.js'
import { queueAge } from '../ledger/queue-age.js'
import { readSecret } from '../ledger/secret.js'
import { createTemplateCatalog } from '../ledger/template-catalog.js'
import { createReleases } from '../lifecycle/releases.js'
import type { ProviderKind } from '../providers/provider-kind.js'
import { providerKinds } from '../providers/registry.js'
import { describeError, type Log } from '../telemetry/log.js'
import { createMetrics } from '../telemetry/metrics.js'
import { makeAccounts } from './accounts.js'
import { messageRules } from './message-rules.js'
import { reportDelivery } from './report-delivery.js'
import { version } from './version.js'

/** How to run a dispatcher in this process. */
export interface DispatcherOptions {
  readonly configuration: Configuration
  readonly log: Log
  /** Default: all. */
  readonly lanes?: readonly Lane[]
  /** Kinds of providers by name. Default: those that this package has. */
  readonly kinds?: Readonly<Record<string, ProviderKind>>
  /** Ways in. Default: those that this package has. */
  readonly intakes?: readonly Intake[]
}

/** A running dispatcher. */
export interface Dispatcher {
  readonly adminPort: number
  readonly owner: bigint
  /** Names and versions of the templates that are active. */
  readonly templates: readonly { readonly name: string; readonly hash: string }[]
  /** Resolves with the reason when it can go on no longer, and must be stopped and started anew. */
  readonly lost: Promise<string>
  /** Stops reading, finishes what is open, records it, gives back what is claimed, leaves the ledger. */
  drain(): Promise<void>
}

/** Reads the active templates at least so often, should a notification be lost. */
const refreshEveryMs = 2_000

/**
 * Starts a dispatcher: intake and delivery for the environment of the configuration.
 *
 * @throws LedgerError where the ledger cannot be reached or is of another version; Error `EADDRINUSE` for the admin port
 */
export async function startDispatcher({
  configuration,
  log,
  lanes: wanted = lanes,
  kinds = providerKinds,
  intakes = allIntakes,
}: DispatcherOptions): Promise<Dispatcher> {
  const { environment, policies, dispatcher: settings } = configuration
  const url = environment.database
  if (url === undefined) throw new Error(`environment "${environment.name}" has no database`)
  const folder = dirname(configuration.file)
  const releases = createReleases()
  const connect = (name: string): Connection => openConnection({ url, name })
  try {
    await checkSchema(url)
    const control = connect('tidings control')
    releases.add(() => control.close())
    await claimEnvironment(control, environment.name)
    await ensureDays(control)
    const metrics = createMetrics(version)
    const names = createNames()
    const secret = await readSecret(control)
    const hashes = personalHashes(secret)
    const catalog = createTemplateCatalog(environment.name, names, (name, error) =>
      log.error('template.broken', { template: name, error: describeError(error) }),
    )
    await catalog.refresh(control)
    let delivery: Delivery | undefined
    const accounts = await makeAccounts(configuration, kinds, folder, names, control, () => delivery?.freed())
    releases.add(async () => void (await Promise.all([...accounts.values()].map(({ provider }) => provider.close()))))
    await releaseRouteHolds(control)
    const owner = await startOwner({ url, leaseMs: settings.leaseMs, version, lanes: wanted.map(laneCode) })
    releases.add(() => owner.stop())

    const failed = (where: string, error: unknown): void => {
      metrics.failures.add(where)
      log.warn('failure', { where, error: describeError(error) })
    }
    const context: DeliveryContext = {
      ...messageRules(configuration, secret),
      owner,
      names,
      hashes,
      catalog,
      accounts,
      connect,
      events: reportDelivery({
        metrics,
        log,
        failed,
        recorded: (lane, count) => delivery?.recorded(lane, count),
        pause: (provider, code) => pauseProvider(control, provider, code),
      }),
    }
    delivery = startDelivery(context, {
      lanes: wanted,
      concurrency: (lane) => configuration.lanes[lane].concurrency,
      pollMs: settings.pollMs,
      leaseMs: settings.leaseMs,
      longestDeadlineMs: Math.max(...lanes.map((lane) => policies[lane].deadlineMs)),
      settleMs: (lane) => policies[lane].settleMs,
      chores: [expandReplays],
      rescued: (lane, counts) => {
        metrics.rescued.add(lane, 'pending', counts.pending)
        metrics.rescued.add(lane, 'unknown', counts.unknown)
        if (counts.pending + counts.unknown > 0) log.warn('rescued', { lane, ...counts })
      },
    })
    const loops = delivery
    const contracts = createContractsSeen(connect('tidings contracts'), (error) => failed('contracts seen', error))
    releases.add(() => contracts.stop())
    const running = intakes.map((intake) =>
      intake.start({
        names,
        hashes,
        catalog,
        contracts,
        brands: context.brands,
        expiresMs: {
          critical: policies.critical.expiresMs,
          transactional: policies.transactional.expiresMs,
          bulk: policies.bulk.expiresMs,
        },
        connect,
        pollMs: settings.pollMs,
        admitted: (name, counts) => {
          metrics.intents.add(name, 'admitted', counts.admitted)
          metrics.intents.add(name, 'duplicate', counts.duplicates)
          metrics.intents.add(name, 'refused', counts.refused)
          metrics.intents.add(name, 'scheduled', counts.scheduled)
          for (const lane of counts.lanes) loops.wake(lane)
        },
        failed: (name, error) => failed(`intake ${name}`, error),
      }),
    )
    const news = connect('tidings news')
    const refresh = (): void =>
      void catalog.refresh(news).then(
        () => lanes.forEach(loops.wake),
        (error: unknown) => failed('templates', error),
      )
    await news.listen('tidings_templates', refresh)
    const timer = setInterval(refresh, refreshEveryMs)
    metrics.gauges(async () => {
      const ages = await queueAge(control)
      return ages.map(({ lane, oldestSeconds }) => ({
        lane: laneOf(lane),
        oldestSeconds,
        ...(loops.running.get(laneOf(lane))?.counts() ?? { held: 0, open: 0, unrecorded: 0 }),
      }))
    })
    let draining = false
    const admin = await startAdminServer(settings.admin, {
      live: () => true,
      started: () => true,
      ready: async () => [
        { name: 'ledger', ok: owner.state() === 'held', detail: `lease ${owner.state()}` },
        ...running.map((intake, index) => ({ name: `intake ${intakes[index]?.name ?? ''}`, ok: intake.healthy() })),
        ...[...loops.running.values()].map((lane) => ({ name: `lane ${lane.lane}`, ok: lane.healthy() })),
        { name: 'draining', ok: !draining },
      ],
      metrics: () => metrics.text(),
    })
    log.info('started', {
      version,
      environment: environment.name,
      owner: String(owner.owner),
      lanes: wanted,
      admin: admin.port,
      templates: catalog.active().length,
    })
    return {
      adminPort: admin.port,
      owner: owner.owner,
      templates: catalog.active(),
      lost: owner.lost,
      drain: async () => {
        draining = true
        log.info('draining')
        await Promise.all(running.map((intake) => intake.stop()))
        await loops.drain()
        clearInterval(timer)
        await news.close()
        await releases.run()
        await admin.close()
        log.info('stopped')
      },
    }
  } catch (error) {
    await releases.run().catch(() => {})
    throw error
  }
}

/** A configuration error burns no messages: the account is paused until somebody has looked at it. */
const pauseProvider = (control: Connection, provider: string, code: string): Promise<unknown> =>
  pause(control, {
    kind: 'provider',
    name: provider,
    byWhom: 'the dispatcher',
    reason: `its configuration was refused (${code}); fix it, then \`tidings resume provider ${provider}\``,
  })
