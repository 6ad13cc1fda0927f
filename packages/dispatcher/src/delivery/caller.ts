import type { Lane } from '@tidings/sdk'

import { type Beginning, begin, beginStatement } from '../ledger/begin.js'
import type { ClaimedMessage } from '../ledger/claim.js'
import type { Connection } from '../ledger/connection.js'
import { createPause } from '../lifecycle/pause.js'
import type { Outcome } from '../providers/outcome.js'
import { createDeadlines } from './deadlines.js'
import type { Account, DeliveryContext } from './delivery-context.js'
import type { Held } from './held.js'
import { heldKey } from './held.js'
import type { Recorder } from './recorder.js'
import { type Ready, renderHeld } from './render-held.js'
import type { Slots } from './slots.js'
import { successorsOf } from './successors.js'
import { afterAttempt, begun, deferredBy, endedWithout, neverCalled } from './transition.js'

/** What the caller of one lane works with. */
export interface CallerOptions {
  readonly lane: Lane
  readonly concurrency: number
  readonly connection: Connection
  /** How long ready messages may wait for company before they begin, ms. */
  readonly gatherMs: number
  readonly recorder: Recorder
  /** Messages that did not begin: not this owner's any more, or given back before the next claim. */
  lost(rows: readonly ClaimedMessage[]): void
}

/** Renders, begins and calls messages that have passed their gates. */
export interface Caller {
  add(held: Held): void
  /** A provider has a free call again. */
  freed(): void
  open(): number
  /** True while nothing waits to begin. */
  idle(): boolean
  /** Begins nothing more; resolves when no call is open. */
  drain(): Promise<void>
  stop(): void
}

/** Rendering in one go for longer would keep timers and sockets of other lanes waiting. */
const sliceMs = 5
const largestBatch = 500

/** Starts the caller of one lane. Never begins more than there are free calls. */
export function startCaller(context: DeliveryContext, options: CallerOptions): Caller {
  const { lane, concurrency, connection, gatherMs, recorder } = options
  const { owner, events } = context
  const statement = beginStatement(lane)
  const deadlines = createDeadlines()
  const pause = createPause()
  /** By provider: one that is slow or cannot be reached keeps nobody else waiting. */
  const waiting = new Map<string, Held[]>()
  let open = 0
  let draining = false
  let stopped = false
  let drained: (() => void) | undefined

  const ended = (): void => {
    open--
    if (open === 0) drained?.()
  }

  const put = (held: Held): void => {
    const { name } = held.provider
    const queue = waiting.get(name)
    if (queue === undefined) waiting.set(name, [held])
    else queue.push(held)
    context.accounts.get(name)?.slots.waiting(1)
  }

  /** Renders as many as there are free calls; each has its call reserved. */
  const takeReady = async (): Promise<Ready[]> => {
    const ready: Ready[] = []
    let since = performance.now()
    for (const [name, queue] of waiting) {
      const account = context.accounts.get(name)
      if (account === undefined) continue
      let taken = 0
      for (const held of queue) {
        if (open + ready.length >= concurrency || ready.length >= largestBatch || !account.slots.take(lane)) break
        taken++
        const from = performance.now()
        const rendered = renderHeld(context, held)
        events.rendered(lane, held.channel, performance.now() - from)
        if (typeof rendered === 'string') {
          account.slots.untake()
          const entry = endedWithout(held.row, 'failed', 'render', rendered)
          recorder.push(entry, successorsOf(held.row, entry, held.recipient, held.version, context.hashes))
        } else ready.push(rendered)
        if (performance.now() - since > sliceMs) {
          await new Promise((resolve) => setImmediate(resolve))
          since = performance.now()
        }
      }
      queue.splice(0, taken)
      account.slots.waiting(-taken)
      sendBack(account, queue)
      if (queue.length === 0) waiting.delete(name)
    }
    return ready
  }

  /** While a provider cannot be reached, its messages wait in the queue and not here. */
  const sendBack = (account: Account, queue: Held[]): void => {
    const restMs = account.slots.restMs('critical')
    if (restMs <= 0) return
    for (const held of queue) recorder.push(deferredBy(held.row, restMs), [])
    account.slots.waiting(-queue.length)
    queue.length = 0
  }

  /** Makes the call; answers whether the provider could be reached. */
  const call = async ({ held, rendered, key }: Ready): Promise<boolean> => {
    const row = begun(held.row)
    const policy = context.policy(lane, held.channel)
    const firstByteBy = owner.leaseEnd()
    const from = performance.now()
    let outcome: Outcome
    try {
      outcome = await held.provider.call({
        messageId: held.messageId,
        key,
        rendered,
        signal: deadlines.signal(policy.deadlineMs),
        tooLate: () => stopped || process.hrtime.bigint() > firstByteBy,
      })
    } catch (error) {
      // An adapter that throws has broken its promise; what it did before cannot be known.
      outcome = { outcome: 'unknown', code: 'adapter', detail: error instanceof Error ? error.message : String(error) }
      events.failed(`provider ${held.provider.name}`, error)
    }
    events.called(lane, held.channel, held.provider.name, outcome, performance.now() - from)
    // The pause is in force before the message may be claimed again.
    if (outcome.outcome === 'deferred' && outcome.fault === 'configuration')
      await events.paused(held.provider.name, outcome)
    const reached = outcome.outcome !== 'interrupted'
    if (stopped) return reached
    const entry = afterAttempt(row, outcome, policy, Math.random())
    recorder.push(entry, successorsOf(row, entry, held.recipient, held.version, context.hashes))
    return reached
  }

  const beginBatch = async (batch: readonly Ready[]): Promise<void> => {
    const slotsOf = (ready: Ready): Slots | undefined => context.accounts.get(ready.held.provider.name)?.slots
    let confirmed: Set<string>
    open += batch.length
    try {
      confirmed = new Set(
        (
          await begin(
            connection,
            statement,
            owner.owner,
            batch.map((ready) => beginningOf(context, ready)),
          )
        ).map(heldKey),
      )
    } catch (error) {
      events.failed(`begin ${lane}`, error)
      for (const ready of batch) {
        slotsOf(ready)?.untake()
        ended()
        recorder.push(neverCalled(begun(ready.held.row)), [])
      }
      await recorder.drained()
      options.lost(batch.map((ready) => ready.held.row))
      return
    }
    const lost: ClaimedMessage[] = []
    for (const ready of batch) {
      if (!confirmed.has(heldKey(ready.held.row))) {
        // Cancelled, expired, or swept from us meanwhile.
        slotsOf(ready)?.untake()
        ended()
        lost.push(ready.held.row)
        continue
      }
      void call(ready).then((reached) => {
        slotsOf(ready)?.release(reached)
        ended()
        pause.wake()
      })
    }
    if (lost.length > 0) options.lost(lost)
  }

  /** Waits for something to do, and a little longer for more of it: what begins together shares a commit. */
  const gathered = async (ms: number): Promise<void> => {
    await pause.wait(ms)
    if (gatherMs > 0) await new Promise((resolve) => setTimeout(resolve, gatherMs))
  }
  const run = async (): Promise<void> => {
    while (!stopped && !draining) {
      if (waiting.size === 0 || recorder.blocked() || owner.state() === 'dead') {
        await gathered(1_000)
        continue
      }
      const ready = await takeReady()
      if (ready.length === 0) await gathered(50)
      else await beginBatch(ready)
    }
  }
  const running = run()
  return {
    add: (held) => {
      put(held)
      pause.wake()
    },
    freed: pause.wake,
    open: () => open,
    idle: () => waiting.size === 0,
    drain: async () => {
      draining = true
      pause.wake()
      await running
      if (open > 0)
        await new Promise<void>((resolve) => {
          drained = resolve
        })
    },
    stop: () => {
      stopped = true
      pause.wake()
    },
  }
}

const beginningOf = (context: DeliveryContext, { held, keyColumn, bodyHash }: Ready): Beginning => ({
  intent: held.row.intent,
  n: held.row.n,
  generation: held.row.generation,
  provider: context.accounts.get(held.provider.name)?.code ?? 0,
  key: keyColumn,
  bodyHash,
  hash: held.row.hash,
  keyHash: held.row.keyHash,
})
