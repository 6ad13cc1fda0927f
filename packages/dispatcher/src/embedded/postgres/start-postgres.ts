import { readEnvFile, writeEnvFile } from '../state/env-file.js'
import { lockState } from '../state/lock-state.js'
import { openStateFolder, stateFolderName } from '../state/state-folder.js'
import { adoptServer } from './adopt-server.js'
import type { BinarySearch } from './binaries.js'
import { chooseDataFolder } from './data-folder.js'
import { formatEmbeddedUrl, parseEmbeddedUrl } from './embedded-url.js'
import { findLiveServer, stopServer } from './live-server.js'
import { addUser, removeUser } from './server-users.js'
import { startServer } from './start-server.js'
import { useConfigured } from './use-configured.js'

/** Options of `startPostgres`. */
export interface StartPostgresOptions {
  /** The project's state folder, default `.tidings` in the working directory. Made where it is missing. */
  readonly folder?: string
  /** A database of the user's own: nothing is started then, only asked. */
  readonly url?: string | undefined
  /** Gives up starting; what was started is stopped. */
  readonly signal?: AbortSignal
  /** Told, a line at a time, what a reader would wonder about: repairs, another port, data elsewhere. */
  readonly log: (line: string) => void
  /** Whether data survives a crash of the machine, default `true`. `false` is faster, for tests. */
  readonly durable?: boolean
  /** Where to look for PostgreSQL. */
  readonly search?: BinarySearch
  /** Where root may keep data and copies that the server's user cannot reach in the project. */
  readonly outside?: { readonly data: readonly string[]; readonly cache: readonly string[] }
}

/** A PostgreSQL that answers. */
export interface RunningPostgres {
  /** With password; also in the `env` file of the state folder, as `DATABASE_URL`. */
  readonly url: string
  /** 18.4 */
  readonly version: string
  /** `configured`: the user's own · `adopted`: it ran already · `bundled`, `system`: started now, from npm or the system. */
  readonly source: 'configured' | 'adopted' | 'bundled' | 'system'
  /** undefined for a configured one. */
  readonly dataFolder: string | undefined
  /** Process id of the server; undefined for a configured one. */
  readonly pid: number | undefined
  /** Stops the server unless another living process uses it too; a configured one is left alone. May be called again. */
  readonly stop: () => Promise<void>
}

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
