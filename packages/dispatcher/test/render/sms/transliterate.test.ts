import fc from 'fast-check'
import { expect, it, test } from 'vitest'

import { septetsOf } from '#dispatcher/render/sms/gsm-7.js'
import { lookAlikes, nearestLetters } from '#dispatcher/render/sms/look-alikes.js'
import { transliterate, transliterationsOf } from '#dispatcher/render/sms/transliterate.js'

it.each([
  ['Andreas’ “Box” – heute …', 'Andreas\' "Box" - heute ...'],
  ['12,90\u00a0€, 9:30\u202fAM', '12,90 €, 9:30 AM'],
  ['François, Íñigo, Łukasz, Őrs', 'Francois, Iñigo, Lukasz, Örs'],
  ['Cafe\u0301', 'Café'],
  ['co\u00adop', 'coop'],
  ['Sœur ©', 'Soeur (c)'],
])('sends %s as %s', (text, expected) => {
  expect(transliterate(text)).toBe(expected)
})

it.each([
  ['Cyrillic', '«Привет» – Łukasz'],
  ['an emoji', 'Łukasz 🚚'],
  ['a superscript, which would become another number', 'Ł 10²'],
])('leaves a text with %s as it was written, since it travels as UCS-2 in any case', (_, text) => {
  expect(transliterate(text)).toBe(text)
  expect(transliterationsOf(text)).toEqual([])
})

it('says what it changes, each character once', () => {
  expect(transliterationsOf('Łódź’s Łódź')).toEqual([
    { from: 'Ł', to: 'L' },
    { from: 'ó', to: 'o' },
    { from: 'ź', to: 'z' },
    { from: '’', to: "'" },
  ])
  expect(transliterationsOf('Köln')).toEqual([])
})

test('every replacement is in GSM-7, and nothing that GSM-7 has is replaced', () => {
  for (const [from, to] of [...lookAlikes, ...nearestLetters]) {
    expect([from, septetsOf(from)]).toEqual([from, undefined])
    for (const character of to) expect([from, septetsOf(character)]).not.toEqual([from, undefined])
  }
})

test('what is in GSM-7 stays, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const once = transliterate(text)
      expect(transliterate(once)).toBe(once)
      if ([...text].every((each) => septetsOf(each) !== undefined)) expect(once).toBe(text)
    }),
    { numRuns: 2000 },
  )
})
