/** A stream that a command writes to; the process's own, or a collector in tests. */
export interface TextSink extends NodeJS.WritableStream {
  readonly isTTY?: boolean
  /** Width of the terminal in characters. */
  readonly columns?: number
}

/** Why a call is ended where nobody reads its output any more (`| head`): nothing went wrong. */
export class ReaderLeft extends Error {
  override readonly name: string = 'ReaderLeft'
}

/** Everything that a command may know of the world around it. Made once, from the process; never read globally. */
export interface Context {
  /** Folder that relative paths start from. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes data, and nothing else. */
  readonly stdout: TextSink
  /** Takes everything that is no data: progress, hints, prompts, errors. */
  readonly stderr: TextSink
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  /** Whether somebody can answer a question here. */
  readonly isInteractive: boolean
  /** Aborts when the user wants out (Ctrl-C). */
  readonly signal: AbortSignal
  readonly clock: () => Date
}
