import { hostname } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'

import { openConnection } from '../ledger/connection.js'
import { declareDead, leave, registerOwner, renewLease } from '../ledger/lease.js'
import { explainLedgerError } from '../ledger/ledger-error.js'
import { leaseSlots, leaseStates } from './owner.js'

interface Data {
  readonly url: string
  readonly owner: bigint
  readonly leaseMs: number
  readonly version: string
  readonly lanes: readonly number[]
  readonly hungMs: number
  readonly buffer: SharedArrayBuffer
}

const { url, owner, leaseMs, version, lanes, hungMs, buffer } = workerData as Data
const port = parentPort
if (port === null) throw new Error('the lease thread was started without a parent')

const words = new Int32Array(buffer)
const times = new BigInt64Array(buffer)
const renewEveryMs = leaseMs / 3
const connection = openConnection({ url, name: 'tidings lease', timeoutMs: Math.max(renewEveryMs, 500) })
/** The lease ends later in the database than we count here, by the time the renewal took to arrive. */
const marginNs = BigInt(Math.round(leaseMs / 9)) * 1_000_000n

let leaving = false
let lastBeat = -1
let lastBeatAt = process.hrtime.bigint()
/** Start of the present run of renewals without a gap. */
let heldSince: bigint | undefined

const extend = (from: bigint): void => {
  Atomics.store(times, leaseSlots.end, from + BigInt(leaseMs) * 1_000_000n - marginNs)
  Atomics.store(words, leaseSlots.state, leaseStates.held)
  heldSince ??= from
}

const mainLoopMoves = (now: bigint): boolean => {
  const beat = Atomics.load(words, leaseSlots.beat)
  if (beat !== lastBeat) {
    lastBeat = beat
    lastBeatAt = now
  }
  return now - lastBeatAt < BigInt(hungMs) * 1_000_000n
}

const renew = async (): Promise<void> => {
  const from = process.hrtime.bigint()
  if (!mainLoopMoves(from)) {
    heldSince = undefined
    return
  }
  try {
    if (!(await renewLease(connection, owner, leaseMs))) {
      Atomics.store(words, leaseSlots.state, leaseStates.dead)
      leaving = true
      port.postMessage({ event: 'dead' })
      return
    }
    // A gap: this renewal came later than the lease before it lasted.
    if (from > Atomics.load(times, leaseSlots.end) + marginNs) heldSince = undefined
    extend(from)
    if (heldSince !== undefined && from - heldSince >= BigInt(leaseMs) * 1_000_000n)
      await declareDead(connection, owner)
  } catch {
    heldSince = undefined
    Atomics.store(words, leaseSlots.state, leaseStates.unreachable)
  }
}

port.on('message', () => {
  leaving = true
})

try {
  const from = process.hrtime.bigint()
  await registerOwner(connection, { owner, leaseMs, host: hostname(), pid: process.pid, version, lanes })
  extend(from)
  port.postMessage({ event: 'held' })
  while (!leaving) {
    for (let waited = 0; waited < renewEveryMs && !leaving; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50))
    if (!leaving) await renew()
  }
  await leave(connection, owner).catch(() => {})
  await connection.close()
  port.close()
} catch (error) {
  const explained = explainLedgerError(error, url)
  port.postMessage({ event: 'failed', why: explained instanceof Error ? explained.message : String(explained) })
  port.close()
}
