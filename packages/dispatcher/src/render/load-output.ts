import { escapes } from './escape.js'
import { compileExpression, pathOf } from './expression.js'
import { renderLimits } from './limits.js'
import type { Names } from './names.js'
import type { At, Instruction } from './program-data.js'
import { explain, fail, type Run, type Running } from './running.js'
import { textOf } from './value.js'

/** Static text: encoded once, then only handed on. */
export function loadStatic<C>(text: string, encode: (text: string) => C): Run<C> {
  const chunk = encode(text)
  const size = text.length
  return (running, out) => {
    count(running, size)
    out.chunk(chunk)
  }
}

const start: At = [0, 1, 1]

function count(running: Running, size: number, at: At = start): void {
  running.size += size
  if (running.size > renderLimits.output) {
    fail(running, at, `the text is longer than ${renderLimits.output} characters`)
  }
}

/** A value: read, escaped for its place, written. */
export function loadOutput<C>({ value, place, at }: Extract<Instruction, { do: 'output' }>, names: Names): Run<C> {
  const read = compileExpression(value, names.read, 'strict')
  const escapeFor = escapes[place]
  const path = pathOf(value)
  return (running, out) => {
    const given = read(running)
    let text: string
    try {
      text = escapeFor(typeof given === 'string' ? given : textOf(given))
    } catch (error) {
      return explain(running, at, error, path)
    }
    if (text === '') return
    count(running, text.length, at)
    out.value(text)
  }
}
