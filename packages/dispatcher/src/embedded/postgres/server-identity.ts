import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'

import { EmbeddedError } from '../embedded-error.js'

/** The user that PostgreSQL runs as where it must not be ours. Fits the options of `spawn`. */
export interface ServerIdentity {
  readonly uid: number
  readonly gid: number
}

const run = promisify(execFile)

/**
 * Finds out as whom PostgreSQL is to run: it refuses to be root. Root starts it as the owner of the data, and first
 * as `nobody`, the one user without rights that every system has and that nobody needs to create.
 *
 * @returns undefined: as this process itself.
 * @throws EmbeddedError `IdentityUnavailable` when this root may not become another user (some containers).
 */
export async function serverIdentity(dataFolder: string): Promise<ServerIdentity | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(dataFolder).catch(() => undefined)
  const identity =
    owner === undefined || owner.uid === 0 ? await nobody() : { uid: asInt32(owner.uid), gid: asInt32(owner.gid) }
  await run('/bin/sh', ['-c', ':'], { ...identity, cwd: '/' }).catch((cause: unknown) => {
    throw new EmbeddedError(
      'IdentityUnavailable',
      `cannot run PostgreSQL as user ${identity.uid}: this root may not become another user, and PostgreSQL refuses to run as root`,
      { hint: 'Run as an ordinary user, or set DATABASE_URL to a PostgreSQL that runs elsewhere.', cause },
    )
  })
  return identity
}

/**
 * Whether the server's user can do this with a path: pass through and read it (`x`, `r`), or write there (`w`).
 * Asked of the system as that user, which also knows access lists and network file systems.
 */
export async function canReach(path: string, right: 'r' | 'w' | 'x', identity: ServerIdentity): Promise<boolean> {
  const asked = run('/bin/sh', ['-c', `test -${right} "$1"`, 'sh', path], { ...identity, cwd: '/' })
  return asked.then(
    () => true,
    () => false,
  )
}

async function nobody(): Promise<ServerIdentity> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => (await run('id', [flag, 'nobody'])).stdout))
  return { uid: asInt32(Number(uid)), gid: asInt32(Number(gid)) }
}

/** `spawn` takes signed numbers, and macOS's nobody is -2, printed as 4294967294. */
function asInt32(id: number): number {
  return id | 0
}
