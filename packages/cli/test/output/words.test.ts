import { describe, expect, it } from 'vitest'
import { tableLines } from '#cli/output/table.js'
import { bytes, count, maskAddress, moment, plain, shortId, span, timeOfDay, zoneOf } from '#cli/output/words.js'

describe('words', () => {
  it('counts with the right noun and thin grouping', () => {
    expect([count(0, 'row'), count(1, 'row'), count(1_000_000, 'row')]).toEqual(['0 rows', '1 row', '1,000,000 rows'])
  })

  it.each([
    [34, '34 ms'],
    [2_100, '2.1 s'],
    [180_000, '3 min'],
    [18_000_000, '5 h'],
    [259_200_000, '3 d'],
  ])('says %d ms as %s', (ms, text) => expect(span(ms)).toBe(text))

  it.each([
    [812, '812 B'],
    [30_240, '30.2 KB'],
    [2_100_000, '2.1 MB'],
  ])('says %d bytes as %s', (size, text) => expect(bytes(size)).toBe(text))

  it.each([
    ['ann@example.com', 'a***@example.com'],
    ['+4915112345667', '+49151******67'],
    ['fcm-token-0123456789', 'fcm-***89'],
    ['short', '***'],
    ['', '***'],
  ])('masks %s', (address, masked) => expect(maskAddress(address)).toBe(masked))

  it('shortens ids to their last eight digits', () => {
    expect(shortId('0199f3c4-0000-7000-8000-00009d41c70b')).toBe('9d41c70b')
  })

  it('keeps what could steer a terminal out of the text', () => {
    expect(plain('a\u001b[2Jb\r\nc\u0007')).toBe('a [2Jb c')
  })

  it('writes local time to the millisecond', () => {
    expect(timeOfDay(new Date(2026, 10, 24, 9, 5, 3, 7))).toBe('09:05:03.007')
  })

  it('names the day where it is another one', () => {
    const at = new Date(2026, 2, 4, 23, 59, 59, 1)
    expect(moment(at, new Date(2026, 2, 4, 0, 0))).toBe('23:59:59.001')
    expect(moment(at, new Date(2026, 2, 5, 0, 0))).toBe('2026-03-04 23:59:59.001')
  })

  it.each([
    [0, '+00:00'],
    [-60, '+01:00'],
    [-345, '+05:45'],
    [210, '-03:30'],
  ])('writes a zone %d minutes behind local time as %s', (minutes, text) => {
    const at = new Date()
    at.getTimezoneOffset = () => minutes
    expect(zoneOf(at)).toBe(text)
  })
})

describe('tables', () => {
  it('align columns, colours or not, numbers to the right', () => {
    const lines = tableLines(
      [{ title: 'state' }, { title: 'messages', align: 'right' }],
      [
        ['\u001b[32maccepted\u001b[39m', '12'],
        ['failed', '1,000'],
      ],
    )
    expect(lines).toEqual(['  state     messages', '  \u001b[32maccepted\u001b[39m        12', '  failed       1,000'])
  })
})
