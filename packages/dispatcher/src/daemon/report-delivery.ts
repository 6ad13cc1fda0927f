import type { Lane } from '@tidings/sdk'

import type { DeliveryEvents } from '../delivery/delivery-context.js'
import { finalStateOf } from '../ledger/codes.js'
import type { Log } from '../telemetry/log.js'
import type { Metrics } from '../telemetry/metrics.js'

/** Who is told of what delivery does. */
export interface DeliveryListeners {
  readonly metrics: Metrics
  readonly log: Log
  /** A failure of our own parts. */
  failed(where: string, error: unknown): void
  /** Results are in the ledger. */
  recorded(lane: Lane, count: number): void
  /** Pauses a provider whose configuration was refused with this code. */
  pause(provider: string, code: string): Promise<unknown>
}

/** Hands the events of the delivery loops to metrics and log. */
export function reportDelivery({ metrics, log, failed, recorded, pause }: DeliveryListeners): DeliveryEvents {
  return {
    called: (_lane, channel, provider, outcome, ms) => {
      metrics.attempts.add(channel, provider, outcome.outcome)
      metrics.attempts.observe(channel, provider, ms)
    },
    rendered: (_lane, channel, ms) => metrics.rendered.observe(channel, ms),
    recorded: (lane, entries) => {
      recorded(lane, entries.length)
      for (const { finalState } of entries)
        if (finalState !== null) metrics.ended.add(lane, finalStateOf(finalState), 1)
    },
    failed,
    paused: async (provider, { code }) => {
      log.error('provider.paused', { provider, code })
      await pause(provider, code).catch((error: unknown) => failed('pause', error))
    },
  }
}
