import { type Lane, lanes } from '@tidings/sdk'

import type { Session } from '../ledger/connection.js'
import type { DeliveryContext } from './delivery-context.js'
import { startKeeper } from './keeper.js'
import { type RunningLane, startLane } from './lane.js'

/** What one dispatcher delivers. */
export interface DeliveryOptions {
  readonly lanes: readonly Lane[]
  concurrency(lane: Lane): number
  readonly pollMs: number
  readonly leaseMs: number
  readonly longestDeadlineMs: number
  settleMs(lane: Lane): number
  /** Work of other folders that one elected process does; answers whether it queued anything. */
  readonly chores: readonly ((session: Session) => Promise<boolean>)[]
  rescued(lane: Lane, counts: { readonly pending: number; readonly unknown: number }): void
}

/** The delivery loops of one dispatcher. */
export interface Delivery {
  readonly running: ReadonlyMap<Lane, RunningLane>
  wake(lane: Lane): void
  freed(): void
  /** Counts rows recorded, for vacuum. */
  recorded(lane: Lane, rows: number): void
  /** Claims nothing more, finishes what is open, gives the rest back. */
  drain(): Promise<void>
  stop(): Promise<void>
}

/** A call may take a little longer than its deadline to be torn down. */
const overdueMarginMs = 30_000

/** Starts the lanes and the keeper. */
export function startDelivery(context: DeliveryContext, options: DeliveryOptions): Delivery {
  const rows = new Map<Lane, number>()
  const running = new Map<Lane, RunningLane>(
    options.lanes.map((lane) => [
      lane,
      // Critical looks at its leaf most often; the others are woken by intake in the same process.
      startLane(context, {
        lane,
        concurrency: options.concurrency(lane),
        pollMs: lane === 'critical' ? options.pollMs : options.pollMs * 2,
      }),
    ]),
  )
  const keeper = startKeeper(context, {
    sweepMs: Math.min(1_000, options.leaseMs / 9),
    overdueMs: options.longestDeadlineMs + overdueMarginMs,
    settleMs: options.settleMs,
    chores: options.chores,
    queued: () => {
      for (const lane of running.values()) lane.wake()
    },
    recordedRows: (lane) => {
      const count = rows.get(lane) ?? 0
      rows.set(lane, 0)
      return count
    },
    rescued: (lane, counts) => {
      options.rescued(lane, counts)
      running.get(lane)?.wake()
    },
  })
  const all = async (end: (lane: RunningLane) => Promise<void>): Promise<void> => {
    await keeper.stop()
    await Promise.all(lanes.flatMap((lane) => running.get(lane) ?? []).map(end))
  }
  return {
    running,
    wake: (lane) => running.get(lane)?.wake(),
    freed: () => {
      for (const lane of running.values()) lane.freed()
    },
    recorded: (lane, count) => {
      rows.set(lane, (rows.get(lane) ?? 0) + count)
    },
    drain: () => all((lane) => lane.drain()),
    stop: () => all((lane) => lane.stop()),
  }
}
