import type { Connection } from '../ledger/connection.js'
import { type ContractUse, touchContracts } from '../ledger/contracts-seen.js'
import { shortHash } from '../ledger/hash.js'

/** Keeps in the ledger which services emit with which contracts. */
export interface ContractsSeen {
  /** Takes down that an intent was admitted. Waits for nothing, and never fails. */
  note(source: number, template: number, contract: string | undefined): void
  /** Writes what is left, and closes the connection. */
  stop(): Promise<void>
}

/** When what was seen is written. */
export interface SeenTimes {
  /** The same service with the same contract is written once in so many ms. Default: a minute. */
  readonly everyMs?: number
  /** What comes within so many ms shares a statement. Default: 1,000. */
  readonly gatherMs?: number
}

/**
 * Starts with nothing seen. It has a connection of its own: admission neither waits for it nor notices that it fails.
 *
 * @param failed told of each failure; what could not be written is written with the next intent of its kind.
 */
export function createContractsSeen(
  connection: Connection,
  failed: (error: unknown) => void,
  { everyMs = 60_000, gatherMs = 1_000 }: SeenTimes = {},
): ContractsSeen {
  const touchedAt = new Map<string, number>()
  let waiting = new Map<string, ContractUse>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const write = async (uses: ReadonlyMap<string, ContractUse>): Promise<void> => {
    try {
      await touchContracts(connection, [...uses.values()])
    } catch (error) {
      for (const key of uses.keys()) touchedAt.delete(key)
      failed(error)
    }
  }
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    const uses = waiting
    waiting = new Map()
    // Names come from outside: what is no longer emitted is forgotten.
    const old = performance.now() - everyMs
    for (const [key, at] of touchedAt) if (at < old) touchedAt.delete(key)
    if (uses.size > 0) writing = writing.then(() => write(uses))
  }

  return {
    note(source, template, contract) {
      const key = `${source} ${template} ${contract ?? ''}`
      const now = performance.now()
      const last = touchedAt.get(key)
      if (last !== undefined && now - last < everyMs) return
      touchedAt.set(key, now)
      waiting.set(key, { source, template, contract: contract === undefined ? null : shortHash(contract) })
      timer ??= setTimeout(flush, gatherMs).unref()
    },
    async stop() {
      flush()
      await writing
      await connection.close()
    },
  }
}
