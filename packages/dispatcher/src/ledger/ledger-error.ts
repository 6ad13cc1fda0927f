/** What went wrong with the ledger, for callers to branch on. */
export type LedgerErrorCode =
  /** The server cannot be reached, or went away; what was under way may or may not have been committed. */
  | 'unreachable'
  /** The credentials were refused, or lack a right. */
  | 'denied'
  /** The database has no ledger, or one of an older version. */
  | 'not-migrated'
  /** The database's ledger is of a newer version than this program knows. */
  | 'newer-schema'
  /** The ledger belongs to another environment. */
  | 'other-environment'
  /** What was asked for is not in the ledger. */
  | 'not-found'

/** An error of the ledger that an operator can do something about. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode
  /** What to do about it. */
  readonly hint: string

  constructor(code: LedgerErrorCode, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'LedgerError'
    this.code = code
    this.hint = hint
  }
}

const unreachableStates = /^(08|57P|25006|53300)/
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Whether the connection is what failed, so that the statement may or may not have been carried out. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof LedgerError) return error.code === 'unreachable'
  const code = codeOf(error)
  if (socketCodes.has(code) || unreachableStates.test(code)) return true
  // `pg` gives these two no code at all.
  return (
    error instanceof Error &&
    code === '' &&
    /^(Connection terminated|Query read timeout|timeout expired)/.test(error.message)
  )
}

/** Turns an error of `pg` into one that says what, where and how to fix it; others are passed on unchanged. */
export function explainLedgerError(error: unknown, url: string): unknown {
  if (error instanceof LedgerError) return error
  const where = redactUrl(url)
  const code = codeOf(error)
  const reason = error instanceof Error && error.message !== '' ? error.message : code
  if (code === '28P01' || code === '28000')
    return new LedgerError(
      'denied',
      `PostgreSQL at ${where} refused the credentials: ${reason}`,
      'check user and password in DATABASE_URL',
      error,
    )
  if (code === '42501')
    return new LedgerError(
      'denied',
      `the role has no right for this at ${where}: ${reason}`,
      'use the role that owns the ledger (the one that ran `tidings migrate`)',
      error,
    )
  if (code === '3D000')
    return new LedgerError(
      'unreachable',
      `PostgreSQL at ${where} has no such database: ${reason}`,
      'create the database, or correct DATABASE_URL',
      error,
    )
  if (code === '3F000' || code === '42P01' || code === '42883')
    return new LedgerError(
      'not-migrated',
      `the database at ${where} has no ledger, or an older one: ${reason}`,
      'run `tidings migrate`',
      error,
    )
  if (isUnreachable(error))
    return new LedgerError(
      'unreachable',
      `PostgreSQL at ${where} cannot be reached: ${reason}`,
      'check that it runs and that DATABASE_URL is right; `tidings dev` starts one',
      error,
    )
  return error
}

/** A connection URL without its password. */
export function redactUrl(url: string): string {
  try {
    const parsed = new URL(url)
    return `${parsed.hostname}:${parsed.port === '' ? '5432' : parsed.port}${parsed.pathname}`
  } catch {
    return 'the configured address'
  }
}
