import { exitCodeOf, exitCodes } from './error-table.js'

/** Everything that is told of an error. */
export interface ExplainedError {
  readonly code: string
  readonly exitCode: number
  readonly message: string
  readonly hint?: string
  readonly lines: readonly string[]
  readonly details?: object
  readonly stack?: string
}

const systemErrors: Readonly<Record<string, { readonly what: string; readonly hint: string }>> = {
  EADDRINUSE: { what: 'the port is in use', hint: 'end what listens there, or choose another port' },
  ENOSPC: { what: 'there is no space left on the disk', hint: 'make room, then try again' },
  EROFS: { what: 'the disk is read-only', hint: 'work in a folder that can be written to' },
  EACCES: { what: 'there is no right to do this', hint: 'check owner and mode of the file or folder' },
  EPERM: { what: 'the system does not allow this', hint: 'check owner and mode of the file or folder' },
  ENOENT: { what: 'there is no such file or folder', hint: 'check the path' },
  EEXIST: { what: 'a file is in the way', hint: 'move it away, or choose another path' },
  ENOTDIR: { what: 'a part of the path is no folder', hint: 'check the path' },
  EISDIR: { what: 'this is a folder, not a file', hint: 'name a file' },
  ECONNREFUSED: { what: 'nothing listens there', hint: 'start it, or check address and port' },
}

/** Finds out what an error means for the user. Only what has a code of the table is expected; the rest is a bug. */
export function explain(error: unknown): ExplainedError {
  if (isAbort(error)) {
    return { code: 'interrupted', exitCode: exitCodes.interrupted, message: 'interrupted', lines: [] }
  }
  const code = textOf(error, 'code')
  const exitCode = code === undefined ? undefined : exitCodeOf(code)
  if (!(error instanceof Error) || code === undefined || exitCode === undefined) return explainBug(error)
  const system = systemErrors[code]
  if (system !== undefined)
    return { code, exitCode, message: systemMessage(error, system.what), hint: system.hint, lines: [] }
  if (code === 'configuration' && Array.isArray(Reflect.get(error, 'problems')))
    return explainConfiguration(error, exitCode)
  const hint = textOf(error, 'hint')
  const lines = Reflect.get(error, 'lines') as readonly string[] | undefined
  const details = Reflect.get(error, 'details') as object | undefined
  return {
    code,
    exitCode,
    message: error.message,
    lines: lines ?? [],
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
  }
}

function explainConfiguration(error: Error, exitCode: number): ExplainedError {
  const problems = Reflect.get(error, 'problems') as readonly object[]
  const many = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  return {
    code: 'configuration',
    exitCode,
    message: `the configuration has ${many}`,
    lines: error.message.split('\n'),
    details: { problems },
  }
}

function explainBug(error: unknown): ExplainedError {
  const message = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error ? error.stack : undefined
  return {
    code: 'bug',
    exitCode: exitCodes.bug,
    message: `an error that Tidings did not expect: ${message}`,
    hint: 'run it again with --debug, and report what it prints with the output of `tidings doctor`',
    lines: [],
    ...(stack === undefined ? {} : { stack }),
  }
}

/** Ctrl-C reaches commands as an abort, and prompts as an exit of their own. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && ['AbortError', 'ExitPromptError', 'AbortPromptError'].includes(error.name)
}

function textOf(error: unknown, key: string): string | undefined {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined
  return typeof value === 'string' ? value : undefined
}

function systemMessage(error: Error, what: string): string {
  const path = textOf(error, 'path') ?? addressOf(error)
  return path === undefined ? `${what}: ${error.message}` : `${path}: ${what}`
}

function addressOf(error: Error): string | undefined {
  const port: unknown = Reflect.get(error, 'port')
  return typeof port === 'number' ? `${textOf(error, 'address') ?? 'localhost'}:${port}` : undefined
}
