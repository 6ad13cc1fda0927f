import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'

import { CliError } from '../errors/cli-error.js'

/** How to start a dispatcher as a process of its own. */
export interface DispatcherStart {
  /** Absolute path of `tidings.yaml`. */
  readonly config: string
  readonly environment: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Its log: JSON lines. */
  readonly logFile: string
  /** How long it may take until it is ready, ms. */
  readonly timeoutMs: number
}

/** A running dispatcher process. */
export interface DispatcherProcess {
  readonly pid: number
  readonly adminPort: number
  /** Resolves with its exit code, or null where it was killed. */
  readonly ended: Promise<number | null>
  /** Asks it to drain, and waits until it has ended. */
  stop(): Promise<void>
}

/**
 * Starts the dispatcher and waits until it is ready. It is in a process group of its own: Ctrl-C reaches this process
 * alone, which then ends everything in order.
 *
 * @throws CliError `start-failed` with the dispatcher's last words
 */
export async function startDispatcherProcess(start: DispatcherStart): Promise<DispatcherProcess> {
  const { config, environment, env, logFile, timeoutMs } = start
  const log = await open(logFile, 'a', 0o600)
  try {
    const child = spawn(process.execPath, [programPath(), 'run', '--config', config, '--env', environment], {
      cwd: dirname(config),
      env: { ...env },
      detached: true,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    })
    const ended = new Promise<number | null>((resolve) => {
      child.once('exit', (code) => resolve(code))
      child.once('error', () => resolve(null))
    })
    let timer: NodeJS.Timeout | undefined
    const ready = await Promise.race([
      new Promise<number>((resolve) => {
        child.on('message', (message: { readonly event?: string; readonly admin?: number }) => {
          if (message.event === 'ready') resolve(message.admin ?? 0)
        })
      }),
      ended.then(() => undefined),
      new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), timeoutMs)
      }),
    ])
    clearTimeout(timer)
    if (ready === undefined || child.pid === undefined) {
      child.kill('SIGKILL')
      throw new CliError('start-failed', 'the dispatcher did not start', {
        lines: await lastWords(logFile),
        hint: `its log: ${logFile}`,
      })
    }
    child.channel?.unref()
    return {
      pid: child.pid,
      adminPort: ready,
      ended,
      stop: async () => {
        child.kill('SIGTERM')
        await ended
      },
    }
  } finally {
    await log.close()
  }
}

/** What the dispatcher's own check found out about one thing. */
export interface CheckLine {
  readonly ok: boolean
  /** As `provider mailer`. */
  readonly name: string
  readonly says: string
}

/** Lets the dispatcher check configuration, ledger and providers, as it would use them. Sends nothing. */
export async function checkByDispatcher(
  config: string,
  environment: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly lines: readonly CheckLine[]; readonly errors: readonly string[] }> {
  const { said, errors } = await ask('check', config, environment, env)
  const lines = said.split('\n').flatMap((line): CheckLine[] => {
    const [, state, name, says] = /^(ok|fail) (provider \S+|ledger)(?:: (.*))?$/.exec(line) ?? []
    return name === undefined ? [] : [{ ok: state === 'ok', name, says: says ?? '' }]
  })
  return { lines, errors }
}

/** Lets the dispatcher read its configuration as it would to run. Answers what is wrong with it, a line each. */
export async function problemsOf(
  config: string,
  environment: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  return (await ask('config', config, environment, env)).errors
}

async function ask(
  command: 'check' | 'config',
  config: string,
  environment: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly said: string; readonly errors: readonly string[] }> {
  const child = spawn(process.execPath, [programPath(), command, '--config', config, '--env', environment], {
    cwd: dirname(config),
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [said, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { said, errors: errors.split('\n').filter((line) => line !== '') }
}

/** What a dispatcher last called an error, if it did so at the end of its log. */
export async function lastComplaint(logFile: string): Promise<string | undefined> {
  for (const line of (await lastWords(logFile)).reverse()) {
    const { level, why, error } = parsed(line)
    if (level === 'error' && (why ?? error?.message) !== undefined) return why ?? error?.message
    // What is said before a log exists is plain text.
    if (level === undefined && line !== '' && !line.startsWith('hint:')) return line.replace(/^error: /, '')
  }
  return undefined
}

interface LogLine {
  readonly level?: string
  readonly why?: string
  readonly error?: { readonly message?: string }
}

function parsed(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine
  } catch {
    return {}
  }
}

function programPath(): string {
  const packageFile = createRequire(import.meta.url).resolve('@tidings/dispatcher/package.json')
  return join(dirname(packageFile), 'dist', 'daemon', 'main.js')
}

async function lastWords(logFile: string): Promise<string[]> {
  const text = await readFile(logFile, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-5)
}
