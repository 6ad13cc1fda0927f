import { actionlint } from './actionlint.mjs'
import { chromium } from './chromium.mjs'
import { install, installed, mayInstall } from './debian.mjs'
import { debianBinaries, npmBinaries, postgres, startPostgres } from './postgres.mjs'
import { python } from './python.mjs'
import { smtpSink } from './smtp-sink.mjs'
import { tmux } from './tmux.mjs'

const programs = [smtpSink, chromium, tmux, python, actionlint]

/**
 * Makes ready what the tests need and this machine can have: installs what is missing (root on Debian only),
 * finds programs, starts PostgreSQL unless TIDINGS_TEST_POSTGRES names one.
 *
 * @returns {Promise<{
 *   env: Record<string, string>,
 *   missing: Record<string, string>,
 *   lines: string[],
 *   close: () => Promise<void>,
 * }>} `env`: how tests find them; `missing`: service -> why it is left out
 */
export async function openServices() {
  const lacking = [postgres, ...programs].filter((service) => service.find() === undefined)
  const problem = lacking.length > 0 && mayInstall() ? await installAll(lacking) : undefined
  const env = {}
  // Some tests show what is particular to root.
  const missing = process.getuid?.() === 0 ? {} : { root: 'this run is not root' }
  const lines = []
  for (const service of programs) {
    const notBuilt = service.find() === undefined ? await service.build?.() : undefined
    const path = service.find()
    if (path === undefined) missing[service.name] = notBuilt ?? problem ?? why(service)
    else {
      env[service.variable] = path
      lines.push(`${service.name} ${path}`)
    }
  }
  const database = await openPostgres()
  Object.assign(env, database.env)
  lines.unshift(database.line)
  return { env, missing, lines, close: database.close }
}

async function installAll(services) {
  const packages = services.flatMap((service) => service.packages).filter((name) => !installed(name))
  return install(
    packages,
    services.flatMap((service) => service.answers),
  )
}

function why(service) {
  return mayInstall()
    ? `${service.packages.join(', ')} brought none`
    : `not installed (Debian: ${service.packages.join(', ')})`
}

async function openPostgres() {
  const given = process.env.TIDINGS_TEST_POSTGRES
  if (given !== undefined) {
    return {
      env: { TIDINGS_TEST_POSTGRES: given },
      line: 'postgres given by TIDINGS_TEST_POSTGRES',
      close: async () => {},
    }
  }
  const bin = debianBinaries() ?? npmBinaries()
  if (bin === undefined) {
    throw new Error(
      'no PostgreSQL: neither TIDINGS_TEST_POSTGRES nor /usr/lib/postgresql nor the npm binaries are there',
    )
  }
  const server = await startPostgres(bin)
  return {
    env: { TIDINGS_TEST_POSTGRES: server.url },
    line: `postgres started from ${bin}`,
    close: server.stop,
  }
}
