import { execFile, execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeProject } from '../support/project.js'

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

function hasTmux(): boolean {
  try {
    execFileSync('tmux', ['-V'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const available = hasTmux()

let terminals = 0

/** A terminal with a shell in it, by a tmux server of its own. */
interface Terminal {
  type(...keys: string[]): Promise<void>
  /** The screen, once it shows what is waited for. */
  shows(pattern: RegExp): Promise<string>
  close(): Promise<void>
}

async function openTerminal(cwd: string): Promise<Terminal> {
  terminals += 1
  const server = `tidings-test-${process.pid}-${terminals}`
  const tmux = async (...args: string[]): Promise<string> =>
    (
      await promisify(execFile)('tmux', ['-L', server, '-f', '/dev/null', ...args], {
        env: { ...process.env, LANG: 'C.UTF-8', TMUX: '' },
      })
    ).stdout
  await tmux('new-session', '-d', '-x', '100', '-y', '40', '-c', cwd, 'env PS1="ready$ " NO_COLOR=1 CI= sh')
  return {
    type: async (...keys) => void (await tmux('send-keys', ...keys)),
    shows: async (pattern) => {
      for (let tries = 0; tries < 300; tries++) {
        const screen = await tmux('capture-pane', '-p')
        if (pattern.test(screen)) return screen
        await sleep(50)
      }
      throw new Error(`the terminal never showed ${pattern}:\n${await tmux('capture-pane', '-p')}`)
    },
    close: async () => void (await tmux('kill-server').catch(() => {})),
  }
}

describe.skipIf(!available)(`in a terminal${available ? '' : ' (left out: there is no tmux)'}`, () => {
  let folder: string
  let terminal: Terminal
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidings-pty-'))
    // So that data of root's PostgreSQL, which runs as another user, goes with it.
    await chmod(folder, 0o711)
    terminal = await openTerminal(folder)
    await terminal.shows(/ready\$/)
  })
  afterEach(async () => {
    await terminal.close()
    await rm(folder, { recursive: true })
  })

  it('init asks which templates, for a workflow, and whether to install', async () => {
    await terminal.type(`node ${program} init shop`, 'Enter')
    await terminal.shows(/Templates to start with/)
    await terminal.type('Enter')
    await terminal.shows(/Write a workflow of GitHub Actions/)
    await terminal.type('n', 'Enter')
    await terminal.shows(/Install the packages with npm now\?/)
    await terminal.type('n', 'Enter')
    const screen = await terminal.shows(/next: cd shop && npm install && npx tidings dev/)
    expect(screen).toContain(
      'created package.json · tsconfig.json · tidings.yaml · src/emit.ts · templates/order-shipped',
    )
  })

  it('Ctrl-C at a question ends with 130 and makes nothing', async () => {
    await terminal.type(`node ${program} init shop; echo "code $?"; ls`, 'Enter')
    await terminal.shows(/Templates to start with/)
    await terminal.type('C-c')
    const screen = await terminal.shows(/code 130/)
    expect(screen).toMatch(/error interrupted\s+code 130/)
    expect(screen).not.toMatch(/^\s+at /m)
  })

  it('--no-input asks nothing', async () => {
    await terminal.type(`node ${program} init shop --no-input; echo "code $?"`, 'Enter')
    const screen = await terminal.shows(/code 0/)
    expect(screen).not.toContain('?  ')
    expect(screen).toContain('next: cd shop && npm install')
  })

  it('send-test asks before it sends from production', async () => {
    const project = await makeProject()
    try {
      const command = `node ${program} send-test order-ready --to ann@example.com --env production`
      await terminal.type(`cd ${project.folder} && ${command}; echo "code $?"`, 'Enter')
      await terminal.shows(/Send a test message from production to ann@example\.com\? \(y\/N\)/)
      await terminal.type('Enter')
      expect(await terminal.shows(/code 2/)).toContain(
        'error `production` is production, and nobody has said that it may send this',
      )
      await terminal.type(`clear; ${command}; echo "code $?"`, 'Enter')
      await terminal.shows(/\(y\/N\)/)
      await terminal.type('y', 'Enter')
      // Nobody listens where this project has its catcher.
      expect(await terminal.shows(/code 5/)).toMatch(/interrupted {2}email to a\*\*\*@example\.com by catcher/)
    } finally {
      await project.remove()
    }
  })

  it('Ctrl-C ends `dev` in order', async () => {
    await terminal.type(`node ${program} init . --yes --no-install && node ${program} dev; echo "code $?"`, 'Enter')
    await terminal.shows(/dispatcher ready \(critical, transactional, bulk\)/)
    await terminal.type('C-c')
    const screen = await terminal.shows(/code 130/)
    expect(screen).toMatch(/stopping; Ctrl-C once more leaves at once\s+code 130/)
  })
})
