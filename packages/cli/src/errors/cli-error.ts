import type { CliErrorCode } from './error-table.js'

/** What an error says beside its sentence. */
export interface CliErrorDetails {
  /** What to do about it. */
  readonly hint?: string
  /** Further lines for people, each a thing of its own. */
  readonly lines?: readonly string[]
  /** The same for programs. */
  readonly details?: object
  readonly cause?: unknown
}

/** An error of the command line that its user can do something about. */
export class CliError extends Error {
  override readonly name: string = 'CliError'
  readonly code: CliErrorCode
  readonly hint: string | undefined
  readonly lines: readonly string[]
  readonly details: object | undefined

  constructor(code: CliErrorCode, message: string, { hint, lines = [], details, cause }: CliErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.hint = hint
    this.lines = lines
    this.details = details
  }
}
