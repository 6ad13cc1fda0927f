import { readEnvFile, writeEnvFile } from '../state/env-file.js'
import { lockState } from '../state/lock-state.js'
import { openStateFolder, stateFolderName } from '../state/state-folder.js'
import { adoptServer } from './adopt-server.js'
import { chooseDataFolder } from './data-folder.js'
import { formatEmbeddedUrl, parseEmbeddedUrl } from './embedded-url.js'
import { findLiveServer, stopServer } from './live-server.js'
import type { RunningPostgres, StartPostgresOptions } from './running-postgres.js'
import { addUser, removeUser } from './server-users.js'
import { startServer } from './start-server.js'
import { useConfigured } from './use-configured.js'

/**
 * Gives a project its PostgreSQL: the configured one, else the server of its state folder if that runs, else one that
 * is started now from the npm binaries, else from the system's. Password and port are chosen once and kept. The server
 * outlives this process unless `stop` is called: the next start adopts it.
 *
 * @throws EmbeddedError, see its codes; the reason of `signal` when it aborts.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  if (options.url !== undefined && options.url !== '') return useConfigured(options.url)
  const stateFolder = await openStateFolder(options.folder ?? stateFolderName)
  return lockState(stateFolder, 'postgres', () => startLocked(stateFolder, options), options.signal)
}

async function startLocked(stateFolder: string, options: StartPostgresOptions): Promise<RunningPostgres> {
  const { log, signal } = options
  const { DATABASE_URL: written } = await readEnvFile(stateFolder)
  const known = parseEmbeddedUrl(written)
  // Somebody wrote a database of their own into the file: it is not ours to replace.
  if (written !== undefined && written !== '' && known === undefined) return useConfigured(written)

  const place = await chooseDataFolder(stateFolder, log, options.outside?.data)
  const { dataFolder } = place
  const found =
    (await adoptServer({ dataFolder, known, log, signal })) ?? (await startServer(stateFolder, place, known, options))
  const url = formatEmbeddedUrl(found.access)
  await writeEnvFile(stateFolder, { DATABASE_URL: url })
  const stop = await useUntilStopped(stateFolder, dataFolder, log)
  return { url, version: found.version, source: found.source, dataFolder, pid: found.server.process.pid, stop }
}

async function useUntilStopped(
  stateFolder: string,
  dataFolder: string,
  log: (line: string) => void,
): Promise<() => Promise<void>> {
  const user = await addUser(stateFolder)
  const release = async (): Promise<void> => {
    const left = await removeUser(stateFolder, user)
    const server = await findLiveServer(dataFolder)
    if (server === undefined) return
    if (left.length === 0) return stopServer(server)
    log(`PostgreSQL is left running: process ${left.map((one) => one.pid).join(', ')} uses it too`)
  }
  let stopping: Promise<void> | undefined
  return () => {
    stopping ??= lockState(stateFolder, 'postgres', release)
    return stopping
  }
}
