import type { SmsDefinition } from '../definition.js'
import type { DefinitionReader } from './definition-reader.js'

/** Segments that the default allows: what a delivery notice with a link takes in a language that needs UCS-2. */
const usualSegments = 3

/** 10 segments in GSM-7 are 1,530 characters; Twilio takes 1,600 at most. */
const mostSegments = 10

const path = ['channels', 'sms']

/** Reads `channels.sms`. */
export function readSms({ record, flag, whole }: DefinitionReader): SmsDefinition {
  record(path, ['transliterate', 'maxSegments'])
  return {
    transliterate: flag([...path, 'transliterate']) ?? false,
    maxSegments: whole([...path, 'maxSegments'], [1, mostSegments], 'segments') ?? usualSegments,
  }
}
