import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { processIdentity, readDevFile, readEnvFile } from '@tidings/dispatcher/embedded'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { configuration, makeProject, type Project, projectFiles } from '../support/project.js'
import { type Answer, runCli } from '../support/run-cli.js'

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' }

interface Report {
  readonly already: boolean
  readonly pids: { readonly dev: number; readonly dispatcher: number; readonly catcher: number }
}

let project: Project
beforeEach(async () => {
  project = await makeProject()
})
afterEach(async () => {
  await cli('dev', 'stop')
  await project.remove()
})

const cli = (...args: string[]): Promise<Answer> => runCli(args, { cwd: project.folder, env })
const stateFolder = (): string => join(project.folder, '.tidings')
async function detached(): Promise<Report> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'dev', '--detach', '--json'], {
    cwd: project.folder,
    env,
  })
  return JSON.parse(stdout) as Report
}
const devLog = (): Promise<string> => readFile(join(stateFolder(), 'logs/dev.log'), 'utf8')
/** The log of `dev` from a place on, once it shows what is waited for. */
async function logged(pattern: RegExp, since = 0): Promise<string> {
  for (;;) {
    const text = (await devLog()).slice(since)
    if (pattern.test(text)) return text
    await sleep(50)
  }
}
/** Whether the project's PostgreSQL answers, wherever it keeps its data. */
async function hasPostgres(): Promise<boolean> {
  const { DATABASE_URL: url } = await readEnvFile(stateFolder())
  if (url === undefined) return false
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
  } finally {
    socket.destroy()
  }
}
/** What runs of a project, PostgreSQL included. */
async function runningOf({ pids }: Report): Promise<string[]> {
  const alive = await Promise.all(
    Object.entries(pids).map(async ([name, pid]) => ((await processIdentity(pid)) === undefined ? [] : [name])),
  )
  return [...alive.flat(), ...((await hasPostgres()) ? ['postgres'] : [])].sort()
}
/** Saves a file as some editors do: emptied, and filled within the time in which chokidar tells of nothing. */
async function saveInTwo(path: string, text: string): Promise<void> {
  const file = await open(join(project.folder, path), 'w')
  await sleep(20)
  await file.write(text)
  await file.close()
}
const definition = 'templates/order-ready/template.yaml'
const everything = ['catcher', 'dev', 'dispatcher', 'postgres']

// Each starts a PostgreSQL of its own.
describe('dev', { timeout: 90_000 }, () => {
  it('starts the dispatcher again when it dies, says why, and goes on delivering', async () => {
    const { pids } = await detached()
    process.kill(pids.dispatcher, 'SIGKILL')
    const text = await logged(/dispatcher ready again, as process \d+\n/)
    expect(text).toContain('[dev] the dispatcher was killed; starts again in 500 ms\n')
    const now = (await readDevFile(stateFolder()))?.pids
    expect(text).toContain(`as process ${now?.dispatcher?.pid}\n`)
    expect(now?.dispatcher?.pid).not.toBe(pids.dispatcher)
    expect(now?.catcher?.pid).toBe(pids.catcher)
    expect((await cli('emit', 'order-ready', '--wait')).code).toBe(0)
    expect((await cli('dev', 'stop')).stdout).toBe('  stopped\n')
    expect(await processIdentity(now?.dispatcher?.pid ?? 0)).toBeUndefined()
  })

  it('takes a saved tidings.yaml when it is right, and keeps the one before when it is not', async () => {
    const { pids } = await detached()
    await project.write({ 'tidings.yaml': configuration.replace('sms: [catcher]', 'sms: [cacher]') })
    expect(await logged(/not taken/)).toContain(
      '[dev] tidings.yaml not taken: tidings.yaml:6:39  route "sms" names provider "cacher", which is not configured; did you mean "catcher"?; the one before stays\n',
    )
    expect((await readDevFile(stateFolder()))?.pids.dispatcher?.pid).toBe(pids.dispatcher)

    const at = (await devLog()).length
    await saveInTwo('tidings.yaml', `${configuration}lanes: { bulk: { concurrency: 3 } }\n`)
    const taken = await logged(/ready again/, at)
    expect(taken).toMatch(
      /^\[dev\] tidings\.yaml taken; the dispatcher starts with it\n\[dev\] dispatcher ready again, as process \d+\n$/,
    )
    expect(await processIdentity(pids.dispatcher)).toBeUndefined()

    const moved = (await devLog()).length
    await project.write({ 'tidings.yaml': configuration.replace('  local:', '  staging:') })
    expect(await logged(/not taken/, moved)).toBe(
      '[dev] tidings.yaml not taken: it changes the environment, for which `tidings dev` has to be started again; the one before stays\n',
    )
    await project.write({ 'tidings.yaml': configuration })
    expect((await cli('emit', 'order-ready', '--wait')).code).toBe(0)
  })

  it('reads a template again that it has read half saved', async () => {
    await detached()
    await saveInTwo(definition, projectFiles[definition]?.replace('ready', 'done') ?? '')
    expect(await logged(/published as [0-9a-f]{4}\n/)).not.toContain('not published')

    // Of an empty text something could be sent, but nobody meant it.
    const at = (await devLog()).length
    await saveInTwo('templates/order-ready/sms.liquid', 'Fennel: order {{ order.id }} is packed.')
    expect(await logged(/published as [0-9a-f]{4}\n/, at)).toMatch(/^\[dev\] order-ready published as [0-9a-f]{4}\n$/)
    await cli('emit', 'order-ready', '--wait')
    expect((await cli('caught', '--channel', 'sms')).stdout).toContain('order A-17 is packed.')
  })

  it('ends everything when its terminal is closed', async () => {
    const report = await detached()
    expect(await runningOf(report)).toEqual(everything)
    process.kill(report.pids.dev, 'SIGHUP')
    await expect.poll(() => runningOf(report), { timeout: 25_000 }).toEqual([])
    expect(await devLog()).toContain('stopping; Ctrl-C once more leaves at once\n')
    expect(await readDevFile(stateFolder())).toBeUndefined()
  })

  it('ends everything when nobody reads what it says any more', async () => {
    const child: ChildProcess = spawn(process.execPath, [program, 'dev', '--json'], {
      cwd: project.folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
    const report = await new Promise<Report>((resolve) => {
      let text = ''
      child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
        if (text.endsWith('}\n')) resolve(JSON.parse(text) as Report)
      })
    })
    expect(await runningOf(report)).toEqual(everything)
    child.stdout?.destroy()
    child.stderr?.destroy()
    // It says something in JSON too: a warning.
    process.kill(report.pids.catcher, 'SIGKILL')
    expect(await exit).toBe(0)
    expect(await runningOf(report)).toEqual([])
  })

  it('leaves nothing when it is interrupted while it starts in the background', async () => {
    const child = spawn(process.execPath, [program, 'dev', '--detach'], {
      cwd: project.folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
    await expect.poll(hasPostgres, { timeout: 20_000 }).toBe(true)
    child.kill('SIGINT')
    expect([await closed, said]).toEqual([130, 'error interrupted\n'])
    await expect.poll(hasPostgres, { timeout: 20_000 }).toBe(false)
    expect(await readDevFile(stateFolder())).toBeUndefined()
  })
})
