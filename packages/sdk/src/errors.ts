import { describeIssue, type Issue } from './issue.js'

/** What a code means, and whether the same call can succeed later with nothing changed. */
export interface ErrorMeaning {
  readonly sentence: string
  readonly retryable: boolean
}

/** Everything that can go wrong in the SDK. Match on these with `isTidingsError`, never on messages. */
export type TidingsErrorCode =
  | 'InvalidOption'
  | 'InvalidIntent'
  | 'UnknownTemplate'
  | 'Closed'
  | 'Aborted'
  | 'DeadlinePassed'
  | 'EmitIndeterminate'
  | 'Overloaded'
  | 'Unavailable'
  | 'DataRefused'
  | 'SchemaMissing'
  | 'AccessDenied'
  | 'TransactionAborted'
  | 'TransportFailed'

/** All codes with a sentence each. In every case but `EmitIndeterminate` nothing was emitted. */
export const errorCodes: Readonly<Record<TidingsErrorCode, ErrorMeaning>> = {
  InvalidOption: { sentence: 'An option of the SDK has a value that it cannot have.', retryable: false },
  InvalidIntent: { sentence: 'The intent is not valid; every reason is in `issues`.', retryable: false },
  UnknownTemplate: { sentence: 'The generated contracts have no template of this name.', retryable: false },
  Closed: { sentence: 'The client or its transport was closed before.', retryable: false },
  Aborted: { sentence: 'The caller aborted before anything was sent.', retryable: false },
  DeadlinePassed: { sentence: 'The deadline passed before anything was sent.', retryable: true },
  EmitIndeterminate: {
    sentence: 'The intent may or may not have been taken; emitting it again with the same id is safe.',
    retryable: true,
  },
  Overloaded: { sentence: 'More intents wait for the transport than may wait.', retryable: true },
  Unavailable: { sentence: 'The transport cannot be reached or refuses work at the moment.', retryable: true },
  DataRefused: { sentence: 'The transport refuses a value in the intent.', retryable: false },
  SchemaMissing: { sentence: 'The database has no schema `tidings`, or an older one.', retryable: false },
  AccessDenied: { sentence: 'The credentials do not allow emitting.', retryable: false },
  TransactionAborted: { sentence: "The caller's transaction had failed before.", retryable: false },
  TransportFailed: {
    sentence: 'The transport failed for a reason that it alone knows; see `cause`.',
    retryable: false,
  },
}

/** What a `TidingsError` can carry beside code and message. */
export interface ErrorDetails {
  readonly cause?: unknown
  /** What to do about it. */
  readonly hint?: string
  /** Every reason, for `InvalidIntent`. */
  readonly issues?: readonly Issue[]
  /** Ids of the intents concerned, in the order in which they were given. */
  readonly ids?: readonly string[]
}

const brand = Symbol.for('tidings.error')

/** The one error class of the SDK. Recognise it with `isTidingsError`, which also knows those of another copy. */
export class TidingsError extends Error {
  readonly code: TidingsErrorCode
  /** Whether the same call can succeed later with nothing changed. */
  readonly retryable: boolean
  /** What to do about it. */
  readonly hint: string | undefined
  /** Every reason, for `InvalidIntent`; else empty. */
  readonly issues: readonly Issue[]
  /** Ids of the intents concerned, in the order in which they were given; empty where there are none yet. */
  readonly ids: readonly string[]
  /** The first of `ids`. With `EmitIndeterminate`: emit again with this id. */
  readonly id: string | undefined

  constructor(code: TidingsErrorCode, message: string, details: ErrorDetails = {}) {
    super(
      details.hint === undefined ? message : `${message} ${details.hint}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    )
    this.name = 'TidingsError'
    this.code = code
    this.retryable = errorCodes[code].retryable
    this.hint = details.hint
    this.issues = details.issues ?? []
    this.ids = details.ids ?? []
    this.id = this.ids[0]
    Object.defineProperty(this, brand, { value: true })
  }
}

/** A `TidingsError` of which the code is known; with `EmitIndeterminate` the id is there. */
export type TidingsErrorOf<Code extends TidingsErrorCode> = TidingsError & {
  readonly code: Code
} & (Code extends 'EmitIndeterminate' ? { readonly id: string } : unknown)

/**
 * Whether `error` is an error of this SDK, and of this code if one is given. Works by a brand, so that it also holds
 * where two copies of the package are installed.
 */
export function isTidingsError<Code extends TidingsErrorCode = TidingsErrorCode>(
  error: unknown,
  code?: Code,
): error is TidingsErrorOf<Code> {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false
  return code === undefined || ('code' in error && error.code === code)
}

/** `InvalidIntent` with every issue in its message. */
export function invalidIntent(what: string, issues: readonly Issue[]): TidingsError {
  const count = issues.length === 1 ? 'one thing is wrong' : `${issues.length} things are wrong`
  const list = issues.map((issue) => `\n  ${describeIssue(issue)}`).join('')
  return new TidingsError('InvalidIntent', `${what} was not emitted, ${count}:${list}`, { issues })
}
