const dayMs = 86_400_000

/** The instant so many days from today, at this hour (UTC), as the contracts want it. */
export function inDays(days: number, hour: number): string {
  const at = new Date(Date.now() + days * dayMs)
  at.setUTCHours(hour, 0, 0, 0)
  return at.toISOString()
}
