import { createHash } from 'node:crypto'
import { chmod, chown, lstat, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { EmbeddedError } from '../embedded-error.js'
import { writeAtomically } from '../state/write-atomically.js'
import { findLiveServer, stopServer } from './live-server.js'
import { canReach, type ServerIdentity, serverIdentity } from './server-identity.js'
import { makeSharedFolder, sharedPlaces } from './shared-folder.js'

/** Where the data lies and as whom its server runs. */
export interface DataPlace {
  readonly dataFolder: string
  /** undefined: as this process itself. */
  readonly identity: ServerIdentity | undefined
}

interface OutsideRecord {
  readonly stateFolder: string
  readonly dataFolder: string
}

/**
 * Chooses the data folder: `postgres` in the state folder. Root needs another one where the server's user cannot get
 * there, for example in a project below root's home folder; it is then written down in `postgres-data.json`.
 *
 * @param places where data outside of the project may lie.
 * @throws EmbeddedError `IdentityUnavailable`, `StateUnwritable`, `DiskFull`, or `PostgresFailed` when there is data
 *   in the state folder that its server cannot reach any more.
 */
export async function chooseDataFolder(
  stateFolder: string,
  log: (line: string) => void,
  places: readonly string[] = sharedPlaces('data'),
): Promise<DataPlace> {
  const inside = join(stateFolder, 'postgres')
  const record = await readRecord(stateFolder)
  if (record !== undefined) return { dataFolder: record, identity: await serverIdentity(record) }
  const identity = await serverIdentity(inside)
  if (identity === undefined || (await letPass(stateFolder, identity))) return { dataFolder: inside, identity }
  if (await isDirectory(inside)) {
    throw new EmbeddedError(
      'PostgresFailed',
      `cannot start PostgreSQL in ${inside}: its user ${identity.uid} may not pass through a folder above it`,
      { hint: 'Allow that (chmod o+x on each folder above it), or run as the user who owns the project.' },
    )
  }
  const name = createHash('sha256').update(stateFolder).digest('hex').slice(0, 12)
  const shared = await makeSharedFolder(places, name, identity.gid)
  const dataFolder = join(shared, 'postgres')
  await removeAbandoned(dataFolder)
  const recorded: OutsideRecord = { stateFolder, dataFolder }
  await writeAtomically(join(stateFolder, 'postgres-data.json'), `${JSON.stringify(recorded, undefined, 2)}\n`)
  log(`PostgreSQL runs as user ${identity.uid}, who cannot get to ${stateFolder}: its data is in ${dataFolder}`)
  return { dataFolder, identity }
}

/** Major version of the data, or undefined when there is none yet. @throws EmbeddedError when it is something else. */
export async function dataMajor(dataFolder: string): Promise<number | undefined> {
  const version = await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version !== undefined) return Number.parseInt(version, 10)
  const inside = await readdir(dataFolder).catch(() => [])
  if (inside.length === 0) return undefined
  throw new EmbeddedError('PostgresFailed', `cannot use ${dataFolder}: it holds files, but no data of PostgreSQL`, {
    hint: 'Move that folder away.',
  })
}

/** The folder belongs to us and stays closed; only the group of the server's user may pass through it. */
async function letPass(stateFolder: string, identity: ServerIdentity): Promise<boolean> {
  if (await canReach(stateFolder, 'x', identity)) return true
  if ((await lstat(stateFolder)).uid !== process.getuid?.()) return false
  await chown(stateFolder, process.getuid(), identity.gid)
  await chmod(stateFolder, 0o710)
  if (await canReach(stateFolder, 'x', identity)) return true
  await chmod(stateFolder, 0o700)
  return false
}

/** Data without a record is of a state folder that was deleted, and would have gone with it if it had been inside. */
async function removeAbandoned(dataFolder: string): Promise<void> {
  const server = await findLiveServer(dataFolder)
  if (server !== undefined) await stopServer(server)
  await rm(dataFolder, { recursive: true, force: true })
}

async function readRecord(stateFolder: string): Promise<string | undefined> {
  const text = await readFile(join(stateFolder, 'postgres-data.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const record = JSON.parse(text) as OutsideRecord
  // A project that was copied must not work on the data of the original.
  return record.stateFolder === stateFolder ? record.dataFolder : undefined
}

async function isDirectory(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
