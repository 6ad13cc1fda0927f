import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** A process, known well enough not to mistake another one that was given the same id later. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in a form that only `processIdentity` on the same machine makes. */
  readonly startTime: string
}

/**
 * Identifies a running process.
 *
 * @returns undefined when there is no such process, or when it has ended and only waits to be reaped.
 */
export async function processIdentity(pid: number = process.pid): Promise<ProcessIdentity | undefined> {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  const startTime = process.platform === 'linux' ? await startTimeFromProc(pid) : await startTimeFromPs(pid)
  return startTime === undefined ? undefined : { pid, startTime }
}

/** Whether this very process, not another one with its id, still runs. */
export async function isAlive(known: ProcessIdentity): Promise<boolean> {
  const now = await processIdentity(known.pid)
  return now !== undefined && now.startTime === known.startTime
}

/** The command line of a running process with its arguments separated by blanks; undefined when it cannot be told. */
export async function commandLine(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim()
    }
    return (await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout.trim()
  } catch {
    return undefined
  }
}

async function startTimeFromProc(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name of the program is in brackets and may hold blanks and brackets; state is the first field after it,
    // the start time in ticks since boot the twentieth (proc(5): fields 3 and 22).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined
    return `${await bootId()}:${fields[19]}`
  } catch {
    return undefined
  }
}

async function startTimeFromPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=,lstart=', '-p', String(pid)])
    const [state, ...started] = stdout.trim().split(/\s+/)
    return state === undefined || state.startsWith('Z') ? undefined : started.join(' ')
  } catch {
    return undefined
  }
}

/** Ticks since boot repeat after the next boot. */
async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
}
