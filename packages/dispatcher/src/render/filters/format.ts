import { ValueError } from '../render-error.js'
import type { Scope } from '../scope.js'
import { numberOf, propertyOf, textOf } from '../value.js'
import type { Filter } from './filter.js'
import { createFormatters, type Formatter } from './formatter.js'
import { readDate } from './read-date.js'
import { relativeTime } from './relative-time.js'

/** Styles of `date`: those of Intl, and `weekday` for "Thursday, 26 November". */
export const dateStyles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  short: { dateStyle: 'short' },
  medium: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
}

/** Styles of `time`; `short` has no seconds. */
export const timeStyles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  short: { timeStyle: 'short' },
  medium: { timeStyle: 'medium' },
}

function dateFilter(kind: string, styles: Readonly<Record<string, Intl.DateTimeFormatOptions>>, usual: string): Filter {
  const formatters = createFormatters<string>()

  function make(style: string, scope: Scope, zone: string): Formatter<string> {
    const options = Object.hasOwn(styles, style) ? styles[style] : undefined
    if (options === undefined) {
      throw new ValueError(`${kind} has no style "${style}"; it has ${Object.keys(styles).join(', ')}`)
    }
    try {
      const format = new Intl.DateTimeFormat(scope.format, { ...options, timeZone: zone })
      return { format: (text) => format.format(readDate(text)) }
    } catch (cause) {
      throw new ValueError(`"${zone}" is no time zone; expected an IANA name, as Europe/Berlin`, { cause })
    }
  }

  return {
    run(input, [given], _named, scope) {
      const asked = textOf(input)
      const text = asked === 'now' || asked === 'today' ? scope.now.toISOString() : asked
      const style = given === undefined ? usual : textOf(given)
      // `2026-11-26` is the same day everywhere.
      const zone = text.length === 10 ? 'UTC' : scope.timeZone
      return formatters.find(scope.format, style, zone, () => make(style, scope, zone)).format(text)
    },
    arity: [0, 1],
  }
}

const decimal = /^-?\d{1,30}(?:\.\d{1,30})?$/

/**
 * A number, or a text that is one. Intl prints decimal texts exactly, however long; TypeScript's library does not say so yet.
 * @throws ValueError for anything else
 */
export function readNumber(input: unknown): number {
  if (typeof input === 'number' && Number.isFinite(input)) return input
  if (typeof input === 'string' && decimal.test(input)) return input as unknown as number
  throw new ValueError(`${JSON.stringify(input) ?? 'nothing'} is no number`)
}

const noCurrency = "money needs a currency: an object { amount, currency }, or | money: 'EUR'"
const amounts = createFormatters<number>()

function money(input: unknown, [argument]: readonly unknown[], _named: unknown, scope: Scope): string {
  const own = typeof input === 'object' && input !== null
  const currency = own ? propertyOf(input, 'currency') : argument
  if (typeof currency !== 'string') throw new ValueError(noCurrency)
  const amount = readNumber(own ? propertyOf(input, 'amount') : input)
  return amounts.find(scope.format, currency, '', () => moneyFormat(scope.format, currency)).format(amount)
}

function moneyFormat(locale: string, currency: string): Intl.NumberFormat {
  if (!/^[A-Za-z]{3}$/.test(currency)) throw new ValueError(noCurrency)
  return new Intl.NumberFormat(locale, { style: 'currency', currency })
}

const numbers = createFormatters<number>()

function number(input: unknown, [digits]: readonly unknown[], _named: unknown, scope: Scope): string {
  const value = readNumber(input)
  if (digits === undefined)
    return numbers.find(scope.format, '', '', () => new Intl.NumberFormat(scope.format)).format(value)
  const places = numberOf(digits)
  if (!(Number.isInteger(places) && places >= 0 && places <= 20))
    throw new ValueError('number takes 0 to 20 decimal places')
  const make = () =>
    new Intl.NumberFormat(scope.format, { minimumFractionDigits: places, maximumFractionDigits: places })
  return numbers.find(scope.format, String(places), '', make).format(value)
}

/** Filters that speak the recipient's language and know the recipient's zone. */
export const formatFilters: Readonly<Record<string, Filter>> = {
  date: dateFilter('date', dateStyles, 'medium'),
  time: dateFilter('time', timeStyles, 'short'),
  relative_time: relativeTime,
  money: { run: money, arity: [0, 1] },
  number: { run: number, arity: [0, 1] },
}
