/** Exit codes of all commands. */
export const exitCodes = {
  ok: 0,
  /** Findings, or the operation failed. */
  failed: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** Some of many failed. */
  partial: 3,
  /** Credentials refused or rights missing. */
  denied: 4,
  /** Database, catcher or provider cannot be reached; may work later. */
  unreachable: 5,
  /** An error of Tidings itself. */
  bug: 70,
  interrupted: 130,
} as const

/** Codes of the command line's own errors. Stable; scripts match on them. */
export type CliErrorCode =
  | 'usage'
  | 'needs-answer'
  | 'production'
  | 'file-exists'
  | 'file-failed'
  | 'findings'
  | 'not-found'
  | 'ambiguous'
  | 'plan-changed'
  | 'not-running'
  | 'start-failed'
  | 'install-failed'
  | 'invalid-data'
  | 'catcher-refused'
  | 'catcher-unreachable'
  | 'bundle-unreachable'
  | 'git-failed'
  | 'interrupted'
  | 'configuration'

const own: Readonly<Record<CliErrorCode, number>> = {
  usage: exitCodes.usage,
  'needs-answer': exitCodes.usage,
  production: exitCodes.usage,
  'file-exists': exitCodes.failed,
  'file-failed': exitCodes.failed,
  findings: exitCodes.failed,
  'not-found': exitCodes.failed,
  ambiguous: exitCodes.failed,
  'plan-changed': exitCodes.failed,
  'not-running': exitCodes.failed,
  'start-failed': exitCodes.failed,
  'install-failed': exitCodes.failed,
  'invalid-data': exitCodes.failed,
  'catcher-refused': exitCodes.failed,
  'catcher-unreachable': exitCodes.unreachable,
  'bundle-unreachable': exitCodes.unreachable,
  'git-failed': exitCodes.usage,
  interrupted: exitCodes.interrupted,
  configuration: exitCodes.usage,
}

/** Codes that errors of the other packages and of the system carry. */
const others: Readonly<Record<string, number>> = {
  'invalid-bundle': exitCodes.failed,
  // The ledger.
  unreachable: exitCodes.unreachable,
  denied: exitCodes.denied,
  'not-migrated': exitCodes.failed,
  'newer-schema': exitCodes.failed,
  'other-environment': exitCodes.usage,
  // Test messages.
  'no-route': exitCodes.usage,
  'provider-unusable': exitCodes.usage,
  'bad-address': exitCodes.usage,
  'recipient-guard': exitCodes.denied,
  'not-rendered': exitCodes.failed,
  'not-confirmed': exitCodes.usage,
  // The embedded environment.
  StateUnwritable: exitCodes.failed,
  DiskFull: exitCodes.failed,
  LockTimeout: exitCodes.failed,
  PostgresMissing: exitCodes.failed,
  PostgresUnreachable: exitCodes.unreachable,
  PostgresFailed: exitCodes.failed,
  IdentityUnavailable: exitCodes.denied,
  // Emitting.
  InvalidOption: exitCodes.usage,
  InvalidIntent: exitCodes.failed,
  DataRefused: exitCodes.failed,
  EmitIndeterminate: exitCodes.unreachable,
  DeadlinePassed: exitCodes.unreachable,
  Unavailable: exitCodes.unreachable,
  Overloaded: exitCodes.unreachable,
  SchemaMissing: exitCodes.failed,
  AccessDenied: exitCodes.denied,
  Aborted: exitCodes.interrupted,
  // The operating system.
  EADDRINUSE: exitCodes.failed,
  ENOSPC: exitCodes.failed,
  EROFS: exitCodes.failed,
  EACCES: exitCodes.failed,
  EEXIST: exitCodes.failed,
  EPERM: exitCodes.failed,
  ENOENT: exitCodes.failed,
  ENOTDIR: exitCodes.failed,
  EISDIR: exitCodes.failed,
  ECONNREFUSED: exitCodes.unreachable,
}

/** Exit code of an error's code; undefined where nobody knows the code, and the error so is a bug. */
export function exitCodeOf(code: string): number | undefined {
  if (Object.hasOwn(own, code)) return own[code as CliErrorCode]
  return Object.hasOwn(others, code) ? others[code] : undefined
}
