import { setTimeout as sleep } from 'node:timers/promises'
import { type DevFile, isAlive, type ProcessIdentity, readDevFile, removeDevFile } from '@tidings/dispatcher/embedded'

/** Time that a process gets to end in order, ms: a dispatcher drains for up to 25 s. */
const patience = 30_000

/** What `tidings dev` runs in this state folder, if it is alive. */
export async function runningDev(stateFolder: string): Promise<DevFile | undefined> {
  const file = await readDevFile(stateFolder)
  const dev = file?.pids.dev
  return dev !== undefined && (await isAlive(dev)) ? file : undefined
}

/** Ends what a killed `tidings dev` has left running. Answers the names of what was ended. */
export async function endOrphans(stateFolder: string): Promise<readonly string[]> {
  const file = await readDevFile(stateFolder)
  if (file === undefined) return []
  const ended: string[] = []
  for (const [name, known] of Object.entries(file.pids)) {
    if (name !== 'dev' && name !== 'postgres' && (await endProcess(known))) ended.push(name)
  }
  await removeDevFile(stateFolder)
  return ended
}

/** Asks a process to end, waits for it, and kills it when it takes too long. False where it had ended before. */
export async function endProcess(known: ProcessIdentity): Promise<boolean> {
  if (!(await isAlive(known))) return false
  process.kill(known.pid, 'SIGTERM')
  const deadline = performance.now() + patience
  while (await isAlive(known)) {
    if (performance.now() > deadline) process.kill(known.pid, 'SIGKILL')
    await sleep(50)
  }
  return true
}
