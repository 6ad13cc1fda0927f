import type { Transaction } from '../parts/sink.js'
import type { AttemptRow } from './books.js'
import type { Incident } from './incident.js'

/**
 * Whether something had happened that leaves an attempt without an answer: its dispatcher was killed or stopped while
 * it was begun, the sink never answered, or the way between the two was cut.
 */
export function explainUnknown(
  { intent, n, generation, attempt, began, ended }: AttemptRow,
  call: Transaction | undefined,
  incidents: readonly Incident[],
): boolean {
  const key = `${intent}.${n}.${generation}.${attempt}`
  if (incidents.some(({ begun }) => begun.includes(key))) return true
  if (call === undefined) return false
  if (call.receivedAt !== undefined && call.repliedAt === undefined) return true
  return incidents.some(
    ({ what, name, at }) =>
      what === 'provider' && name === call.from && began !== null && began <= at + 1 && at <= ended + 1,
  )
}
