import type { Lane, Recipient } from '@tidings/sdk'
import { type ClaimedMessage, claim, claimStatements, suspectWaits } from '../ledger/claim.js'
import { channelOf } from '../ledger/codes.js'
import { activeFlows } from '../ledger/flows.js'
import { isUnreachable } from '../ledger/ledger-error.js'
import { releaseClaims } from '../ledger/release.js'
import { createPause } from '../lifecycle/pause.js'
import { startCaller } from './caller.js'
import type { DeliveryContext } from './delivery-context.js'
import { heldKey } from './held.js'
import { readJudge } from './read-judge.js'
import { startRecorder } from './recorder.js'
import { roundsWaiting } from './slots.js'
import { successorsOf } from './successors.js'
import { afterSettling } from './transition.js'

/** How one lane works. */
export interface LaneOptions {
  readonly lane: Lane
  /** Calls of this lane that may be open at once. */
  readonly concurrency: number
  /** Pause between two looks at an empty leaf, ms. */
  readonly pollMs: number
}

/** A running lane. */
export interface RunningLane {
  readonly lane: Lane
  /** Something new is due. */
  wake(): void
  /** Slots of a provider were freed. */
  freed(): void
  /** Claims nothing more, waits for open calls and for their results to be recorded. */
  drain(): Promise<void>
  /** Ends at once; what is open becomes unknown when the lease is over. */
  stop(): Promise<void>
  healthy(): boolean
  readonly counts: () => { readonly held: number; readonly open: number; readonly unrecorded: number }
}

/** More at once gains nothing, and holds other lanes up. */
const largestClaim = 500
const settledEveryMs = 500
const retryMs = 500

/** Runs the delivery loop of one lane: claim, gate with authority, render, begin, call, record. */
export function startLane(context: DeliveryContext, { lane, concurrency, pollMs }: LaneOptions): RunningLane {
  const { owner } = context.owner
  const { events } = context
  const statements = claimStatements(lane)
  const claims = context.connect(`tidings claim ${lane}`)
  const begins = context.connect(`tidings begin ${lane}`)
  const records = context.connect(`tidings record ${lane}`)
  // Critical results and attempts wait for no company.
  const gatherMs = lane === 'critical' ? 0 : 2
  // As much as its providers let wait: more would only be sent back to the queue.
  const crowd = [...context.accounts.values()].reduce(
    (sum, { provider }) => sum + provider.concurrency * roundsWaiting,
    0,
  )
  const capacity = Math.max(16, Math.min(2_000, concurrency * roundsWaiting, crowd))
  const held = new Map<string, ClaimedMessage>()
  const pause = createPause()
  let draining = false
  let stopped = false
  let healthy = true
  let settledAt = 0
  /** This owner may hold messages that are not in `held`: they are given back before the next claim. */
  let inDoubt = false
  /** Claimed again before the reply to their last record was here: given back when it is. */
  const early = new Set<string>()
  /** There are messages that are claimed alone; looked for as often as for settled ones. */
  let suspects = false

  const recorder = startRecorder(lane, records, owner, gatherMs, {
    recorded: (entries) => {
      for (const entry of entries) {
        held.delete(heldKey(entry))
        if (early.delete(heldKey(entry))) inDoubt = true
      }
      events.recorded(lane, entries)
      pause.wake()
    },
    failed: (error) => events.failed(`record ${lane}`, error),
  })
  const caller = startCaller(context, {
    lane,
    concurrency,
    connection: begins,
    gatherMs,
    recorder,
    lost: (rows) => {
      for (const row of rows) held.delete(heldKey(row))
      inDoubt = true
    },
  })

  /** Where the reply is lost, nobody knows what was claimed or given back. */
  const answered = async <Result>(statement: Promise<Result>): Promise<Result> => {
    try {
      return await statement
    } catch (error) {
      inDoubt = true
      throw error
    }
  }
  const claimDue = async (limit: number): Promise<ClaimedMessage[]> => {
    if (lane !== 'bulk') return claim(claims, statements.claim, owner, limit)
    const rows: ClaimedMessage[] = []
    const flows = await activeFlows(claims)
    for (const [index, flow] of flows.entries()) {
      const share = Math.ceil((limit - rows.length) / (flows.length - index))
      if (share > 0) rows.push(...(await claim(claims, statements.claim, owner, share, flow)))
    }
    return rows
  }
  const settle = async (): Promise<void> => {
    settledAt = Date.now()
    // Only where there are some does the rest wait for them: a provider that hangs is never done with what waits to begin.
    suspects ||= await suspectWaits(claims, statements.suspected)
    for (const row of await answered(claim(claims, statements.settled, owner, largestClaim))) {
      const channel = channelOf(row.channel) ?? 'email'
      const entry = afterSettling(row, context.policy(lane, channel))
      const version =
        row.templateVersion === null ? undefined : await answered(context.catalog.version(claims, row.templateVersion))
      const successors =
        version === undefined || row.recipient === null
          ? []
          : successorsOf(row, entry, JSON.parse(row.recipient) as Recipient, version, context.hashes)
      held.set(heldKey(row), row)
      recorder.push(entry, successors)
    }
  }
  const step = async (): Promise<boolean> => {
    if (inDoubt) {
      inDoubt = false
      await answered(releaseClaims(claims, statements.release, owner, [...held.values()]))
    }
    if (Date.now() - settledAt >= settledEveryMs) await settle()
    if (suspects && caller.idle()) suspects = await take(await answered(claim(claims, statements.struck, owner, 1)), 1)
    // While there are suspects they take turns with the rest, and are claimed when nothing else waits to begin.
    if (suspects && !caller.idle()) return false
    const room = Math.min(largestClaim, capacity - held.size)
    // Small claims cost as much as large ones: with work in hand, wait until a fair part of the room is free.
    if (room <= 0 || (held.size > 0 && room < capacity / 4)) return false
    return take(await answered(claimDue(room)), room)
  }
  /** Judges what was claimed; answers whether the claim was full. */
  const take = async (claimed: readonly ClaimedMessage[], room: number): Promise<boolean> => {
    const rows = claimed.filter((row) => {
      const key = heldKey(row)
      if (held.has(key)) early.add(key)
      else held.set(key, row)
      return !early.has(key)
    })
    if (rows.length === 0) return false
    try {
      const judge = await readJudge(context, claims, lane, rows)
      for (const [index, row] of rows.entries()) {
        const judgement = judge(row, index)
        if ('held' in judgement) caller.add(judgement.held)
        else recorder.push(judgement.entry, judgement.successors)
      }
    } catch (error) {
      // Nothing of them has begun; they go back as they came.
      for (const row of rows) held.delete(heldKey(row))
      inDoubt = true
      throw error
    }
    return claimed.length >= room
  }
  const run = async (): Promise<void> => {
    while (!stopped && !draining) {
      let wait = pollMs
      if (!recorder.blocked() && context.owner.state() === 'held')
        try {
          if (await step()) wait = 0
          healthy = true
        } catch (error) {
          healthy = false
          events.failed(`claim ${lane}`, error)
          wait = isUnreachable(error) ? retryMs : retryMs * 4
        }
      if (stopped || draining) break
      // Bulk yields: timers and sockets of the critical lane come first.
      if (wait === 0) await new Promise((resolve) => setImmediate(resolve))
      else await pause.wait(wait)
    }
  }
  const running = run()
  const close = async (): Promise<void> => {
    recorder.stop()
    await Promise.all([claims.close(), begins.close(), records.close()])
  }
  return {
    lane,
    wake: pause.wake,
    freed: caller.freed,
    healthy: () => healthy && !recorder.blocked(),
    counts: () => ({ held: held.size, open: caller.open(), unrecorded: recorder.waiting() }),
    drain: async () => {
      draining = true
      pause.wake()
      await running
      await caller.drain()
      await recorder.drained()
      await releaseClaims(claims, statements.release, owner, []).catch((error: unknown) =>
        events.failed(`release ${lane}`, error),
      )
      stopped = true
      await close()
    },
    stop: async () => {
      stopped = true
      pause.wake()
      caller.stop()
      await running
      await close()
    },
  }
}
