import { type KnownCode, knownCodes } from './known-codes.js'

/** What a rule does to a message. */
export type RuleAction =
  /** Refuse it for good. */
  | { readonly kind: 'reject'; readonly code: string; readonly detail: string; readonly fault?: 'address' }
  /** Refuse it for now; `retryAfterMs` is what the sender is asked to wait. */
  | {
      readonly kind: 'defer'
      readonly code: string
      readonly detail: string
      readonly fault?: 'rate' | 'configuration'
      readonly retryAfterMs?: number
    }
  /** Take it in full, then never answer and leave the connection open. */
  | { readonly kind: 'hang' }
  /** Take it in full, then close the connection without an answer. */
  | { readonly kind: 'drop' }
  /** Accept it, but answer only after a while. */
  | { readonly kind: 'slow'; readonly ms: number }

/** A rule's text, understood. */
export interface Rule {
  readonly action: RuleAction
  /** For how many messages it holds; null: until it is lifted. */
  readonly times: number | null
}

/** The text is no rule. The message says what was read, what was expected, and shows an example. */
export class RuleError extends Error {
  override readonly name: string = 'RuleError'
}

const grammar = `a rule is one of
  reject <code> [for <count> | until lifted] ["detail"]
  defer <code> [retry-after <seconds>] [for <count> | until lifted] ["detail"]
  hang | drop | slow <milliseconds>  [for <count> | until lifted]`

/** Reads the words of a rule; a quoted detail is one word that keeps its opening quote as a mark. */
const wordsOf = (text: string): string[] => {
  const found: string[] = []
  const pattern = /\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/gy
  let end = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    found.push(match[3] ?? `"${match[1] ?? match[2]}`)
    end = pattern.lastIndex
  }
  const rest = text.slice(end).trim()
  if (rest !== '') throw new Mistake(`a quote is left open at \`${rest}\``)
  return found
}

/** What is wrong, without the rule and the grammar around it. */
class Mistake extends Error {}

const numberFrom = (word: string | undefined, what: string, most: number): number => {
  const value = Number(word)
  if (word === undefined || !/^\d+$/.test(word) || value < 1 || value > most) {
    const got = word === undefined ? 'nothing' : `\`${word}\``
    throw new Mistake(`expected ${what}, a whole number from 1 to ${most}, and got ${got}`)
  }
  return value
}

const codeFrom = (word: string | undefined, verb: string): string => {
  if (word !== undefined && /^[A-Za-z0-9][\w.-]{0,39}$/.test(word)) return word
  throw new Mistake(`expected a code such as 550 or 30003 after \`${verb}\`, got ${word ? `\`${word}\`` : 'nothing'}`)
}

/** What may follow the action, in any order. */
interface Suffix {
  times: number | null
  detail?: string
  retryAfterMs?: number
}

/** Readers of the words after the action, by the word that starts them. Each takes its own words off the list. */
const suffixes: Readonly<Record<string, (words: string[], suffix: Suffix) => void>> = {
  for(words, suffix) {
    suffix.times = numberFrom(words.shift(), 'a count after `for`', 1_000_000)
    if (/^(times?|messages?)$/.test(words[0] ?? '')) words.shift()
  },
  until(words, suffix) {
    const word = words.shift()
    if (word !== 'lifted')
      throw new Mistake(`expected \`lifted\` after \`until\`, got ${word ? `\`${word}\`` : 'nothing'}`)
    suffix.times = null
  },
  'retry-after'(words, suffix) {
    suffix.retryAfterMs = numberFrom(words.shift()?.replace(/s$/, ''), 'seconds after `retry-after`', 86_400) * 1000
  },
  '"'(words, suffix) {
    suffix.detail = words.shift() ?? ''
  },
}

const readSuffix = (words: string[], allowed: readonly string[]): Suffix => {
  const suffix: Suffix = { times: null }
  const left = new Set(allowed)
  while (words.length > 0) {
    const word = words.shift() ?? ''
    const quoted = word.startsWith('"')
    if (quoted) words.unshift(word.slice(1))
    const kind = quoted ? '"' : word
    // `for` and `until` exclude one another.
    const known =
      left.delete(kind) && (kind !== 'until' || left.delete('for')) && (kind !== 'for' || left.delete('until'))
    if (!known) throw new Mistake(`\`${quoted ? word.slice(1) : word}\` has no meaning here`)
    suffixes[kind]?.(words, suffix)
  }
  return suffix
}

const usually = (code: string): KnownCode | undefined =>
  Object.hasOwn(knownCodes, code) ? knownCodes[code] : undefined

const duration = ['for', 'until']

const understand = (words: string[]): Rule => {
  const verb = words.shift()
  switch (verb) {
    case 'reject': {
      const code = codeFrom(words.shift(), verb)
      const { times, detail } = readSuffix(words, [...duration, '"'])
      const { detail: usual, fault } = usually(code) ?? { detail: 'rejected by rule' }
      return { times, action: { kind: verb, code, detail: detail ?? usual, ...(fault === 'address' && { fault }) } }
    }
    case 'defer': {
      const code = codeFrom(words.shift(), verb)
      const { times, detail, retryAfterMs } = readSuffix(words, [...duration, '"', 'retry-after'])
      const { detail: usual, fault } = usually(code) ?? { detail: 'deferred by rule' }
      const wait = retryAfterMs !== undefined && { retryAfterMs }
      const blame = fault !== undefined && fault !== 'address' && { fault }
      return { times, action: { kind: verb, code, detail: detail ?? usual, ...blame, ...wait } }
    }
    case 'slow': {
      const ms = numberFrom(words.shift(), 'milliseconds after `slow`', 3_600_000)
      return { times: readSuffix(words, duration).times, action: { kind: verb, ms } }
    }
    case 'hang':
    case 'drop':
      return { times: readSuffix(words, duration).times, action: { kind: verb } }
    default:
      throw new Mistake(verb === undefined ? 'the text is empty' : `\`${verb.replace(/^"/, '')}\` is no action`)
  }
}

/**
 * Understands the text of a rule. Pure.
 *
 * Without `for` a rule holds until it is lifted; without a detail it takes the usual text of a well-known code.
 *
 * @throws RuleError that names the word and shows the grammar.
 */
export const parseRule = (text: string): Rule => {
  try {
    return understand(wordsOf(text))
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    throw new RuleError(`rule \`${text.trim()}\`: ${error.message}; ${grammar}`, { cause: error })
  }
}
