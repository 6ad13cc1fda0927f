import { EmbeddedError } from '../embedded-error.js'

const known: readonly {
  readonly sign: RegExp
  readonly code?: 'DiskFull'
  readonly why: string
  readonly hint: string
}[] = [
  {
    sign: /No space left on device|Disk quota exceeded/,
    code: 'DiskFull',
    why: 'no space left on the disk',
    hint: 'Free some space (PostgreSQL needs about 100 MB), or run in a folder on another disk.',
  },
  {
    sign: /Read-only file system/,
    why: 'the file system is read-only',
    hint: 'Run in a folder on a writable file system.',
  },
  {
    sign: /could not change permissions|has invalid permissions|has group or world access/,
    why: 'this file system does not keep permissions',
    hint: 'Move the project to a native file system (not a mounted Windows or network drive).',
  },
  {
    sign: /could not look up effective user ID/,
    why: 'this user has no entry in the list of users (passwd)',
    hint: 'Run as a user that the system knows, or set DATABASE_URL to a PostgreSQL that runs elsewhere.',
  },
  {
    sign: /error while loading shared libraries|Library not loaded|GLIBC_[\d.]+' not found/,
    why: 'the binaries do not run on this system: a shared library is missing',
    hint: 'Install PostgreSQL from the system packages, or set DATABASE_URL.',
  },
  {
    sign: /Permission denied/,
    why: 'permission denied',
    hint: 'Give the user that PostgreSQL runs as the right to write there, or run in another folder.',
  },
]

/**
 * Makes an error out of what a program of PostgreSQL printed before it failed.
 *
 * @param step what was tried: `make the data folder`, `start PostgreSQL in`.
 * @param output all that it printed.
 */
export function postgresFailure(step: string, where: string, output: string, cause?: unknown): EmbeddedError {
  const reason = known.find(({ sign }) => sign.test(output))
  const said = lastComplaint(output)
  const why = reason === undefined ? said : `${reason.why} (${said})`
  return new EmbeddedError(reason?.code ?? 'PostgresFailed', `cannot ${step} ${where}: ${why}`, {
    hint: reason?.hint ?? 'The log in .tidings/logs/postgres.log says more.',
    cause,
  })
}

function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const complaint =
    lines.findLast((line) => /FATAL|PANIC|error/i.test(line) && !/HINT|DETAIL/.test(line)) ?? lines.at(-1)
  return complaint?.replace(/^.*?(FATAL|PANIC|error):\s+/i, '').trim() ?? 'it ended without a word'
}
