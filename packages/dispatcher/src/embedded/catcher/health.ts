import type { CatcherHealth } from './caught.js'

/**
 * Asks whether a catcher answers at this address.
 *
 * @param timeoutMs how long to wait for the answer.
 * @throws Error where nothing answers, or something that is no catcher.
 */
export const getHealth = async (url: string, timeoutMs: number): Promise<CatcherHealth> => {
  const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(timeoutMs) })
  const health = (await response.json()) as Partial<CatcherHealth>
  if (health.name !== 'tidings-catcher') throw new Error(`what answers at ${url} is no catcher`)
  return health as CatcherHealth
}
