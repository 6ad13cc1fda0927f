const shape = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-](\d{2}):(\d{2}))$/

/**
 * The instant of an RFC 3339 date-time in ms since 1970, or NaN. A zone is required; days that a month does not have
 * and leap seconds are none.
 */
export function parseRfc3339(text: string): number {
  const found = shape.exec(text)
  if (found === null) return Number.NaN
  const [, year, month, day, hour, minute, second, offsetHour = 0, offsetMinute = 0] = found
  const inRange =
    below(hour, 24) && below(minute, 60) && below(second, 60) && below(offsetHour, 24) && below(offsetMinute, 60)
  if (!inRange || Number(day) < 1 || Number(day) > daysOf(Number(year), Number(month))) return Number.NaN
  return Date.parse(text.toUpperCase())
}

function below(part: string | number | undefined, bound: number): boolean {
  return Number(part) < bound
}

/** 0 for a month that there is not. */
function daysOf(year: number, month: number): number {
  if (month < 1 || month > 12) return 0
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
