import { EmbeddedError } from '../embedded-error.js'

const reasons: Readonly<Record<string, { readonly why: string; readonly hint: string }>> = {
  EACCES: { why: 'permission denied', hint: 'Give this user the right to write there, or run in another folder.' },
  EPERM: { why: 'not permitted', hint: 'Give this user the right to write there, or run in another folder.' },
  EROFS: { why: 'the file system is read-only', hint: 'Run in a folder on a writable file system.' },
  ENOTDIR: { why: 'a part of this path is a file, not a folder', hint: 'Move that file away.' },
  EEXIST: { why: 'a file of this name is in the way', hint: 'Move that file away.' },
  EISDIR: { why: 'it is a folder, not a file', hint: 'Move that folder away.' },
  ENOENT: { why: 'the folder above it does not exist', hint: 'Make that folder first, or run in the project.' },
  ENAMETOOLONG: { why: 'the path is too long', hint: 'Move the project to a shorter path.' },
}

const fullDisk: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
}

/** The code of an error of the operating system, such as ENOENT; undefined for every other error. */
export function errnoCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : undefined
}

/**
 * Turns an error of `node:fs` into one that says what failed, where, why and how to fix it.
 *
 * @param what the failed step, as "cannot ..." continues: `write`, `make the state folder`.
 */
export function fileFailure(what: string, where: string, cause: unknown): EmbeddedError {
  const code = errnoCode(cause) ?? ''
  const full = fullDisk[code]
  if (full !== undefined) {
    const hint = 'Free some space (PostgreSQL needs about 100 MB), or run in a folder on another disk.'
    return new EmbeddedError('DiskFull', `cannot ${what} ${where}: ${full}`, { hint, cause })
  }
  const why = cause instanceof Error ? cause.message : String(cause)
  const reason = reasons[code] ?? { why, hint: 'Look at this path, or run in another folder.' }
  return new EmbeddedError('StateUnwritable', `cannot ${what} ${where}: ${reason.why}`, { hint: reason.hint, cause })
}
