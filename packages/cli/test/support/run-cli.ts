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
  /** Default: the real time. */
  readonly clock?: () => Date
  /** Told all of stdout whenever there is more of it. */
  readonly heard?: (stdout: string) => void
}

/** Runs the command line in this process, with nothing of this process but its files. */
export async function runCli(
  args: readonly string[],
  { cwd, env = {}, stdin = '', signal, clock = () => new Date(), heard }: World,
): Promise<Answer> {
  const stdout = collector(heard)
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
    clock,
  }
  const code = await run(args, context, '9.9.9')
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function collector(heard: (text: string) => void = () => {}): { readonly sink: TextSink; readonly text: () => string } {
  const chunks: Buffer[] = []
  const text = (): string => Buffer.concat(chunks).toString('utf8')
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(Buffer.from(chunk))
      heard(text())
      done()
    },
  })
  return { sink, text }
}
