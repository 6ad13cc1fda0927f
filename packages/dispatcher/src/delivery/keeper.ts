import { type Lane, lanes } from '@tidings/sdk'

import type { Session } from '../ledger/connection.js'
import { electHousekeeper, vacuum } from '../ledger/housekeeping.js'
import { forgetDead } from '../ledger/lease.js'
import { ensureDays } from '../ledger/partitions.js'
import { releaseExpired, rescue, sweepOverdue } from '../ledger/rescue.js'
import { createPause } from '../lifecycle/pause.js'
import type { DeliveryContext } from './delivery-context.js'

/** What must be done for all dispatchers of a ledger by whoever is there. */
export interface Keeper {
  stop(): Promise<void>
}

/** How often, and what counts as long. */
export interface KeeperOptions {
  /** Pause between two sweeps, ms. */
  readonly sweepMs: number
  /** A call open for longer than this was lost, ms. */
  readonly overdueMs: number
  settleMs(lane: Lane): number
  /** Work of other folders that one elected process does; answers whether it queued anything. */
  readonly chores: readonly ((session: Session) => Promise<boolean>)[]
  /** Rows recorded by this process since the last question. */
  recordedRows(lane: Lane): number
  /** Told when a chore has queued messages. */
  queued(): void
  /** Told of rows that were freed for others to claim. */
  rescued(lane: Lane, counts: { readonly pending: number; readonly unknown: number }): void
}

const vacuumAfterRows = 100_000
const vacuumAfterMs = 5_000
const daysEveryMs = 3_600_000
const leafOf: Readonly<Record<Lane, 'queue_critical' | 'queue_transactional' | 'queue_bulk'>> = {
  critical: 'queue_critical',
  transactional: 'queue_transactional',
  bulk: 'queue_bulk',
}

/** Sweeps what dead owners held, ends what expired while held, expands replays, vacuums, and makes partitions. */
export function startKeeper(context: DeliveryContext, options: KeeperOptions): Keeper {
  const connection = context.connect('tidings keeper')
  const maintenance = context.connect('tidings vacuum')
  const pause = createPause()
  const recorded = new Map<Lane, number>(lanes.map((lane) => [lane, 0]))
  let stopped = false
  let vacuumedAt = Date.now()
  let daysAt = 0

  const sweep = async (): Promise<void> => {
    for (const lane of lanes) {
      const counts = await rescue(connection, lane, options.settleMs(lane))
      if (counts.pending + counts.unknown > 0) options.rescued(lane, counts)
      await sweepOverdue(connection, lane, context.owner.owner, options.overdueMs, options.settleMs(lane))
    }
    await releaseExpired(connection)
    await forgetDead(connection)
  }
  const housekeep = async (): Promise<void> => {
    for (const lane of lanes) recorded.set(lane, (recorded.get(lane) ?? 0) + options.recordedRows(lane))
    if (!(await electHousekeeper(connection))) return
    for (const chore of options.chores) if (await chore(connection)) options.queued()
    if (Date.now() - daysAt > daysEveryMs) {
      await ensureDays(connection)
      daysAt = Date.now()
    }
    for (const lane of lanes) {
      const rows = recorded.get(lane) ?? 0
      const busyLong = rows > vacuumAfterRows / 20 && Date.now() - vacuumedAt > vacuumAfterMs
      if (rows < vacuumAfterRows && !busyLong) continue
      recorded.set(lane, 0)
      vacuumedAt = Date.now()
      await vacuum(maintenance, leafOf[lane])
    }
  }
  const run = async (): Promise<void> => {
    while (!stopped) {
      try {
        await sweep()
        await housekeep()
      } catch (error) {
        context.events.failed('keeper', error)
      }
      if (!stopped) await pause.wait(options.sweepMs)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopped = true
      pause.wake()
      await running
      await Promise.all([connection.close(), maintenance.close()])
    },
  }
}
