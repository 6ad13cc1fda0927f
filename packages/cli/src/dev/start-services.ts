import { dirname, join } from 'node:path'
import type { Configuration } from '@tidings/dispatcher/config'
import {
  processIdentity,
  readEnvFile,
  type StartedCatcher,
  startCatcher,
  startPostgres,
  writeDevFile,
  writeEnvFile,
} from '@tidings/dispatcher/embedded'
import { migrate, redactUrl } from '@tidings/dispatcher/ledger'

import type { CommandContext } from '../command.js'
import { CliError } from '../errors/cli-error.js'
import { type DispatcherProcess, startDispatcherProcess } from './dispatcher-process.js'
import type { Releasers } from './releasers.js'

/** PostgreSQL and catcher of a project, running. */
export interface Services {
  readonly url: string
  /** For people: `PostgreSQL 18 embedded (…)`. */
  readonly database: string
  readonly catcher: StartedCatcher
}

/**
 * Starts PostgreSQL and the catcher, brings the ledger to this version, and lets other processes in by `.tidings/env`.
 *
 * @throws EmbeddedError or LedgerError of PostgreSQL; CliError `start-failed` where the catcher does not come up.
 */
export async function startServices(
  { env, output, signal }: CommandContext,
  configuration: Configuration,
  stateFolder: string,
  releasers: Releasers,
): Promise<Services> {
  output.progress('starting PostgreSQL')
  const configured = configuration.environment.database
  const postgres = await startPostgres({
    folder: stateFolder,
    ...(configured === undefined ? {} : { url: configured }),
    signal,
    log: (line) => output.note(`  ${line}`),
    search: { resolveFrom: [import.meta.url] },
  })
  releasers.add(() => postgres.stop())
  const { notes } = await migrate(postgres.url)
  for (const note of notes) output.note(`  ${note}`)

  output.progress('starting the catcher')
  const catcher = await startKnownCatcher(stateFolder).catch((cause: unknown) => {
    throw new CliError('start-failed', cause instanceof Error ? cause.message : String(cause), {
      hint: `its log: ${join(stateFolder, 'caught', 'catcher.log')}`,
      cause,
    })
  })
  releasers.add(() => catcher.stop())
  await writeEnvFile(stateFolder, { TIDINGS_CATCHER_URL: catcher.url, TIDINGS_CATCHER_SMTP: catcher.smtpUrl })
  if (env.TIDINGS_CATCHER_URL !== undefined && env.TIDINGS_CATCHER_URL !== catcher.url) {
    output.warn(`TIDINGS_CATCHER_URL is ${env.TIDINGS_CATCHER_URL} here, and this catcher listens at ${catcher.url}`)
  }
  const [major] = postgres.version.split('.')
  return {
    url: postgres.url,
    database:
      postgres.source === 'configured'
        ? `PostgreSQL ${major} at ${redactUrl(postgres.url)}`
        : `PostgreSQL ${major} embedded (data in .tidings/, connection in .tidings/env)`,
    catcher,
  }
}

/** The catcher keeps its ports, so that addresses in a browser and in other terminals stay right; taken ones change. */
async function startKnownCatcher(stateFolder: string): Promise<StartedCatcher> {
  const known = await readEnvFile(stateFolder)
  const folder = join(stateFolder, 'caught')
  const httpPort = portOf(known.TIDINGS_CATCHER_URL)
  const smtpPort = portOf(known.TIDINGS_CATCHER_SMTP)
  if (httpPort === 0 && smtpPort === 0) return startCatcher({ folder, httpPort, smtpPort })
  try {
    return await startCatcher({ folder, httpPort, smtpPort })
  } catch {
    return await startCatcher({ folder, httpPort: 0, smtpPort: 0 })
  }
}

function portOf(url: string | undefined): number {
  if (url === undefined || !URL.canParse(url)) return 0
  return Number(new URL(url).port)
}

/** Where a dispatcher runs, and what else does there. */
export interface DispatcherPlace {
  readonly stateFolder: string
  readonly startedAt: Date
  /** The preview, where there is to be one. It may fail, which is somebody else's to say. */
  readonly preview: Promise<{ readonly url: string }> | undefined
}

/** Starts the dispatcher of a project beside its services, and writes down what runs. */
export async function startDispatcherFor(
  context: CommandContext,
  configuration: Configuration,
  services: Services,
  { stateFolder, startedAt, preview }: DispatcherPlace,
): Promise<DispatcherProcess> {
  const dispatcher = await startDispatcherProcess({
    config: configuration.file,
    environment: configuration.environment.name,
    env: dispatcherEnv(context, services),
    logFile: dispatcherLog(stateFolder),
    timeoutMs: 30_000,
  })
  const pids = Object.fromEntries(
    await Promise.all(
      Object.entries({ dev: process.pid, dispatcher: dispatcher.pid, catcher: services.catcher.pid }).map(
        async ([name, pid]) => [name, (await processIdentity(pid)) ?? { pid, startTime: '' }] as const,
      ),
    ),
  )
  const shown = await preview?.catch(() => undefined)
  await writeDevFile(stateFolder, {
    pids,
    ports: {
      admin: dispatcher.adminPort,
      catcher: services.catcher.httpPort,
      smtp: services.catcher.smtpPort,
      ...(shown === undefined ? {} : { preview: portOf(shown.url) }),
    },
    startedAt: startedAt.toISOString(),
  })
  return dispatcher
}

/** Environment variables of the dispatcher of a project. */
export function dispatcherEnv(
  { env }: CommandContext,
  { url, catcher }: Services,
): Readonly<Record<string, string | undefined>> {
  return {
    ...env,
    DATABASE_URL: url,
    TIDINGS_CATCHER_URL: catcher.url,
    TIDINGS_CATCHER_SMTP: catcher.smtpUrl,
    // Several projects run on one machine; who wants a fixed port says so.
    TIDINGS_DISPATCHER_ADMIN_PORT: env.TIDINGS_DISPATCHER_ADMIN_PORT ?? '0',
  }
}

/** Where the dispatcher of a project logs. */
export const dispatcherLog = (stateFolder: string): string => join(stateFolder, 'logs', 'dispatcher.log')

/** The state folder of a project. */
export function stateFolderOf({ file }: Configuration): string {
  return join(dirname(file), '.tidings')
}
