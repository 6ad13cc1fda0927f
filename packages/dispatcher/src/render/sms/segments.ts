import { septetsOf } from './gsm-7.js'

/** One part of a text message, as networks carry and bill it. Offsets are into the text, in UTF-16 units. */
export interface SmsSegment {
  readonly begin: number
  readonly end: number
  /** Septets in GSM-7, UTF-16 units in UCS-2. */
  readonly units: number
}

/** How a text travels. */
export interface SmsSegments {
  /** GSM-7 where the alphabet has every character, else UCS-2. */
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** Septets in GSM-7, UTF-16 units in UCS-2, of the whole text. */
  readonly units: number
  /** At least one. */
  readonly segments: readonly SmsSegment[]
  /** Units that a segment of this text has room for: 160 or 70 for a single one, 153 or 67 for each of several. */
  readonly perSegment: number
  /** Units left in the last segment. */
  readonly unused: number
  /** The first character that the GSM alphabet lacks; absent in GSM-7. */
  readonly firstOutside?: { readonly character: string; readonly offset: number }
}

// 3GPP TS 23.040, 9.2.3.16: 140 octets; 9.2.3.24.1: 6 of them tell the parts of one text apart.
const room = {
  'GSM-7': { single: 160, several: 153 },
  'UCS-2': { single: 70, several: 67 },
} as const

/**
 * Counts the segments of a text message. An extension character and its escape, and the two halves of a surrogate pair, are
 * never in two segments: a unit that is left over stays empty.
 */
export function segmentsOf(text: string): SmsSegments {
  const firstOutside = findOutside(text)
  const encoding = firstOutside === undefined ? 'GSM-7' : 'UCS-2'
  const unitsOf = encoding === 'GSM-7' ? (character: string) => septetsOf(character) ?? 1 : lengthOf
  let units = 0
  for (const character of text) units += unitsOf(character)
  const { single, several } = room[encoding]
  const perSegment = units <= single ? single : several
  const segments = split(text, perSegment, unitsOf)
  return {
    encoding,
    units,
    segments,
    perSegment,
    unused: perSegment - (segments.at(-1)?.units ?? 0),
    ...(firstOutside === undefined ? {} : { firstOutside }),
  }
}

const lengthOf = (character: string): number => character.length

function findOutside(text: string): SmsSegments['firstOutside'] {
  let offset = 0
  for (const character of text) {
    if (septetsOf(character) === undefined) return { character, offset }
    offset += character.length
  }
  return undefined
}

function split(text: string, perSegment: number, unitsOf: (character: string) => number): readonly SmsSegment[] {
  const segments: SmsSegment[] = []
  let begin = 0
  let at = 0
  let units = 0
  for (const character of text) {
    const own = unitsOf(character)
    if (units + own > perSegment) {
      segments.push({ begin, end: at, units })
      begin = at
      units = 0
    }
    units += own
    at += character.length
  }
  segments.push({ begin, end: at, units })
  return segments
}
