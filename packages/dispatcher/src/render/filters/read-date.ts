import { ValueError } from '../render-error.js'

// An ISO date is a day in the calendar and has no zone; an ISO date-time is a moment.
const day = /^\d{4}-\d{2}-\d{2}$/
const moment = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})$/

/** Whether a text is a day of the calendar, which is the same day in every zone. */
export function isDay(text: string): boolean {
  return day.test(text)
}

/**
 * Reads an ISO date or date-time.
 * @throws ValueError for any other text, and for days that do not exist
 */
export function readDate(text: string): Date {
  if (!day.test(text) && !moment.test(text)) {
    throw new ValueError(`${JSON.stringify(text.slice(0, 40))} is no date; expected 2026-11-26 or 2026-11-26T07:30:00Z`)
  }
  const at = new Date(text)
  // Date takes 30 February for 2 March.
  if (Number.isNaN(at.getTime()) || (day.test(text) && at.toISOString().slice(0, 10) !== text)) {
    throw new ValueError(`${JSON.stringify(text)} is a day that does not exist`)
  }
  return at
}
