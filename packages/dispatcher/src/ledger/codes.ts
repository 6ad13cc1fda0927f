import { type Channel, channels, type Lane, lanes } from '@tidings/sdk'

/** Small integers that stand for words in the ledger's columns. Numbers are never reused or changed. */

/** What became of one attempt; 0 is a verdict without an attempt (a gate, a render error). */
export const outcomeCodes = { verdict: 0, accepted: 1, rejected: 2, deferred: 3, unknown: 4, interrupted: 5 } as const

/** How a message ended. */
export const finalStateCodes = {
  accepted: 1,
  superseded: 2,
  failed: 3,
  unknown: 4,
  suppressed: 5,
  expired: 6,
  cancelled: 7,
} as const

/** How a message can end. */
export type FinalState = keyof typeof finalStateCodes

/** Why a queued message is not claimed. `settling` is an unknown outcome that waits for news. */
export const holdCodes = { settling: 1, paused: 2, template: 3, route: 4 } as const

/** Why a queued message is not claimed. */
export type Hold = keyof typeof holdCodes

/** Code of a channel: 1-based, 0 is a message whose channels are not planned yet. */
export const channelCode = (channel: Channel): number => channels.indexOf(channel) + 1

/** Channel of a code; undefined for 0. */
export const channelOf = (code: number): Channel | undefined => channels[code - 1]

/** Code of a lane, as on the wire: critical 0, transactional 1, bulk 2. */
export const laneCode = (lane: Lane): number => lanes.indexOf(lane)

/** Lane of a code. */
export function laneOf(code: number): Lane {
  const lane = lanes[code]
  if (lane === undefined) throw new RangeError(`no lane has code ${code}`)
  return lane
}

const wordOf = <Word extends string>(codes: Readonly<Record<Word, number>>, code: number): Word => {
  for (const word of Object.keys(codes) as Word[]) if (codes[word] === code) return word
  throw new RangeError(`no word has code ${code}`)
}

/** Word of an outcome code. */
export const outcomeOf = (code: number): keyof typeof outcomeCodes => wordOf(outcomeCodes, code)

/** Word of a final state's code. */
export const finalStateOf = (code: number): FinalState => wordOf(finalStateCodes, code)

/** Word of a hold's code. */
export const holdOf = (code: number): Hold => wordOf(holdCodes, code)
