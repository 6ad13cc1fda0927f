import { ValueError } from '../render-error.js'
import type { Scope } from '../scope.js'
import { numberOf, propertyOf, textOf } from '../value.js'
import type { Filter } from './filter.js'

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

// Making a formatter takes 26 us, using one 0.9 us. A mailing has few locales and zones; the bound only stops a flood
// of made-up ones.
const kept = 500
const dateFormats = new Map<string, Intl.DateTimeFormat>()
const numberFormats = new Map<string, Intl.NumberFormat>()

function cached<F>(cache: Map<string, F>, key: string, make: () => F): F {
  const known = cache.get(key)
  if (known !== undefined) return known
  if (cache.size >= kept) cache.clear()
  const made = make()
  cache.set(key, made)
  return made
}

// An ISO date is a day in the calendar and has no zone; an ISO date-time is a moment.
const day = /^\d{4}-\d{2}-\d{2}$/
const moment = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})$/

function readDate(input: unknown, scope: Scope): { readonly at: Date; readonly zone: string } {
  const text = textOf(input)
  if (text === 'now' || text === 'today') return { at: scope.now, zone: scope.timeZone }
  if (!day.test(text) && !moment.test(text)) {
    throw new ValueError(`${JSON.stringify(text.slice(0, 40))} is no date; expected 2026-11-26 or 2026-11-26T07:30:00Z`)
  }
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new ValueError(`${JSON.stringify(text)} is a day that does not exist`)
  return { at, zone: day.test(text) ? 'UTC' : scope.timeZone }
}

function dateFilter(kind: string, styles: Readonly<Record<string, Intl.DateTimeFormatOptions>>, usual: string): Filter {
  return {
    run(input, [style], _named, scope) {
      const name = style === undefined ? usual : textOf(style)
      const options = Object.hasOwn(styles, name) ? styles[name] : undefined
      if (options === undefined) {
        throw new ValueError(`${kind} has no style "${name}"; it has ${Object.keys(styles).join(', ')}`)
      }
      const { at, zone } = readDate(input, scope)
      const format = cached(dateFormats, `${kind} ${name} ${scope.format} ${zone}`, () => {
        try {
          return new Intl.DateTimeFormat(scope.format, { ...options, timeZone: zone })
        } catch (cause) {
          throw new ValueError(`"${zone}" is no time zone; expected an IANA name, as Europe/Berlin`, { cause })
        }
      })
      return format.format(at)
    },
    arity: [0, 1],
  }
}

/** Intl prints decimal texts exactly, however long; TypeScript's library does not say so yet. */
function print(format: Intl.NumberFormat, input: unknown): string {
  if (typeof input === 'string' && /^-?\d{1,30}(?:\.\d{1,30})?$/.test(input.trim())) {
    return format.format(input.trim() as unknown as number)
  }
  if (typeof input !== 'number' || !Number.isFinite(input)) {
    throw new ValueError(`${JSON.stringify(input) ?? 'nothing'} is no number`)
  }
  return format.format(input)
}

function money(input: unknown, [argument]: readonly unknown[], _named: unknown, scope: Scope): string {
  const own = typeof input === 'object' && input !== null
  const currency = own ? propertyOf(input, 'currency') : argument
  if (typeof currency !== 'string' || !/^[A-Za-z]{3}$/.test(currency)) {
    throw new ValueError("money needs a currency: an object { amount, currency }, or | money: 'EUR'")
  }
  const format = cached(numberFormats, `money ${currency} ${scope.format}`, () =>
    Intl.NumberFormat(scope.format, { style: 'currency', currency }),
  )
  return print(format, own ? propertyOf(input, 'amount') : input)
}

function number(input: unknown, [digits]: readonly unknown[], _named: unknown, scope: Scope): string {
  const places = digits === undefined ? undefined : numberOf(digits)
  if (places !== undefined && !(Number.isInteger(places) && places >= 0 && places <= 20)) {
    throw new ValueError('number takes 0 to 20 decimal places')
  }
  const format = cached(numberFormats, `number ${places ?? ''} ${scope.format}`, () =>
    Intl.NumberFormat(
      scope.format,
      places === undefined ? {} : { minimumFractionDigits: places, maximumFractionDigits: places },
    ),
  )
  return print(format, input)
}

/** Filters that speak the recipient's language and know the recipient's zone. */
export const formatFilters: Readonly<Record<string, Filter>> = {
  date: dateFilter('date', dateStyles, 'medium'),
  time: dateFilter('time', timeStyles, 'short'),
  money: { run: money, arity: [0, 1] },
  number: { run: number, arity: [0, 1] },
}
