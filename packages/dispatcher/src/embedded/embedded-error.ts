/** What can go wrong in the embedded environment, a sentence each. */
export const embeddedErrorCodes = {
  StateUnwritable: 'The state folder, or a file in it, cannot be made, read or written.',
  DiskFull: 'There is no space left for the state folder or the data.',
  LockTimeout: 'Another process has been starting or stopping the PostgreSQL of this project for too long.',
  PostgresMissing: 'There is no PostgreSQL that could be started here.',
  PostgresUnreachable: 'The configured database does not answer, or refuses the connection.',
  PostgresFailed: 'PostgreSQL was found and could not be started.',
  IdentityUnavailable: 'PostgreSQL must not run as root, and this root may not become another user.',
} as const

/** The key of one sentence in `embeddedErrorCodes`. */
export type EmbeddedErrorCode = keyof typeof embeddedErrorCodes

/** An error of the embedded environment. Its message says what failed, where and why; `hint` says how to fix it. */
export class EmbeddedError extends Error {
  override readonly name: string = 'EmbeddedError'
  readonly code: EmbeddedErrorCode
  /** What to do about it. */
  readonly hint: string

  constructor(code: EmbeddedErrorCode, message: string, details: { readonly hint: string; readonly cause?: unknown }) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined)
    this.code = code
    this.hint = details.hint
  }
}

/** Whether `error` is an error of the embedded environment, and of this code if one is given. */
export function isEmbeddedError(error: unknown, code?: EmbeddedErrorCode): error is EmbeddedError {
  return error instanceof EmbeddedError && (code === undefined || error.code === code)
}
