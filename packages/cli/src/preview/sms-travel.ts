import { segmentsOf } from '@tidings/dispatcher/render'

import type { SmsTravel } from './answers.js'

/** How a text travels as an SMS. */
export function travelOf(text: string): SmsTravel {
  const { encoding, segments, unused } = segmentsOf(text)
  return { encoding, begins: segments.map(({ begin }) => begin), unused }
}
