import type { Context } from '../context.js'
import type { Settings } from '../settings.js'
import { type Report, reporters, streamedLine } from './reporter.js'
import { type Style, styleFor } from './style.js'

/** Where a command says things: data on stdout, everything else on stderr. */
export interface Output {
  /** Style of stdout. */
  readonly style: Style
  /** Style of stderr. */
  readonly sideStyle: Style
  /** The answer. */
  result(report: Report): void
  /** One element of an answer that has no end. */
  item(kind: string, item: object, text: (style: Style) => string): void
  /** Bytes or text exactly as they are, on stdout. */
  raw(content: Uint8Array | string): void
  /** A line for people: what happens, what to do next. Not said in JSON. */
  note(text: string): void
  /** Something odd that changes nothing. Said in every format. */
  warn(text: string): void
  /** What is going on, on one line that the next one replaces. Only on a terminal. */
  progress(text: string): void
  /** Takes the progress line away. */
  settle(): void
}

/** Makes the output of one command. */
export function createOutput({ stdout, stderr, env }: Context, { format, colour }: Settings): Output {
  const style = styleFor(stdout, env, colour)
  const sideStyle = styleFor(stderr, env, colour)
  const forPeople = format !== 'json' && format !== 'jsonl'
  const animated = forPeople && stderr.isTTY === true && !env.CI
  let shown = false

  const settle = (): void => {
    if (shown) stderr.write('\r\u001b[2K')
    shown = false
  }
  const write = (lines: readonly string[]): void => {
    settle()
    if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`)
  }
  return {
    style,
    sideStyle,
    result: (report) => write(reporters[format](report, style)),
    item: (kind, item, text) => write([streamedLine(format, kind, item, () => text(style))]),
    raw: (content) => {
      settle()
      stdout.write(content)
    },
    note: (text) => {
      settle()
      if (forPeople) stderr.write(`${text}\n`)
    },
    warn: (text) => {
      settle()
      stderr.write(
        forPeople ? `${sideStyle.paint('waiting', 'warning')} ${text}\n` : `${JSON.stringify({ warning: text })}\n`,
      )
    },
    progress: (text) => {
      if (!animated) return
      settle()
      stderr.write(sideStyle.paint('dim', `  ${[...text].slice(0, sideStyle.width - 3).join('')}`))
      shown = true
    },
    settle,
  }
}
