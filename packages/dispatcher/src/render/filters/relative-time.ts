import { ValueError } from '../render-error.js'
import type { Scope } from '../scope.js'
import { textOf } from '../value.js'
import type { Filter } from './filter.js'
import { createFormatters } from './formatter.js'
import { isDay, readDate } from './read-date.js'

/** Styles of `relative_time`: "in 3 months", "in 3 mo.", "in 3mo". */
export const relativeStyles: readonly string[] = ['long', 'short', 'narrow']

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** More days than this are counted in months. */
const mostDays = 30

interface Distance {
  readonly amount: number
  readonly unit: Intl.RelativeTimeFormatUnit
}

/**
 * How far `then` is from now. Below a day in hours or minutes, and from there on in days of the recipient's calendar: what is
 * 25 hours ahead at eleven in the evening is "in 2 days", not "tomorrow".
 */
function distance(text: string, { now, timeZone }: Scope): Distance {
  const then = readDate(text)
  const whole = isDay(text)
  const ahead = then.getTime() - now.getTime()
  if (!whole && Math.abs(ahead) < minute) return { amount: 0, unit: 'second' }
  if (!whole && Math.abs(ahead) < hour) return { amount: Math.trunc(ahead / minute), unit: 'minute' }
  if (!whole && Math.abs(ahead) < day) return { amount: Math.trunc(ahead / hour), unit: 'hour' }
  const today = calendarDay(now.toISOString(), timeZone)
  const that = whole ? text : calendarDay(text, timeZone)
  const days = Math.round((Date.parse(that) - Date.parse(today)) / day)
  if (Math.abs(days) <= mostDays) return { amount: days, unit: 'day' }
  const months = wholeMonths(today, that)
  return Math.abs(months) < 12
    ? { amount: months || Math.sign(days), unit: 'month' }
    : { amount: Math.trunc(months / 12), unit: 'year' }
}

/** Months that have passed in full from one day to the other. */
function wholeMonths(from: string, to: string): number {
  if (to < from) return -wholeMonths(to, from)
  const [year = 0, month = 0, date = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDate = 0] = to.split('-').map(Number)
  return (toYear - year) * 12 + toMonth - month - (toDate < date ? 1 : 0)
}

const days = createFormatters<string>()

/** The day that it is somewhere, as 2026-11-26. */
function calendarDay(text: string, timeZone: string): string {
  return days
    .find('', '', timeZone, () => {
      try {
        const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
        return { format: (moment) => format.format(readDate(moment)) }
      } catch (cause) {
        throw new ValueError(`"${timeZone}" is no time zone; expected an IANA name, as Europe/Berlin`, { cause })
      }
    })
    .format(text)
}

const formatters = createFormatters<string>()

/** "tomorrow", "in 3 hours", "2 months ago": counted from when the intent was admitted. */
export const relativeTime: Filter = {
  run(input, [given], _named, scope) {
    const asked = textOf(input)
    const style = given === undefined ? 'long' : textOf(given)
    if (!relativeStyles.includes(style)) {
      throw new ValueError(`relative_time has no style "${style}"; it has ${relativeStyles.join(', ')}`)
    }
    const { amount, unit } = distance(asked === 'now' || asked === 'today' ? scope.now.toISOString() : asked, scope)
    return formatters
      .find(scope.format, style, '', () => {
        const options = { style: style as Intl.RelativeTimeFormatStyle, numeric: 'auto' } as const
        const format = new Intl.RelativeTimeFormat(scope.format, options)
        return {
          format(key) {
            const [count, name] = key.split(' ')
            return format.format(Number(count), name as Intl.RelativeTimeFormatUnit)
          },
        }
      })
      .format(`${amount} ${unit}`)
  },
  arity: [0, 1],
}
