import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this example: `tidings.yaml` lies here. */
export const folder: string = fileURLToPath(new URL('../..', import.meta.url))

/** A program that did not end with 0. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed'
}

// What a shell has set for other databases and projects must not lead this one to them.
const env: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(DATABASE_URL|PG[A-Z]+|TIDINGS_.*)$/.test(name)),
)

/** How to run a program. */
export interface RunOptions {
  /** Ends it early. */
  readonly signal?: AbortSignal
}

/** Runs a program with this Node, and resolves with its output. @throws ProgramFailed */
function run(args: readonly string[], { signal }: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    // In a group of its own: Ctrl-C reaches this process alone, which then ends everything in order.
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const end = () => child.kill('SIGTERM')
    signal?.addEventListener('abort', end, { once: true })
    let printed = ''
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      signal?.removeEventListener('abort', end)
      if (code === 0) resolve(printed.trimEnd())
      else if (signal?.aborted) reject(signal.reason)
      else reject(new ProgramFailed(`\`${nameOf(args)}\` ended with ${code}\n${reasonOf(said)}`.trim()))
    })
  })
}

/** What was run, as one would type it. */
const nameOf = (args: readonly string[]): string =>
  args[0] === tidingsPath ? ['tidings', ...args.slice(1)].join(' ') : `node ${args.join(' ')}`

/** What a program said last: the command line speaks JSON here, everything else plain text. */
function reasonOf(said: string): string {
  const [last = ''] = said.trim().split('\n').slice(-1)
  try {
    const { message, hint, details } = JSON.parse(last) as { message: string; hint?: string; details?: object }
    return [message, ...(hint ? [`hint: ${hint}`] : []), ...(details ? [JSON.stringify(details)] : [])].join('\n')
  } catch {
    return said.trim()
  }
}

const cli = createRequire(import.meta.url).resolve('@tidings/cli/package.json')
const { bin } = JSON.parse(readFileSync(cli, 'utf8')) as { readonly bin: { readonly tidings: string } }
const tidingsPath = join(dirname(cli), bin.tidings)

const parse = <T>(text: string): T[] => (text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as T))

/** Runs `tidings`, and resolves with the objects that it answers. */
export const tidings = async <T>(args: readonly string[], options?: RunOptions): Promise<T[]> =>
  parse<T>(await run([tidingsPath, ...args, '--output', 'jsonl'], options))

/** Runs `tidings` for people, and resolves with its lines. */
export const tidingsText = async (args: readonly string[], colours: boolean, options?: RunOptions): Promise<string[]> =>
  (await run([tidingsPath, ...args, colours ? '--color' : '--no-color'], options)).split('\n')

/** Runs one of the programs that emit, as `node --env-file` would, and resolves with what it printed. */
export const emitting = async <T>(program: string, args: readonly string[], options: RunOptions): Promise<T[]> =>
  parse<T>(await run(['--env-file=.tidings/env', join('dist', `${program}.js`), ...args], options))
