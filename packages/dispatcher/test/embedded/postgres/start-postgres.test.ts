import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

import { describe, expect, onTestFinished, test } from 'vitest'

import { readEnvFile, writeEnvFile } from '#dispatcher/embedded/state/env-file.js'
import { isAlive, processIdentity } from '#dispatcher/embedded/state/process-identity.js'
import { openStateFolder } from '#dispatcher/embedded/state/state-folder.js'

import { freshDatabase } from '../../support/database.js'
import { isRoot, makeProject, query } from './project.js'

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('the first start', () => {
  test('makes a closed state folder, a durable server on loopback, and an env file that lets others in', async () => {
    const project = makeProject()
    const postgres = await project.start({ durable: true })

    expect(postgres).toMatchObject({ source: 'bundled', dataFolder: join(project.state, 'postgres') })
    expect(postgres.version).toMatch(/^18\.\d+$/)
    const { DATABASE_URL: url } = await readEnvFile(project.state)
    expect(url).toBe(postgres.url)
    expect(await query(postgres.url, 'SELECT current_user || current_database()')).toEqual(['tidingstidings'])
    expect(mode(join(project.state, 'env'))).toBe('600')
    expect(mode(project.state)).toBe(isRoot ? '710' : '700')
    expect(mode(join(project.state, 'postgres'))).toBe('700')
    expect(readFileSync(join(project.state, '.gitignore'), 'utf8')).toBe('*\n')
    expect(project.lines).toEqual([])

    const settings = ['listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit', 'jit']
    const asked = settings.map((name) => `current_setting('${name}')`).join(` || ' ' || `)
    expect(await query(postgres.url, `SELECT ${asked}`)).toEqual(['127.0.0.1  on on off'])
    const stranger = postgres.url.replace(/tidings:[^@]+@/, 'tidings:guess@')
    await expect(query(stranger, 'SELECT 1')).rejects.toThrow('password authentication failed')

    // Of a process group of its own: Ctrl-C in the terminal does not reach it.
    const group = execFileSync('ps', ['-o', 'pgid=', '-p', String(postgres.pid)], { encoding: 'utf8' })
    expect(Number(group)).toBe(postgres.pid)
    await postgres.stop()
  })

  test('can be given up, and leaves nothing running', async () => {
    const project = makeProject()
    const reason = new Error('Ctrl-C')
    const abort = new AbortController()
    const starting = project.start({ signal: abort.signal })
    const failed = expect(starting).rejects.toBe(reason)
    setImmediate(() => abort.abort(reason))
    await failed

    const postgres = await project.start()
    expect(postgres.source).toBe('bundled')
    await postgres.stop()
  })
})

describe('a second start', () => {
  test('adopts the running server, and only the last user stops it', async () => {
    const project = makeProject()
    const first = await project.start()
    const second = await project.start()
    expect(second).toMatchObject({ source: 'adopted', url: first.url, version: first.version, pid: first.pid })

    await first.stop()
    expect(project.lines).toEqual([`PostgreSQL is left running: process ${process.pid} uses it too`])
    expect(await query(second.url, 'SELECT 1')).toEqual([1])

    const server = await processIdentity(second.pid)
    await Promise.all([second.stop(), second.stop()])
    expect(server !== undefined && (await isAlive(server))).toBe(false)
  })

  test('after a stop finds the same data at the same address, or at another port if a stranger has that', async () => {
    const project = makeProject()
    const first = await project.start()
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n')
    await first.stop()

    const second = await project.start()
    expect(second).toMatchObject({ source: 'bundled', url: first.url })
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([42])
    await second.stop()
    expect(project.lines).toEqual([])

    const { port } = new URL(first.url)
    const stranger = createServer().listen(Number(port), '127.0.0.1')
    onTestFinished(() => void stranger.close())
    const third = await project.start()
    const other = new URL(third.url).port
    expect(other).not.toBe(port)
    expect(project.lines).toEqual([
      `port ${port} is taken by another program: PostgreSQL listens on ${other}, see .tidings/env`,
    ])
    expect((await readEnvFile(project.state)).DATABASE_URL).toBe(third.url)
    expect(await query(third.url, 'SELECT n FROM kept')).toEqual([42])
    await third.stop()
  })

  test('gives a new password when the env file was lost, running or not, and keeps the data', async () => {
    const project = makeProject()
    const first = await project.start()
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS n')
    rmSync(join(project.state, 'env'))

    const second = await project.start()
    expect(project.lines).toEqual([
      'PostgreSQL runs already, but its password is not in the env file any more: it is restarted',
    ])
    expect(second.url).not.toBe(first.url)
    expect(await query(second.url, 'SELECT n FROM kept')).toEqual([42])
    await first.stop()
    await second.stop()

    const changed = second.url.replace(/tidings:[^@]+@/, 'tidings:chosen-by-hand@')
    await writeEnvFile(project.state, { DATABASE_URL: changed })
    const third = await project.start()
    expect(third.url).toBe(changed)
    expect(await query(third.url, 'SELECT n FROM kept')).toEqual([42])
    await third.stop()
  })
})

describe('a database of one’s own', () => {
  test('is used as it is, from the option or from the env file, and never stopped', async () => {
    const project = makeProject()
    const own = await freshDatabase()
    onTestFinished(own.drop)

    const byOption = await project.start({ url: own.url })
    expect(byOption).toMatchObject({ source: 'configured', url: own.url, dataFolder: undefined })
    await byOption.stop()

    const writtenDown = makeProject()
    await openStateFolder(writtenDown.state)
    await writeEnvFile(writtenDown.state, { DATABASE_URL: own.url })
    const byFile = await writtenDown.start()
    expect(byFile).toMatchObject({ source: 'configured', url: own.url })
    await byFile.stop()
    expect(await query(own.url, 'SELECT 1')).toEqual([1])
  })

  test('that does not answer is an error which names it without its password', async () => {
    const starting = makeProject().start({ url: 'postgres://ann:secret@127.0.0.1:1/shop' })
    await expect(starting).rejects.toMatchObject({
      code: 'PostgresUnreachable',
      message: 'cannot use the database postgres://ann:***@127.0.0.1:1/shop: connect ECONNREFUSED 127.0.0.1:1',
      hint: 'Start it or correct DATABASE_URL; without DATABASE_URL Tidings starts a PostgreSQL of its own.',
    })
  })
})

test('files of somebody else in the place of the data are left alone', async () => {
  const project = makeProject()
  const data = join(await openStateFolder(project.state), 'postgres')
  mkdirSync(data)
  writeFileSync(join(data, 'letters.txt'), 'dear Ann')

  await expect(project.start()).rejects.toMatchObject({
    code: 'PostgresFailed',
    message: `cannot use ${data}: it holds files, but no data of PostgreSQL`,
  })
  expect(await readFile(join(data, 'letters.txt'), 'utf8')).toBe('dear Ann')
})
