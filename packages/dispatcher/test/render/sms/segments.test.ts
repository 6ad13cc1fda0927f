import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { describe, expect, it, test } from 'vitest'

import { segmentsOf } from '#dispatcher/render/sms/segments.js'

const lengths = (text: string): readonly number[] => segmentsOf(text).segments.map(({ units }) => units)

describe('a text in GSM-7', () => {
  it('has 160 characters in one segment, and 153 in each of several', () => {
    expect(segmentsOf('a'.repeat(160))).toEqual({
      encoding: 'GSM-7',
      units: 160,
      segments: [{ begin: 0, end: 160, units: 160 }],
      perSegment: 160,
      unused: 0,
    })
    expect(lengths('a'.repeat(161))).toEqual([153, 8])
    expect(lengths('a'.repeat(306))).toEqual([153, 153])
    expect(lengths('a'.repeat(307))).toEqual([153, 153, 1])
  })

  it('spends two septets on each character of the extension table', () => {
    expect(lengths('€'.repeat(80))).toEqual([160])
    expect(segmentsOf('^{}\\[~]|€\f')).toMatchObject({ encoding: 'GSM-7', units: 20 })
  })

  it('leaves a septet empty rather than split an escape from its character', () => {
    const text = `${'a'.repeat(152)}€${'a'.repeat(152)}`
    expect(segmentsOf(text)).toMatchObject({
      units: 306,
      segments: [
        { begin: 0, end: 152, units: 152 },
        { begin: 152, end: 304, units: 153 },
        { begin: 304, end: 305, units: 1 },
      ],
      unused: 152,
    })
  })

  it('takes the capital cedilla, but not the small one', () => {
    expect(segmentsOf('Ça').encoding).toBe('GSM-7')
    expect(segmentsOf('ça')).toMatchObject({ encoding: 'UCS-2', firstOutside: { character: 'ç', offset: 0 } })
  })
})

describe('a text in UCS-2', () => {
  it('has 70 units in one segment, and 67 in each of several', () => {
    expect(segmentsOf(`${'a'.repeat(69)}’`)).toMatchObject({
      perSegment: 70,
      unused: 0,
      firstOutside: { character: '’', offset: 69 },
    })
    expect(lengths(`${'a'.repeat(70)}’`)).toEqual([67, 4])
  })

  it('never splits a surrogate pair', () => {
    expect(lengths(`${'a'.repeat(66)}😀${'a'.repeat(10)}`)).toEqual([66, 12])
    expect(lengths('😀'.repeat(35))).toEqual([70])
    expect(lengths('😀'.repeat(36))).toEqual([66, 6])
  })

  it('counts the characters of the extension table once', () => {
    expect(segmentsOf('€’')).toMatchObject({ units: 2 })
  })
})

test('an empty text is one empty segment', () => {
  expect(segmentsOf('')).toMatchObject({ encoding: 'GSM-7', units: 0, segments: [{ begin: 0, end: 0, units: 0 }] })
})

// Twilio's calculator. It keeps what a reader sees as one sign (a flag, a letter with its marks) in one segment; 3GPP TS 23.040
// knows only the units, so texts with such signs are compared by encoding alone.
const judge = (text: string) => {
  const { encodingName, segments } = new SegmentedMessage(text)
  return {
    encoding: encodingName,
    segments: segments.map((segment) => segment.messageSizeInBits() / (encodingName === 'GSM-7' ? 7 : 16)),
  }
}
const own = (text: string) => {
  const { encoding, segments } = segmentsOf(text)
  return { encoding, segments: segments.map(({ units }) => units) }
}

const gsm = fc.constantFrom(...'abcxyz ABC019@£$¥èéùìòÇØøÅåΔΦΩÆæßÉÄÖÑÜäöñüà¡¿§¤\n_')
const extended = fc.constantFrom(...'^{}[]~|€\\\f')
const outside = fc.constantFrom(...'’“”–…çáíłЖ漢ش`\u00a0\t', '😀', '🚚')
const text = (...weighted: readonly (readonly [fc.Arbitrary<string>, number])[]) =>
  fc.string({
    unit: fc.oneof(...weighted.map(([arbitrary, weight]) => ({ arbitrary, weight }))),
    minLength: 0,
    maxLength: 330,
    size: 'max',
  })

test.each([
  ['GSM-7 with extension characters', text([gsm, 5], [extended, 2])],
  ['a few characters outside of GSM-7', text([gsm, 30], [extended, 5], [outside, 1])],
  ['UCS-2', text([gsm, 1], [outside, 2], [extended, 1])],
])('Twilio counts the same segments: %s', (_, texts) => {
  fc.assert(
    fc.property(texts, (each) => {
      expect(own(each)).toEqual(judge(each))
    }),
    { numRuns: 1000 },
  )
})

test('Twilio knows the same alphabet, character by character', () => {
  const differing: string[] = []
  for (let code = 0; code <= 0xffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const character = String.fromCharCode(code)
    const [mine, theirs] = [own(character), judge(character)]
    if (mine.encoding !== theirs.encoding || mine.segments[0] !== theirs.segments[0]) differing.push(character)
  }
  expect(differing).toEqual([])
})

test('Twilio agrees on the encoding of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (each) => {
      expect(own(each).encoding).toBe(judge(each).encoding)
    }),
    { numRuns: 2000 },
  )
})

test('a sign of several characters is kept whole by Twilio, and split by the standard', () => {
  const family = '👨‍👩‍👧‍👦'
  const long = `${'a'.repeat(60)}${family}${'a'.repeat(10)}`
  expect(own(long).segments).toEqual([66, 15])
  expect(judge(long).segments).toEqual([60, 21])
})
