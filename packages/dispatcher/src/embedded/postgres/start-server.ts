import { join } from 'node:path'

import { writeEnvFile } from '../state/env-file.js'
import type { AnsweringServer } from './adopt-server.js'
import { askEmbedded, hasSqlState, sqlState } from './ask-server.js'
import type { Binaries } from './binaries.js'
import { chooseBinaries } from './choose-binaries.js'
import { type DataPlace, dataMajor } from './data-folder.js'
import { type EmbeddedAccess, formatEmbeddedUrl, newPassword } from './embedded-url.js'
import { freePort, isFreePort } from './free-port.js'
import { initialise } from './initialise.js'
import { disownStranger, type LiveServer, stopServer } from './live-server.js'
import { resetPassword } from './reset-password.js'
import { portTaken, runServer, type ServerRun } from './run-server.js'
import type { StartPostgresOptions } from './running-postgres.js'

/**
 * Starts the server of a data folder on which none runs, after making the data where there is none.
 *
 * @param known password and port from the env file; undefined: none yet, or lost.
 * @throws EmbeddedError `PostgresMissing`, `PostgresFailed`, `DiskFull` or `StateUnwritable`.
 */
export async function startServer(
  stateFolder: string,
  place: DataPlace,
  known: EmbeddedAccess | undefined,
  options: StartPostgresOptions,
): Promise<AnsweringServer> {
  const { log, signal, durable = true } = options
  const major = await dataMajor(place.dataFolder)
  const binaries = await findBinaries(place, major, options)
  const access = known ?? { password: newPassword(), port: await freePort(stateFolder) }
  const { password } = access
  // Before the data: a first start that is killed from here on goes on with this password the next time.
  await writeEnvFile(stateFolder, { DATABASE_URL: formatEmbeddedUrl(access) })
  await ignoreStranger(place, log)
  if (major === undefined) await initialise({ binaries, place, password, durable, signal })

  const run = { binaries, place, durable, log, signal, logFile: join(stateFolder, 'logs', 'postgres.log') }
  const answer = async (server: LiveServer): Promise<AnsweringServer> => {
    const reached = { password, port: server.port }
    return { access: reached, version: await askEmbedded(reached), server, source: binaries.source }
  }
  const server = await listen({ ...run, port: access.port }, stateFolder)
  try {
    return await answer(server)
  } catch (error) {
    await stopServer(server)
    if (!hasSqlState(error, sqlState.invalidPassword)) throw error
  }
  // The env file was lost, or its password changed by hand, which then is the one that is wanted.
  await resetPassword(binaries, place, password)
  return answer(await listen({ ...run, port: server.port }, stateFolder))
}

function findBinaries(place: DataPlace, major: number | undefined, options: StartPostgresOptions): Promise<Binaries> {
  return chooseBinaries({
    ...place,
    dataMajor: major,
    search: options.search ?? {},
    log: options.log,
    ...(options.outside === undefined ? {} : { cachePlaces: options.outside.cache }),
  })
}

async function ignoreStranger(place: DataPlace, log: (line: string) => void): Promise<void> {
  const stranger = await disownStranger(place.dataFolder)
  if (stranger === undefined) return
  log(`postmaster.pid is left from a crash, and process ${stranger} that it names is another program by now: ignored`)
}

/** Starts on the port of the project, or on another one where a stranger has taken it. */
async function listen(run: ServerRun, stateFolder: string): Promise<LiveServer> {
  for (let { port } = run; ; ) {
    const server = (await isFreePort(port)) ? await runServer({ ...run, port }) : portTaken
    if (server !== portTaken) return server
    const other = await freePort(stateFolder)
    run.log(`port ${port} is taken by another program: PostgreSQL listens on ${other}, see .tidings/env`)
    port = other
  }
}
