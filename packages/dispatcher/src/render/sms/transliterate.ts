import { septetsOf } from './gsm-7.js'
import { lookAlikes, nearestLetters } from './look-alikes.js'

/** A character that is sent as others. */
export interface Transliteration {
  readonly from: string
  /** Characters of GSM-7; empty where an invisible character is left out. */
  readonly to: string
}

const marks = /\p{Mn}/gu

/** What GSM-7 has for a character: itself, a look-alike, or its letter without marks; undefined where there is nothing. */
export function nearestGsm(character: string): string | undefined {
  if (septetsOf(character) !== undefined) return character
  const listed = lookAlikes.get(character) ?? nearestLetters.get(character)
  if (listed !== undefined) return listed
  // Canonical only: the compatibility form of a superscript would make 10² a 102.
  const bare = character.normalize('NFD').replace(marks, '')
  return bare !== '' && [...bare].every((each) => septetsOf(each) !== undefined) ? bare : undefined
}

/**
 * The text in GSM-7, where that is possible in all of it. Where one character has no likeness the text is returned as it
 * came: it travels as UCS-2 in any case, and then as it was written. The same text gives the same one.
 */
export function transliterate(text: string): string {
  let made = ''
  for (const character of text.normalize('NFC')) {
    const nearest = nearestGsm(character)
    if (nearest === undefined) return text
    made += nearest
  }
  return made
}

/** What `transliterate` changes in a text, each character once, in the order in which they come. */
export function transliterationsOf(text: string): readonly Transliteration[] {
  if (transliterate(text) === text) return []
  const changed = new Map<string, string>()
  for (const from of text.normalize('NFC')) {
    const to = nearestGsm(from)
    if (to !== undefined && to !== from) changed.set(from, to)
  }
  return [...changed].map(([from, to]) => ({ from, to }))
}
