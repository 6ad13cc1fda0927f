import { escapes } from './escape.js'
import { compileExpression, pathOf } from './expression.js'
import { renderLimits } from './limits.js'
import type { Names } from './names.js'
import type { At, Instruction } from './program-data.js'
import { explain, fail, type Run, type Running } from './running.js'
import { textOf } from './value.js'

/** Static text: encoded once, then only handed on. Its block counts it. */
export function loadStatic<C>(text: string, encode: (text: string) => C): Run<C> {
  const chunk = encode(text)
  return (_running, out) => out.chunk(chunk)
}

const start: At = [0, 1, 1]

/** Counts what is written. @throws RenderError where it comes to more than the limit */
export function count(running: Running, size: number, at: At = start): void {
  running.size += size
  if (running.size > renderLimits.output) {
    fail(running, at, `the text is longer than ${renderLimits.output} characters`)
  }
}

/** Characters; a longer value is hardly ever that of the message before, and would only be held on to. */
const longestRemembered = 200

/** A value: read, escaped for its place, written. */
export function loadOutput<C>({ value, place, at }: Extract<Instruction, { do: 'output' }>, names: Names): Run<C> {
  const read = compileExpression(value, names.read, 'strict')
  const escapeFor = escapes[place]
  const path = pathOf(value)
  // Many values are those of the message before, as what a brand says of itself. Comparing is cheaper than escaping.
  let before: string | undefined
  let escaped = ''
  return (running, out) => {
    const given = read(running)
    let text: string
    if (given === before) text = escaped
    else {
      try {
        const plain = typeof given === 'string' ? given : textOf(given)
        text = escapeFor(plain)
        if (plain.length <= longestRemembered) {
          before = plain
          escaped = text
        }
      } catch (error) {
        return explain(running, at, error, path)
      }
    }
    if (text === '') return
    count(running, text.length, at)
    out.value(text)
  }
}
