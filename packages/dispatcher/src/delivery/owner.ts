import { randomBytes } from 'node:crypto'
import { Worker } from 'node:worker_threads'

/** Positions in the memory that main thread and lease thread share. Times are of the process's monotonic clock, ns. */
export const leaseSlots = { beat: 0, state: 1, end: 1 } as const
/** What the lease thread last found. */
export const leaseStates = { starting: 0, held: 1, unreachable: 2, dead: 3 } as const

/** This process in the ledger: its number and its lease. */
export interface Owner {
  readonly owner: bigint
  /** Monotonic ns until which the lease is certain to hold. */
  leaseEnd(): bigint
  state(): keyof typeof leaseStates
  /** Resolves when somebody has declared this owner dead, or the thread failed: the process must end. */
  readonly lost: Promise<string>
  stop(): Promise<void>
}

/** How an owner enters the ledger. */
export interface OwnerOptions {
  readonly url: string
  readonly leaseMs: number
  readonly version: string
  readonly lanes: readonly number[]
  /** A main loop that has not moved for so long gets its lease no more. Default 10 s. */
  readonly hungMs?: number
}

/** Random and never used again, not even after a failover: 63 bits, above 0. */
const newOwner = (): bigint => (randomBytes(8).readBigUInt64BE() >> 1n) | 1n

/**
 * Enters the ledger and renews the lease from a thread of its own, so that a slow main loop loses nothing and a hung
 * one loses everything. Resolves when the first lease is held.
 */
export async function startOwner({ url, leaseMs, version, lanes, hungMs = 10_000 }: OwnerOptions): Promise<Owner> {
  const owner = newOwner()
  const buffer = new SharedArrayBuffer(16)
  const words = new Int32Array(buffer)
  const times = new BigInt64Array(buffer)
  const beat = setInterval(() => Atomics.add(words, leaseSlots.beat, 1), Math.min(500, leaseMs / 6))
  const thread = new Worker(new URL('./lease-thread.js', import.meta.url), {
    name: 'tidings lease',
    workerData: { url, owner, leaseMs, version, lanes: [...lanes], hungMs, buffer },
  })
  // Listened for from the start: the thread of an owner that was declared dead ends by itself.
  const left = new Promise((resolve) => thread.once('exit', resolve))
  let lose: (why: string) => void = () => {}
  const lost = new Promise<string>((resolve) => {
    lose = resolve
  })
  await new Promise<void>((resolve, reject) => {
    // Before the first lease the start fails; after it, whoever runs must end.
    const fail = (error: Error): void => {
      reject(error)
      lose(`the lease thread failed: ${error.message}`)
    }
    thread.on(
      'message',
      (
        message:
          | { readonly event: 'held' }
          | { readonly event: 'dead' }
          | { readonly event: 'failed'; readonly why: string },
      ) => {
        if (message.event === 'held') resolve()
        else if (message.event === 'dead') lose('another dispatcher declared this one dead after its lease had run out')
        else fail(new Error(message.why))
      },
    )
    thread.on('error', fail)
  }).catch((error: unknown) => {
    clearInterval(beat)
    void thread.terminate()
    throw error
  })
  return {
    owner,
    leaseEnd: () => Atomics.load(times, leaseSlots.end),
    state: () => {
      const code = Atomics.load(words, leaseSlots.state)
      return code === leaseStates.held
        ? 'held'
        : code === leaseStates.dead
          ? 'dead'
          : code === leaseStates.unreachable
            ? 'unreachable'
            : 'starting'
    },
    lost,
    stop: async () => {
      thread.postMessage('leave')
      await left
      clearInterval(beat)
    },
  }
}
