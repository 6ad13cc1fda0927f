import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStateFolder } from '@tidings/dispatcher/embedded'

import type { CommandContext } from '../command.js'
import { CliError } from '../errors/cli-error.js'

/** What the process in the background says when everything is ready. */
export interface ReadyMessage {
  readonly event: 'ready'
  /** What was odd on the way, for people. */
  readonly notes: readonly string[]
  readonly report: object
  readonly lines: readonly string[]
}

/**
 * Starts `tidings dev` once more, in the background, and waits until it is ready.
 *
 * @param args of the command line in the background
 * @throws CliError `start-failed` with its last words
 */
export async function startInBackground(
  { cwd, env, signal }: CommandContext,
  stateFolder: string,
  args: readonly string[],
): Promise<ReadyMessage> {
  const logFile = join(await openStateFolder(stateFolder), 'logs', 'dev.log')
  const log = await open(logFile, 'w', 0o600)
  try {
    const program = fileURLToPath(new URL('../main.js', import.meta.url))
    const child = spawn(process.execPath, [program, 'dev', ...args], {
      cwd,
      env: { ...env },
      detached: true,
      stdio: ['ignore', log.fd, log.fd, 'ipc'],
    })
    // It is in a session of its own, which Ctrl-C does not reach.
    const end = (): void => void child.kill('SIGTERM')
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
    const ready = await new Promise<ReadyMessage | undefined>((resolve) => {
      child.on('message', (message: ReadyMessage) => resolve(message))
      child.once('exit', () => resolve(undefined))
      child.once('error', () => resolve(undefined))
    })
    signal.removeEventListener('abort', end)
    if (signal.aborted) throw new CliError('interrupted', 'interrupted')
    if (ready === undefined) {
      const said = (await readFile(logFile, 'utf8')).trimEnd().split('\n').slice(-8)
      throw new CliError('start-failed', '`tidings dev` did not start', { lines: said, hint: `its log: ${logFile}` })
    }
    child.disconnect()
    child.unref()
    return ready
  } finally {
    await log.close()
  }
}
