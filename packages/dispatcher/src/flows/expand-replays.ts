import type { Session } from '../ledger/connection.js'
import { expandReplay, unexpandedReplays } from '../ledger/replay.js'

/** Rows that one commit moves from a replay's items into the queue. */
const windowRows = 2_000

/** Queues the next window of each replay that is applied and not paused. Answers whether there was anything. */
export async function expandReplays(session: Session): Promise<boolean> {
  let any = false
  for (const flow of await unexpandedReplays(session)) {
    any = true
    let moved: number
    do moved = await expandReplay(session, flow, windowRows)
    while (moved === windowRows)
  }
  return any
}
