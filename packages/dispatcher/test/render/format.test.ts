import { describe, expect, it } from 'vitest'

import { formatFilters } from '#dispatcher/render/filters/format.js'
import type { Scope } from '#dispatcher/render/scope.js'

import { scopeOf } from '../templates/conformance/engines.js'

const scope = (format: string, timeZone = 'UTC'): Scope => scopeOf({}, { format, timeZone })

function apply(name: string, input: unknown, where: Scope, ...values: readonly unknown[]): unknown {
  return formatFilters[name]?.run(input, values, {}, where)
}

/** Intl separates with spaces that look alike. */
const spaces = (text: unknown): string => String(text).replace(/[\u00a0\u202f\u2009]/g, ' ')

describe('dates and times', () => {
  const evening = '2026-11-24T23:30:00Z'

  it('are written in the language and the zone of the recipient', () => {
    expect(spaces(apply('date', evening, scope('en-GB'), 'weekday'))).toBe('Tuesday 24 November')
    expect(spaces(apply('date', evening, scope('de', 'Europe/Berlin'), 'weekday'))).toBe('Mittwoch, 25. November')
    expect(spaces(apply('date', evening, scope('de', 'Europe/Berlin')))).toBe('25.11.2026')
    expect(spaces(apply('date', evening, scope('en-US', 'America/New_York'), 'long'))).toBe('November 24, 2026')
    expect(spaces(apply('time', evening, scope('de', 'Europe/Berlin')))).toBe('00:30')
    expect(spaces(apply('time', evening, scope('en-US', 'America/New_York')))).toBe('6:30 PM')
    expect(spaces(apply('time', evening, scope('en-GB'), 'medium'))).toBe('23:30:00')
  })

  it('a day without a time is that day in every zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago']) {
      expect(apply('date', '2026-11-24', scope('de', zone), 'short')).toBe('24.11.26')
    }
  })

  it('follow the clock changes of the zone', () => {
    expect(apply('time', '2026-10-25T00:30:00Z', scope('de', 'Europe/Berlin'))).toBe('02:30')
    expect(apply('time', '2026-10-25T01:30:00Z', scope('de', 'Europe/Berlin'))).toBe('02:30')
    expect(apply('time', '2026-10-25T02:30:00+02:00', scope('de', 'UTC'))).toBe('00:30')
  })

  it('now is when the intent was admitted, in every attempt', () => {
    const where = scopeOf({}, { format: 'de', now: new Date('2026-01-02T03:04:05Z') })
    expect([apply('date', 'now', where), apply('time', 'today', where)]).toEqual(['02.01.2026', '03:04'])
  })

  it.each(['tomorrow', '24.11.2026', '2026-13-01', '2026-02-30', '2026-11-24T10:00:00', '', 'x'.repeat(100)])(
    'refuse %j',
    (text) => {
      expect(() => apply('date', text, scope('de'))).toThrow(
        /is no date; expected 2026-11-26|is a day that does not exist/,
      )
    },
  )

  it('refuse a style and a zone that do not exist', () => {
    expect(() => apply('date', evening, scope('de'), '%Y')).toThrow(
      'date has no style "%Y"; it has short, medium, long, full, weekday',
    )
    expect(() => apply('date', evening, scope('de'), 'constructor')).toThrow('date has no style')
    expect(() => apply('date', evening, scope('de', 'Mars/Olympus'))).toThrow(
      '"Mars/Olympus" is no time zone; expected an IANA name, as Europe/Berlin',
    )
  })
})

describe('money and numbers', () => {
  it('are written as the recipient is used to', () => {
    expect(spaces(apply('money', { amount: 1234.5, currency: 'EUR' }, scope('de')))).toBe('1.234,50 €')
    expect(spaces(apply('money', { amount: 1234.5, currency: 'EUR' }, scope('de-AT')))).toBe('€ 1.234,50')
    expect(spaces(apply('money', 1234.5, scope('en-US'), 'USD'))).toBe('$1,234.50')
    expect(spaces(apply('money', 500, scope('ja'), 'JPY'))).toBe('￥500')
    expect(spaces(apply('number', 1234567.891, scope('de')))).toBe('1.234.567,891')
    expect(spaces(apply('number', 2, scope('de'), 2))).toBe('2,00')
    expect(spaces(apply('number', 2.345, scope('en'), 1))).toBe('2.3')
  })

  it('take decimal texts exactly', () => {
    expect(spaces(apply('money', { amount: '12345678901234567.89', currency: 'EUR' }, scope('de')))).toBe(
      '12.345.678.901.234.567,89 €',
    )
    expect(apply('number', '0.10', scope('en'), 2)).toBe('0.10')
  })

  it.each([undefined, null, 'abc', '', '1e3', Number.NaN, Number.POSITIVE_INFINITY, {}, []])('refuse %j', (value) => {
    expect(() => apply('number', value, scope('en'))).toThrow(/is no number/)
    expect(() => apply('money', { amount: value, currency: 'EUR' }, scope('en'))).toThrow(/is no number/)
  })

  it('refuse money without a currency', () => {
    expect(() => apply('money', 5, scope('en'))).toThrow(/money needs a currency/)
    expect(() => apply('money', { amount: 5, currency: 'EURO' }, scope('en'))).toThrow(/money needs a currency/)
    expect(() => apply('number', 5, scope('en'), 99)).toThrow('number takes 0 to 20 decimal places')
  })

  it('give the same text again, and for another locale another one', () => {
    const de = scope('de')
    const en = scope('en')
    const texts = [1, 2].map(() => [
      spaces(apply('money', 1.5, de, 'EUR')),
      spaces(apply('money', 1.5, en, 'EUR')),
      spaces(apply('money', 1.5, en, 'USD')),
    ])
    expect(texts[0]).toEqual(['1,50 €', '€1.50', '$1.50'])
    expect(texts[1]).toEqual(texts[0])
  })
})
