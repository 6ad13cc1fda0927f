/** Types as JSON Schema names them. */
export type GuessType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null'

/** What can be told of one value from how it is used, and from what samples hold there. */
export interface Guess {
  /** Of this guess in facts; that of a field starts with that of its owner. */
  readonly key: string
  /** What its uses ask for. */
  readonly used: Set<GuessType>
  /** What samples hold. */
  readonly seen: Set<GuessType>
  /** Texts of samples. */
  readonly texts: string[]
  readonly fields: Map<string, Guess>
  element: Guess | undefined
  /** Printed or reckoned with where no condition has asked for it. */
  needed: boolean
  /** A condition or `default:` asks whether it is there. */
  asked: boolean
  /** Read as a moment. */
  moment: boolean
  /** A field is taken by a name that the data has. */
  open: boolean
  /** Objects in samples, if it is an object; times it was there, if it is a field. */
  objects: number
  there: number
}

/** Knows nothing yet. */
export function newGuess(key: string): Guess {
  const [used, seen, fields] = [new Set<GuessType>(), new Set<GuessType>(), new Map<string, Guess>()]
  const flags = { needed: false, asked: false, moment: false, open: false }
  return { key, used, seen, texts: [], fields, element: undefined, ...flags, objects: 0, there: 0 }
}

/** The field of an object. */
export function fieldOf(guess: Guess, name: string): Guess {
  const known = guess.fields.get(name)
  if (known !== undefined) return known
  const made = newGuess(guess.key === '' ? name : `${guess.key}.${name}`)
  guess.fields.set(name, made)
  return made
}

/** The elements of a list. Their keys are of their own: what is known of one is not known of the next. */
export function elementOf(guess: Guess): Guess {
  guess.element ??= newGuess(`${guess.key.replaceAll('.', '/')}[]`)
  return guess.element
}

/** Takes in what a sample holds. */
export function addSample(guess: Guess, value: unknown): void {
  guess.there++
  if (value === null) guess.seen.add('null')
  else if (Array.isArray(value)) {
    guess.seen.add('array')
    for (const element of value) addSample(elementOf(guess), element)
  } else if (typeof value === 'object') {
    guess.seen.add('object')
    guess.objects++
    for (const [name, inner] of Object.entries(value)) addSample(fieldOf(guess, name), inner)
  } else if (typeof value === 'number') guess.seen.add(Number.isInteger(value) ? 'integer' : 'number')
  else if (typeof value === 'boolean') guess.seen.add('boolean')
  else if (typeof value === 'string') {
    guess.seen.add('string')
    guess.texts.push(value)
  }
}
