import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import { describe, expect, it, onTestFinished } from 'vitest'

import { createCatcherClient, type StartedCatcher } from '#dispatcher/embedded/catcher/index.js'

const start = fileURLToPath(import.meta.resolve('#dispatcher/embedded/catcher/start.js'))
const main = fileURLToPath(import.meta.resolve('#dispatcher/embedded/catcher/main.js'))

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-catcher-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** A program of its own that starts a catcher, and then waits to be killed or ends by itself. */
const starter = async (options: object, then: 'stays' | 'ends') => {
  const program = `
    import { startCatcher } from ${JSON.stringify(start)}
    const { pid, httpPort, url } = await startCatcher(${JSON.stringify(options)})
    console.log(JSON.stringify({ pid, httpPort, url }))
    ${then === 'stays' ? 'setInterval(() => {}, 1000)' : ''}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
  return { child, exit, catcher: JSON.parse(line) as StartedCatcher }
}

const isUp = (url: string): Promise<boolean> =>
  createCatcherClient(url, 1000)
    .health()
    .then(
      () => true,
      () => false,
    )

describe('startCatcher', () => {
  it('leaves a detached catcher running when its starter ends, and does not keep the starter from ending', async () => {
    const { exit, catcher } = await starter(
      { folder: await makeFolder(), httpPort: 0, smtpPort: 0, detached: true },
      'ends',
    )
    expect(await exit).toBe(0)
    expect(await isUp(catcher.url)).toBe(true)
    process.kill(catcher.pid, 'SIGTERM')
    await expect.poll(() => isUp(catcher.url)).toBe(false)
  })

  it('ends an attached catcher with its starter, even when that is killed', async () => {
    const { child, exit, catcher } = await starter({ folder: await makeFolder(), httpPort: 0, smtpPort: 0 }, 'stays')
    expect(await isUp(catcher.url)).toBe(true)
    child.kill('SIGKILL')
    await exit
    await expect.poll(() => isUp(catcher.url), { timeout: 5000 }).toBe(false)
  })

  it('does not keep its starter from ending when attached', async () => {
    const { exit, catcher } = await starter({ folder: await makeFolder(), httpPort: 0, smtpPort: 0 }, 'ends')
    expect(await exit).toBe(0)
    await expect.poll(() => isUp(catcher.url), { timeout: 5000 }).toBe(false)
  })
})

describe('the catcher program', () => {
  const run = (args: readonly string[]): Promise<{ code: number | null; said: string }> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
      let said = ''
      child.stderr.on('data', (chunk) => {
        said += chunk
      })
      child.once('close', (code) => resolve({ code, said }))
    })

  const mistakes: readonly (readonly [readonly string[], string])[] = [
    [[], '--folder is missing'],
    [['--folder', 'x', '--http', 'eighty'], '--http expects a whole number from 0 to 65535, got `eighty`'],
    [['--folder', 'x', '--smtp', '70000'], '--smtp expects a whole number from 0 to 65535, got `70000`'],
    [['--folder', 'x', '--loud'], "Unknown option '--loud'"],
  ]
  for (const [args, message] of mistakes) {
    it(`shows its usage and exits with 2: ${args.join(' ') || 'no arguments'}`, async () => {
      const { code, said } = await run(args)
      expect(code).toBe(2)
      expect(said).toContain(message)
      expect(said).toContain('usage: node main.js')
    })
  }
})
