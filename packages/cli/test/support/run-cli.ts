import { PassThrough, Writable } from 'node:stream'
import type { Context, TextSink } from '#cli/context.js'
import { run } from '#cli/run.js'

/** What a command line answered. */
export interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The world that a command line runs in. */
export interface World {
  readonly cwd: string
  /** Default: empty. */
  readonly env?: Readonly<Record<string, string>>
  /** Text on stdin. Default: none. */
  readonly stdin?: string
  readonly signal?: AbortSignal
}

/** Runs the command line in this process, with nothing of this process but its files. */
export async function runCli(args: readonly string[], { cwd, env = {}, stdin = '', signal }: World): Promise<Answer> {
  const stdout = collector()
  const stderr = collector()
  const input = new PassThrough()
  input.end(stdin)
  const context: Context = {
    cwd,
    env,
    stdin: input,
    stdout: stdout.sink,
    stderr: stderr.sink,
    isInteractive: false,
    signal: signal ?? new AbortController().signal,
    clock: () => new Date('2026-11-24T09:30:00Z'),
  }
  const code = await run(args, context, '9.9.9')
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function collector(): { readonly sink: TextSink; readonly text: () => string } {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  return { sink, text: () => Buffer.concat(chunks).toString('utf8') }
}
