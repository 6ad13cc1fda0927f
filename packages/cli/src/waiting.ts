import { setTimeout as sleep } from 'node:timers/promises'

import type { CommandContext } from './command.js'

/**
 * Asks until the answer is there, the time is up (undefined), or the user wants out.
 *
 * @param everyMs pause between two questions.
 */
export async function waitFor<T>(
  { signal }: CommandContext,
  { timeoutMs, everyMs }: { readonly timeoutMs: number; readonly everyMs: number },
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined || performance.now() > deadline) return answer
    await sleep(everyMs, undefined, { signal })
  }
}
