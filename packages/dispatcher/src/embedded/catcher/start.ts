import { spawn } from 'node:child_process'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

import type { CatcherOptions } from './catcher.js'

/** How to start the catcher as a process of its own. */
export interface CatcherStart extends CatcherOptions {
  /**
   * True: it goes on when this process ends. False (default): it ends with this process, even where this process is
   * killed.
   */
  readonly detached?: boolean
  /** Default 10 s: how long it may take until it listens, in ms. */
  readonly timeoutMs?: number
}

/** A catcher in a process of its own. */
export interface StartedCatcher {
  readonly pid: number
  readonly httpPort: number
  readonly smtpPort: number
  /** `http://127.0.0.1:<port>`: what `TIDINGS_CATCHER_URL` is set to. */
  readonly url: string
  /** `smtp://127.0.0.1:<port>`: what `TIDINGS_CATCHER_SMTP` is set to. */
  readonly smtpUrl: string
  /** Resolves with the exit code, or null where it was killed. */
  readonly ended: Promise<number | null>
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('./main.js', import.meta.url))

/**
 * Starts the catcher as a process of its own and waits until it listens. What it has to complain about later goes to
 * `catcher.log` in its folder.
 *
 * @throws Error with the catcher's own words where it does not come up: a port or the folder is in use.
 */
export const startCatcher = async (options: CatcherStart): Promise<StartedCatcher> => {
  const { folder, httpPort, smtpPort, keep, detached = false, timeoutMs = 10_000 } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const complaints = await open(join(folder, 'catcher.log'), 'w+', 0o600)
  try {
    const args = ['--folder', folder, '--http', String(httpPort), '--smtp', String(smtpPort)]
    if (keep !== undefined) args.push('--keep', String(keep))
    if (!detached) args.push('--attached')
    const child = spawn(process.execPath, [program, ...args], {
      detached,
      stdio: [detached ? 'ignore' : 'pipe', 'pipe', complaints.fd],
    })
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    const failed = new Promise<never>((_resolve, reject) => {
      child.once('error', reject)
      void ended.then(() => reject(new Error('ended')))
    })
    const { stdout } = child
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`does not listen after ${timeoutMs} ms`)), timeoutMs)
    })
    try {
      const lines = createInterface({ input: stdout as NodeJS.ReadableStream })
      const line = new Promise<string>((resolve) => lines.once('line', resolve))
      const ready = JSON.parse(await Promise.race([line, failed, late])) as {
        readonly httpPort: number
        readonly smtpPort: number
        readonly pid: number
      }
      lines.close()
      stdout?.destroy()
      child.unref()
      // An open pipe would keep this process from ending; what it stands for holds until the process is gone.
      if (child.stdin && 'unref' in child.stdin) (child.stdin as unknown as { unref(): void }).unref()
      return {
        ...ready,
        url: `http://127.0.0.1:${ready.httpPort}`,
        smtpUrl: `smtp://127.0.0.1:${ready.smtpPort}`,
        ended,
        async stop() {
          child.ref()
          child.kill('SIGTERM')
          await ended
        },
      }
    } catch (error) {
      child.kill('SIGKILL')
      const { buffer, bytesRead } = await complaints.read(Buffer.alloc(4096), 0, 4096, 0)
      const said = buffer.toString('utf8', 0, bytesRead).trim()
      throw new Error(`the catcher did not start: ${said || (error as Error).message}`, { cause: error })
    } finally {
      clearTimeout(timer)
      failed.catch(() => undefined)
    }
  } finally {
    await complaints.close()
  }
}
