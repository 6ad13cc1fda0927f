import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { isAlive, type ProcessIdentity, processIdentity } from '../state/process-identity.js'
import { writeAtomically } from '../state/write-atomically.js'

/** One start of the embedded server by one process; the last of them to stop it stops it for all. */
export interface ServerUser extends ProcessIdentity {
  /** Tells two starts by the same process apart. */
  readonly id: string
}

/** Notes that this process uses the server. Call it with the lock held. */
export async function addUser(stateFolder: string): Promise<ServerUser> {
  const self = (await processIdentity()) ?? { pid: process.pid, startTime: '' }
  const user: ServerUser = { ...self, id: randomBytes(4).toString('hex') }
  await write(stateFolder, [...(await livingUsers(stateFolder)), user])
  return user
}

/** Notes that this use has ended. Call it with the lock held. @returns the users that are left; killed ones are not. */
export async function removeUser(stateFolder: string, user: ServerUser): Promise<readonly ServerUser[]> {
  const left = (await livingUsers(stateFolder)).filter((other) => other.id !== user.id)
  await write(stateFolder, left)
  return left
}

async function livingUsers(stateFolder: string): Promise<readonly ServerUser[]> {
  const text = await readFile(join(stateFolder, 'postgres-users.json'), 'utf8').catch(() => '[]')
  const users = JSON.parse(text) as readonly ServerUser[]
  const alive = await Promise.all(users.map(isAlive))
  return users.filter((_, at) => alive[at] === true)
}

async function write(stateFolder: string, users: readonly ServerUser[]): Promise<void> {
  await writeAtomically(join(stateFolder, 'postgres-users.json'), `${JSON.stringify(users)}\n`)
}
