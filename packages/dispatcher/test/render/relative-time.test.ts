import { describe, expect, it } from 'vitest'

import { relativeTime } from '#dispatcher/render/filters/relative-time.js'

import { scopeOf } from '../templates/conformance/engines.js'

/** Tuesday evening in London, Wednesday already in Berlin from 23:00 on. */
const now = new Date('2026-11-24T22:30:00Z')

function relative(
  input: string,
  own: { format?: string; timeZone?: string; style?: string; now?: Date } = {},
): unknown {
  const { format = 'en', timeZone = 'UTC', style } = own
  return relativeTime.run(
    input,
    style === undefined ? [] : [style],
    {},
    scopeOf({}, { format, timeZone, now: own.now ?? now }),
  )
}

describe('relative_time', () => {
  it.each([
    ['2026-11-24T22:30:59Z', 'now'],
    ['2026-11-24T22:29:01Z', 'now'],
    ['2026-11-24T22:31:00Z', 'in 1 minute'],
    ['2026-11-24T21:31:00Z', '59 minutes ago'],
    ['2026-11-24T21:30:00Z', '1 hour ago'],
    ['2026-11-25T22:29:00Z', 'in 23 hours'],
    ['2026-11-25T22:31:00Z', 'tomorrow'],
    ['2026-11-23T22:00:00Z', 'yesterday'],
    ['2026-11-24', 'today'],
    ['2026-11-25', 'tomorrow'],
    ['2026-11-27', 'in 3 days'],
    ['2026-12-24', 'in 30 days'],
    ['2026-12-25', 'next month'],
    ['2026-10-24', 'last month'],
    ['2027-10-23', 'in 10 months'],
    ['2027-10-24', 'in 11 months'],
    ['2027-11-24', 'next year'],
    ['2024-11-25', 'last year'],
    ['2024-11-24', '2 years ago'],
    ['now', 'now'],
  ])('%s is %s', (text, expected) => {
    expect(relative(text)).toBe(expected)
  })

  it('counts the days of the recipient, not stretches of 24 hours', () => {
    const moment = '2026-11-25T23:30:00Z'
    expect(relative(moment, { timeZone: 'UTC' })).toBe('tomorrow')
    expect(relative(moment, { timeZone: 'Europe/Berlin' })).toBe('in 2 days')
    expect(relative('2026-11-25', { timeZone: 'Pacific/Kiritimati' })).toBe('today')
  })

  it('speaks the language of the recipient, in three styles', () => {
    expect(relative('2026-11-26', { format: 'de' })).toBe('übermorgen')
    expect(relative('2026-11-21', { format: 'de-AT' })).toBe('vor 3 Tagen')
    expect(relative('2026-11-24T20:30:00Z', { style: 'short' })).toBe('2 hr. ago')
    expect(relative('2026-11-24T20:30:00Z', { style: 'narrow' })).toBe('2h ago')
  })

  it('says the same in every attempt, because now is when the intent was admitted', () => {
    const later = new Date('2026-12-24T22:30:00Z')
    expect([relative('2026-11-25'), relative('2026-11-25', { now: later }), relative('2026-11-25')]).toEqual([
      'tomorrow',
      '29 days ago',
      'tomorrow',
    ])
  })

  it('refuses what is no date, no style and no zone', () => {
    expect(() => relative('soon')).toThrow('"soon" is no date')
    expect(() => relative('2026-11-26', { style: 'loud' })).toThrow('it has long, short, narrow')
    expect(() => relative('2026-11-26', { timeZone: 'Mars/Olympus' })).toThrow('"Mars/Olympus" is no time zone')
  })
})
