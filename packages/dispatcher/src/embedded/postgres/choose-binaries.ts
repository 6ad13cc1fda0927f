import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { EmbeddedError } from '../embedded-error.js'
import { type Binaries, type BinarySearch, findBundled, findOnSystem, oldestMajor, packageName } from './binaries.js'
import { canReach, type ServerIdentity } from './server-identity.js'
import { usableBinaries } from './usable-binaries.js'

/** What the choice depends on. */
export interface BinaryChoice {
  /** Major version of the data that is there; undefined: none yet, every version will do. */
  readonly dataMajor: number | undefined
  readonly dataFolder: string
  readonly identity: ServerIdentity | undefined
  readonly search: BinarySearch
  readonly cachePlaces?: readonly string[]
  readonly log: (line: string) => void
}

const run = promisify(execFile)

/**
 * Chooses the PostgreSQL to start: the npm binaries, else one of the system; either must run here and fit the data.
 *
 * @throws EmbeddedError `PostgresMissing`, which lists every way to a database, why it does not work here, and how
 *   to make it work.
 */
export async function chooseBinaries(choice: BinaryChoice): Promise<Binaries> {
  const bundled = await tryBundled(choice)
  if (typeof bundled !== 'string') return bundled
  const system = await trySystem(choice)
  if (typeof system !== 'string') return system
  const fits = choice.dataMajor === undefined ? `${oldestMajor} or newer` : `${choice.dataMajor}`
  const lines = [
    'no PostgreSQL can be started here. Each of these would do:',
    '  1. a database of yours: none is configured; set DATABASE_URL=postgres://user:password@host/database',
    `  2. a running server of this project: none runs on ${choice.dataFolder}`,
    `  3. the npm binaries: ${bundled}`,
    `  4. PostgreSQL ${fits} of the system: ${system}`,
  ]
  const startAnew =
    choice.dataMajor === undefined
      ? ''
      : ` The data is of PostgreSQL ${choice.dataMajor}; without that version, move ${choice.dataFolder} away to start empty.`
  throw new EmbeddedError('PostgresMissing', lines.join('\n'), {
    hint: `The shortest way is a database of yours (1), for example one in a container.${startAnew}`,
  })
}

async function tryBundled(choice: BinaryChoice): Promise<Binaries | string> {
  const found = await findBundled(choice.search)
  if (found === undefined) return `${packageName} is not installed; ${howToInstall()}`
  if (choice.dataMajor !== undefined && choice.dataMajor !== found.major) {
    return `${packageName} is PostgreSQL ${found.major}, the data in ${choice.dataFolder} is of ${choice.dataMajor}`
  }
  const usable = await usableBinaries(found, choice.identity, choice.log, choice.cachePlaces)
  const problem = await whyNotRunning(usable, choice.identity)
  return problem === undefined ? usable : `${packageName} is installed, but does not run: ${problem}`
}

async function trySystem(choice: BinaryChoice): Promise<Binaries | string> {
  const all = await findOnSystem(choice.search)
  if (all.length === 0) return `none found; install it, for example with \`apt install postgresql\``
  const fitting = all.filter((one) => choice.dataMajor === undefined || one.major === choice.dataMajor)
  if (fitting.length === 0) return `found ${all.map((one) => one.version).join(', ')}`
  const problems: string[] = []
  for (const one of fitting) {
    const problem = await whyNotRunning(one, choice.identity)
    if (problem === undefined) return one
    problems.push(`${one.bin}: ${problem}`)
  }
  return problems.join('; ')
}

function howToInstall(): string {
  const known = (process.platform === 'linux' || process.platform === 'darwin') && /^(x64|arm64)$/.test(process.arch)
  if (!known) return `it does not exist for ${process.platform} on ${process.arch}`
  return 'optional dependencies seem to be off: install again with `npm install --include=optional`'
}

async function whyNotRunning(found: Binaries, identity: ServerIdentity | undefined): Promise<string | undefined> {
  const program = `${found.bin}/postgres`
  if (identity !== undefined && !(await canReach(program, 'x', identity))) {
    return `user ${identity.uid}, as whom PostgreSQL has to run, cannot reach it`
  }
  try {
    await run(program, ['--version'], { ...identity, cwd: '/' })
    return undefined
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string }
    // The file is there, so what is missing is the loader that it names.
    if (code === 'ENOENT') return 'it is built for glibc, and this system has another C library (musl)'
    return stderr?.trim().split('\n')[0] || String(error)
  }
}
