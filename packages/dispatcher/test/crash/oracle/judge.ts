import type { Emission } from '../parts/emitter.js'
import type { Transaction } from '../parts/sink.js'
import type { AttemptRow, Books } from './books.js'
import { explainUnknown } from './explain-unknown.js'

/** What can be wrong, by the promise that it breaks. */
export type FaultKind =
  /** Acknowledged and not in the ledger, without an end, or accepted and never seen by the sink. */
  | 'lost'
  /** At the sink or in the ledger, and never emitted. */
  | 'phantom'
  /** Taken twice, and not because an unknown outcome was sent again by policy. */
  | 'duplicate'
  /** A call with no attempt of its own that was begun before it. */
  | 'unwritten'
  /** The ledger says one thing about an attempt and the sink another. */
  | 'untrue'
  /** An unknown outcome that nothing explains. */
  | 'unexplained'
  /** Two calls open at once for one message. */
  | 'overlap'
  /** Attempts that are not numbered 1, 2, 3, or a message that ended twice. */
  | 'numbering'
  /** The ledger's counters disagree with its rows. */
  | 'miscounted'

/** One thing that is wrong. */
export interface Fault {
  readonly kind: FaultKind
  readonly text: string
}

/** What the oracle found. */
export interface Verdict {
  readonly faults: readonly Fault[]
  readonly acknowledged: number
  /** Not acknowledged and delivered all the same: allowed, never twice. */
  readonly recovered: number
  /** Attempts with an unknown outcome. */
  readonly unknown: number
  /** Mails that the sink took beyond one for each message, all of them explained. */
  readonly duplicates: number
  /** Messages per final state code. */
  readonly ended: ReadonlyMap<number, number>
}

/** PostgreSQL's clock has microseconds, the sink's log milliseconds. */
const clockGrainMs = 1

/** A message with all that is known of it. */
interface Case {
  readonly emission: Emission
  readonly attempts: readonly AttemptRow[]
  readonly calls: readonly { readonly transaction: Transaction; readonly attempt: AttemptRow | undefined }[]
}

/** Compares what emitter, ledger and sink wrote down. Knows nothing of the code that is tested. */
export function judgeBooks(books: Books): Verdict {
  const faults: Fault[] = []
  const found = (kind: FaultKind, text: string): void => void faults.push({ kind, text })
  const byAddress = new Map(books.emissions.map((emission) => [emission.to, emission]))
  const intentOf = new Map(books.intents.map((intent) => [intent.externalId, intent.id]))
  const known = new Set(books.emissions.map(({ id }) => id))
  const attemptsOf = groupBy(books.attempts, ({ intent }) => intent)
  const callsTo = groupBy(books.transactions, ({ to }) => to)

  if (books.waiting > 0) found('lost', `${books.waiting} intents are still in the outbox`)
  for (const key of books.queued) found('lost', `message ${key} has not ended`)
  for (const { externalId } of books.intents)
    if (!known.has(externalId)) found('phantom', `the ledger has intent ${externalId}, which nobody emitted`)
  for (const to of callsTo.keys())
    if (to !== '' && !byAddress.has(to)) found('phantom', `the sink was called for ${to}, to whom nothing was emitted`)

  let recovered = 0
  let duplicates = 0
  const ended = new Map<number, number>()
  for (const emission of books.emissions) {
    const intent = intentOf.get(emission.id)
    const transactions = callsTo.get(emission.to) ?? []
    if (emission.rolledBack) {
      if (intent !== undefined) found('phantom', `the ledger has ${emission.id}, whose transaction was rolled back`)
      if (transactions.length > 0) found('phantom', `the sink was called for ${emission.to}, which was rolled back`)
      continue
    }
    if (intent === undefined) {
      if (emission.acknowledged && !books.refused.includes(emission.id))
        found('lost', `${emission.id} was acknowledged and is not in the ledger`)
      if (transactions.length > 0) found('phantom', `the sink was called for ${emission.to}, which was not admitted`)
      continue
    }
    if (!emission.acknowledged) recovered++
    const attempts = attemptsOf.get(intent) ?? []
    const calls = transactions.map((transaction) => ({ transaction, attempt: attemptOf(transaction, attempts) }))
    const one = { emission, attempts, calls }
    for (const { final } of attempts) if (final !== null) ended.set(final, (ended.get(final) ?? 0) + 1)
    judgeEnd(one, found)
    judgeNumbers(one, found)
    judgeCalls(one, intent, found)
    duplicates += judgeCopies(one, books.resends(emission.template), found)
    judgeOverlap(one, books, found)
    for (const attempt of attempts.filter(({ outcome }) => outcome === 4)) {
      const call = calls.find((made) => made.attempt === attempt)?.transaction
      if (!explainUnknown(attempt, call, books.incidents))
        found('unexplained', `${name(attempt)} is unknown, and nothing had happened to it`)
    }
  }
  for (const state of new Set([...ended.keys(), ...books.tallies.keys()]))
    if ((ended.get(state) ?? 0) !== (books.tallies.get(state) ?? 0))
      found(
        'miscounted',
        `${ended.get(state) ?? 0} messages ended as ${state}, the counters say ${books.tallies.get(state) ?? 0}`,
      )
  return {
    faults,
    acknowledged: books.emissions.filter(({ acknowledged }) => acknowledged).length,
    recovered,
    unknown: books.attempts.filter(({ outcome }) => outcome === 4).length,
    duplicates,
    ended,
  }
}

type Found = (kind: FaultKind, text: string) => void

const name = ({ intent, n, generation, attempt }: AttemptRow): string => `${intent}.${n}.${generation}.${attempt}`

/** The attempt that a call belongs to: the last one that had begun. */
const attemptOf = ({ mailAt }: Transaction, attempts: readonly AttemptRow[]): AttemptRow | undefined =>
  attempts.findLast(({ attempt, began }) => attempt > 0 && began !== null && began <= mailAt + clockGrainMs)

const judgeEnd = ({ emission, attempts, calls }: Case, found: Found): void => {
  const finals = attempts.filter(({ final }) => final !== null)
  if (finals.length === 0) found('lost', `${emission.id} has no final state`)
  if (finals.length > 1) found('numbering', `${emission.id} ended ${finals.length} times`)
  if (finals.some(({ final }) => final === 1) && !calls.some(({ transaction }) => transaction.code === 250))
    found('lost', `${emission.id} is accepted, and the sink never took it`)
}

const judgeNumbers = ({ emission, attempts }: Case, found: Found): void => {
  const numbers = attempts.filter(({ attempt }) => attempt > 0).map(({ attempt }) => attempt)
  if (numbers.some((number, index) => number !== index + 1))
    found('numbering', `the attempts of ${emission.id} are numbered ${numbers.join(', ')}`)
}

const judgeCalls = ({ emission, calls }: Case, intent: string, found: Found): void => {
  const used = new Set<AttemptRow>()
  for (const { transaction, attempt } of calls) {
    if (transaction.message !== undefined && !transaction.message.startsWith(`${intent}.`))
      found('phantom', `the sink got ${transaction.message} for ${emission.to}, whose intent is ${intent}`)
    if (attempt === undefined || used.has(attempt)) {
      found('unwritten', `the sink was called for ${emission.to} at ${transaction.mailAt} with no attempt of its own`)
      continue
    }
    used.add(attempt)
    const complete = transaction.receivedAt !== undefined
    if (attempt.outcome === 5 && complete)
      found('untrue', `${name(attempt)} is interrupted, and the sink got it in full`)
    if (attempt.outcome === 1 && transaction.code !== 250)
      found('untrue', `${name(attempt)} is accepted, and the sink answered ${transaction.code ?? 'nothing'}`)
    if ((attempt.outcome === 2 || attempt.outcome === 3) && transaction.code === 250)
      found('untrue', `${name(attempt)} was refused, and the sink took it`)
  }
}

/** Every copy but the last must belong to an attempt whose outcome is unknown, where policy says to send again. */
const judgeCopies = ({ emission, calls }: Case, resends: boolean, found: Found): number => {
  const taken = calls.filter(({ transaction }) => transaction.receivedAt !== undefined && transaction.code !== 554)
  for (const { attempt } of taken.slice(0, -1))
    if (!resends || attempt?.outcome !== 4)
      found(
        'duplicate',
        `the sink took ${emission.to} ${taken.length} times, and an earlier one was not an unknown to send again`,
      )
  return Math.max(0, taken.length - 1)
}

const judgeOverlap = ({ emission, calls }: Case, { incidents }: Books, found: Found): void => {
  const stopped = new Set(incidents.filter(({ what }) => what === 'stop').map((incident) => incident.name))
  for (const [index, { transaction }] of calls.entries()) {
    const next = calls[index + 1]?.transaction
    // A stopped process cannot hang up: its call stays open until it goes on.
    if (next === undefined || stopped.has(transaction.from)) continue
    const end = transaction.repliedAt ?? transaction.closedAt
    if (end === undefined || end > next.mailAt)
      found('overlap', `two calls for ${emission.to} were open at ${next.mailAt}`)
  }
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return groups
}
