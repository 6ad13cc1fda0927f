const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** What a duration looks like in `tidings.yaml`: a whole number and a unit, as `20ms`, `9s`, `10m`, `72h`, `7d`. */
export const durationPattern: RegExp = /^(\d+)\s*(ms|s|min|m|h|d)$/

/** Milliseconds of a duration such as `72h`; undefined where the text is none. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = durationPattern.exec(text.trim()) ?? []
  if (count === undefined || unit === undefined) return undefined
  return Number(count) * (unitMs[unit] ?? 0)
}

/** The shortest exact text of a duration in ms: `72h`, `90s`, `20ms`. */
export function formatDuration(ms: number): string {
  for (const [unit, size] of [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ] as const) {
    if (ms >= size && ms % size === 0) return `${ms / size}${unit}`
  }
  return `${ms}ms`
}
