/** When to try again. */
export interface BackoffPolicy {
  readonly baseMs: number
  readonly maxMs: number
}

/** A provider may ask for a wait, but not for longer than a day: what it asks beyond is likely a mistake. */
const longestRetryAfterMs = 86_400_000

/**
 * Wait before the next attempt: random between 0 and a bound that doubles (full jitter), so that messages which failed
 * together do not come back together. Where the provider named a time, not before that.
 *
 * @param counted attempts used up so far, from 1
 * @param random in [0, 1)
 */
export function backoffMs(
  policy: BackoffPolicy,
  counted: number,
  retryAfterMs: number | undefined,
  random: number,
): number {
  const bound = Math.min(policy.maxMs, policy.baseMs * 2 ** Math.min(counted - 1, 30))
  const jittered = random * bound
  if (retryAfterMs === undefined || !Number.isFinite(retryAfterMs) || retryAfterMs <= 0) return jittered
  return Math.min(retryAfterMs, longestRetryAfterMs) + jittered / 4
}
