import { setTimeout as sleep } from 'node:timers/promises'

import type { Emitted, Message } from './answers.js'
import { ProgramFailed, tidings } from './programs.js'

/** What has not ended yet. */
const open = new Set(['pending', 'claimed', 'calling', 'retrying', 'held'])

/**
 * Asks for the messages until each intent has some and all of them have ended; resolves with them in the order in which
 * they were emitted. An intent that was refused has one entry, with n 0.
 *
 * @param since when emitting began
 * @param timeoutMs when to stop waiting
 * @throws ProgramFailed where some have not ended by then
 */
export async function awaitFinal(
  emitted: readonly Emitted[],
  since: Date,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<readonly Message[]> {
  // A refused intent is listed under an id of the ledger; the one that is new from this source is ours.
  const indexOf = ({ intent, source, state, at }: Message): number =>
    state === 'refused' && source === 'old-shop' && new Date(at) >= since
      ? emitted.findIndex(({ note }) => note.startsWith('SQL'))
      : emitted.findIndex(({ id }) => id === intent)
  const deadline = performance.now() + timeoutMs
  for (;;) {
    // One answer is one moment: an intent is in it with all its messages or not at all.
    const all = await tidings<Message>(['messages', '--since', '10m', '--limit', '200'], { signal })
    const messages = all.filter((message) => indexOf(message) >= 0).sort((a, b) => indexOf(a) - indexOf(b) || a.n - b.n)
    const known = new Set(messages.map(indexOf))
    if (known.size === emitted.length && messages.every(({ state }) => !open.has(state))) return messages
    if (performance.now() > deadline) {
      const waiting = messages.filter(({ state }) => open.has(state)).map(({ id, state }) => `${id} ${state}`)
      throw new ProgramFailed(
        `after ${timeoutMs / 1000} s not everything has ended: ${waiting.join(', ') || 'nothing was admitted'}`,
      )
    }
    await sleep(200, undefined, { signal })
  }
}
