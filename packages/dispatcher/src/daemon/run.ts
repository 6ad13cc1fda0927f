import { dirname } from 'node:path'

import type { Configuration } from '../config/configuration.js'
import { loadConfiguration } from '../config/load.js'
import { ConfigurationError, formatProblem } from '../config/problem.js'
import { redact } from '../config/redact.js'
import { LedgerError, type LedgerErrorCode } from '../ledger/ledger-error.js'
import { checkSchema, migrate } from '../ledger/migrate.js'
import { providerKinds } from '../providers/registry.js'
import { createLog, describeError, type Log } from '../telemetry/log.js'
import { routedProviders } from './accounts.js'
import type { DaemonArguments } from './arguments.js'
import { startDispatcher } from './start-dispatcher.js'
import { version } from './version.js'

/** Runs a command of the daemon; resolves with the exit code. Everything it says of itself is a line of JSON on stdout. */
export async function run(args: DaemonArguments): Promise<number> {
  if (args.command === 'version') return print(`${version}\n`)
  if (args.command === 'help') return print(args.usage)
  const load = (): Configuration =>
    loadConfiguration({
      kinds: providerKinds,
      ...(args.config === undefined ? {} : { file: args.config }),
      ...(args.environment === undefined ? {} : { environment: args.environment }),
    })
  try {
    const configuration = load()
    switch (args.command) {
      case 'run':
        return await runUntilSignal(configuration, args, createLog(args.log))
      case 'migrate': {
        const { from, to, applied, notes } = await migrate(configuration.environment.database ?? '')
        for (const note of notes) process.stderr.write(`note: ${note}\n`)
        return print(`schema ${from} -> ${to}${applied.length === 0 ? ', nothing to do' : `: ${applied.join(', ')}`}\n`)
      }
      case 'check':
        return await check(configuration)
      case 'config':
        return print(`${JSON.stringify(redact(configuration), null, 2)}\n`)
      default:
        process.stderr.write(`error: there is no command "${args.command}"\n\n${args.usage}`)
        return 2
    }
  } catch (error) {
    return explain(error)
  }
}

const print = (text: string): number => {
  process.stdout.write(text)
  return 0
}

/** 2 configuration, 4 authentication, 5 unreachable, 1 everything else. */
const ledgerExitCodes: Readonly<Record<LedgerErrorCode, number>> = {
  unreachable: 5,
  denied: 4,
  'other-environment': 2,
  'not-migrated': 1,
  'newer-schema': 1,
  'not-found': 1,
}

/** Says what is wrong on stderr; the exit code tells scripts of which kind it is. */
function explain(error: unknown): number {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.problems.map(formatProblem).join('\n')}\n`)
    return 2
  }
  if (error instanceof LedgerError) {
    process.stderr.write(`error: ${error.message}\nhint: ${error.hint}\n`)
    return ledgerExitCodes[error.code]
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    process.stderr.write(
      `error: the admin port is in use: ${describeError(error).message}\nhint: set dispatcher.admin.port in tidings.yaml, or TIDINGS_DISPATCHER_ADMIN_PORT (0 takes a free one)\n`,
    )
    return 1
  }
  process.stderr.write(`error: ${describeError(error).message}\n`)
  return 70
}

/** SIGTERM or SIGINT drains; a second one, or the time limit, ends at once. */
async function runUntilSignal(configuration: Configuration, args: DaemonArguments, log: Log): Promise<number> {
  const dispatcher = await startDispatcher({
    configuration,
    log,
    ...(args.lanes === undefined ? {} : { lanes: args.lanes }),
  })
  process.send?.({ event: 'ready', admin: dispatcher.adminPort })
  let code = 0
  const signal = new Promise<void>((resolve) => {
    let asked = false
    const stop = (name: string): void => {
      if (asked) {
        log.warn('forced', { signal: name })
        process.exit(1)
      }
      asked = true
      log.info('signal', { signal: name })
      resolve()
    }
    process.on('SIGTERM', () => stop('SIGTERM'))
    process.on('SIGINT', () => stop('SIGINT'))
    // Crash-only: what cannot be explained ends the process in order; leases make that safe.
    const fatal = (error: unknown): void => {
      log.error('fatal', { error: describeError(error) })
      code = 1
      resolve()
    }
    process.on('unhandledRejection', fatal)
    process.on('uncaughtException', fatal)
  })
  const lost = dispatcher.lost.then((why) => {
    log.error('lost', { why })
    code = 1
  })
  await Promise.race([signal, lost])
  const limit = setTimeout(() => {
    log.error('shutdown.timeout', { afterMs: configuration.dispatcher.shutdownMs })
    process.exit(1)
  }, configuration.dispatcher.shutdownMs)
  await dispatcher.drain()
  clearTimeout(limit)
  log.flush()
  return code
}

async function check(configuration: Configuration): Promise<number> {
  await checkSchema(configuration.environment.database ?? '')
  process.stdout.write('ok ledger\n')
  let code = 0
  for (const name of routedProviders(configuration.environment)) {
    const settings = configuration.providers[name]
    const kind = settings === undefined ? undefined : providerKinds[settings.kind]
    if (settings === undefined || kind === undefined) continue
    const provider = kind.create(name, settings.settings, { folder: dirname(configuration.file) })
    const { ok, detail } = await provider.check(AbortSignal.timeout(10_000))
    process.stdout.write(`${ok ? 'ok' : 'fail'} provider ${name}: ${detail}\n`)
    if (!ok) code = 1
    await provider.close()
  }
  return code
}
