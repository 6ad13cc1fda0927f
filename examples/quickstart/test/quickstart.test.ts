import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterEach, beforeEach, expect, test } from 'vitest'

const example = fileURLToPath(new URL('..', import.meta.url))
const repository = join(example, '../..')
/** Any user who is not root. */
const someone = 65_534
const limit = 120_000

let home = ''
let folder = ''

/** A copy of the example, in a home that nobody else may enter: its state is its own. */
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'tidings-quickstart-')))
  folder = join(home, 'clone/examples/quickstart')
  mkdirSync(folder, { recursive: true })
  for (const name of ['package.json', 'tidings.yaml', 'progress.mjs', 'dist']) {
    cpSync(join(example, name), join(folder, name), { recursive: true })
  }
  symlinkSync(join(example, 'node_modules'), join(folder, 'node_modules'))
  cpSync(join(repository, 'templates'), join(home, 'clone/templates'), { recursive: true })
  chmodSync(home, 0o700)
})
afterEach(() => {
  // A test that failed may have left what it should not: then it has said so already.
  for (const [pid] of running()) process.kill(pid, 'SIGKILL')
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

/** Processes that have to do with this copy. */
function running(): readonly (readonly [pid: number, command: string])[] {
  return processes().filter(([, command]) => command.includes(home))
}

/** All processes. A minimal Linux has no `ps`, other systems have no `/proc`. */
function processes(): readonly (readonly [pid: number, command: string])[] {
  if (!existsSync('/proc/self/cmdline')) {
    const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' }).trim().split('\n')
    return lines.map((line) => [Number.parseInt(line, 10), line.trim().replace(/^\d+ /, '')])
  }
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    try {
      return [[Number(pid), readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')] as const]
    } catch {
      return [] // It ended in the meantime.
    }
  })
}

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function start(args: readonly string[], uid?: number): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(folder, 'dist/quickstart.js'), ...args], {
    cwd: folder,
    env: {
      ...process.env,
      HOME: home,
      INIT_CWD: join(home, 'clone'),
      NO_COLOR: '1',
      DATABASE_URL: 'postgres://nowhere',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr })) }
}

test(
  'shows what became of each message, a mail, why one failed and its replay, and leaves nothing running',
  async () => {
    const { code, stdout, stderr } = await start([]).ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('every message is final: 10 accepted, 1 failed, 1 refused')
    const rows = stdout.split('\n').filter((line) => /^ {4}[0-9a-f]{8}/.test(line))
    expect(rows).toHaveLength(12)
    expect(rows[3]).toMatch(/^ {4}[0-9a-f]{8}\.2 {2}order-shipped {2}sms +\+49151\*{6}67 +de-AT → de {2}failed +30003/)
    expect(rows.at(-1)).toMatch(/order-shipped +refused/)
    // Wrong data twice: the SDK names the same faults as the refused intent.
    expect(stdout).toMatch(/throws InvalidIntent .*\n +\/data\/items .*\n +\/data\/total\/amount +must be number/)
    expect(stdout).toMatch(/reason +\/data\/data\/total\/amount must be number/)
    expect(stdout).toMatch(/Subject +Ihre Bestellung ist unterwegs\n[\s\S]*\| Hallo Jana,[\s\S]*Zitronenhähnchen/)
    expect(stdout).toMatch(/step 1 +sms \+49151\*{6}67: FAILED, rejected by catcher\n +#1 .* rejected 30003/)
    expect(stdout).toMatch(/replay 1: 1 accepted, 0 failed/)
    expect(stdout).toContain('    examples/quickstart/.tidings/caught/mail ')
    expect(stdout.match(/Next, in examples\/quickstart\n\n(.*npx tidings .*\n){3}/)).not.toBeNull()
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([])
    expect(stdout).not.toContain(home)
    expect(running()).toEqual([])
  },
  limit,
)

test(
  'another name, locale and fault change table, mail and why, for an ordinary user too',
  async (context) => {
    const isRoot = process.getuid?.() === 0
    if (isRoot) {
      const files = [process.execPath, join(example, 'node_modules/@tidings/cli/package.json')]
      const canRead = spawnSync('test', ['-r', files[1] ?? '', '-a', '-x', files[0] ?? ''], {
        uid: someone,
        gid: someone,
      })
      if (canRead.status !== 0) context.skip('another user may not enter this folder')
      for (const path of execFileSync('find', [home], { encoding: 'utf8' }).trim().split('\n')) {
        if (path !== join(folder, 'node_modules')) chownSync(path, someone, someone)
      }
    }
    const args = ['--name', 'Zoë', '--locale', 'en-IE', '--fault', 'reject 21610 until lifted']
    const { code, stdout, stderr } = await start(args, isRoot ? someone : undefined).ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/\.2 {2}order-shipped {2}sms +\+49151\*{6}67 +en-IE → en {2}failed +21610/)
    expect(stdout).toMatch(
      /The mail to Zoë\n[\s\S]*Subject +Your order is on its way\n[\s\S]*\| Hello Zoë,[\s\S]*€50\.40/,
    )
    expect(stdout).toMatch(/FAILED, rejected by catcher\n +#1 .* rejected 21610/)
    expect(stdout).toContain('replay 1: 1 accepted, 0 failed')
    expect(running()).toEqual([])
  },
  limit,
)

test(
  'a message that fails only for a while is told as it was, and nothing is replayed',
  async () => {
    const { code, stdout } = await start(['--fault', 'defer 421 for 1']).ended
    expect(code).toBe(0)
    expect(stdout).toContain('every message is final: 11 accepted, 1 refused')
    expect(stdout).toMatch(/What happened to the SMS\?[\s\S]*#1 .* deferred 421[\s\S]*#2 .* accepted/)
    expect(stdout).not.toContain('replay 1:')
    expect(running()).toEqual([])
  },
  limit,
)

test(
  'Ctrl-C ends it with 130 and stops what it had started',
  async () => {
    const { child, ended } = start([])
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
    expect(running().length).toBeGreaterThan(1)
    child.kill('SIGINT')
    const { code, stdout, stderr } = await ended
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' })
    expect(stdout).toContain('nothing is left running')
    expect(running()).toEqual([])
  },
  limit,
)

test(
  'Ctrl-C while PostgreSQL is starting leaves nothing behind either',
  async () => {
    const { child, ended } = start([])
    while (running().length < 2) await new Promise(setImmediate)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
    expect(running()).toEqual([])
  },
  limit,
)

test(
  'a failure says which command failed and why, ends with 1, and stops what was started',
  async () => {
    const { code, stdout, stderr } = await start(['--fault', 'explode']).ended
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^\n`tidings caught fail .* explode .*` ended with 1\nrule `explode`: `explode` is no action/,
    )
    expect(stdout).toContain('nothing is left running')
    expect(running()).toEqual([])
  },
  limit,
)
