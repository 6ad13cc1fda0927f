import { escapes } from './escape.js'
import { compileExpression, compileMatch, pathOf, type ReadName } from './expression.js'
import { renderLimits } from './limits.js'
import type { Output } from './output.js'
import type { At, Expression, Instruction, ProgramData } from './program-data.js'
import { type Evaluate, explain, fail, type Running } from './running.js'
import type { Scope } from './scope.js'
import { isTruthy, listOf, numberOf, propertyOf, textOf } from './value.js'

/** A text of a template, loaded: runs any number of times. */
export interface Program<C> {
  /**
   * Writes the text for one message.
   * @throws RenderError naming template, channel, file, line and column
   */
  run(scope: Scope, out: Output<C>): void
}

type Run<C> = (running: Running, out: Output<C>) => void

/** Names and slots of one program while it is loaded. */
interface Loading {
  readonly files: readonly string[]
  /** How many slots the program needs; partials are inlined, so that each variable has a slot of its own. */
  slots: number
}

/**
 * Makes closures of a compiled text. `encode` is called once for each static piece, so that a run only copies it.
 * @throws Error where the data is no program of this version, or is nested deeper than the limit
 */
export function loadProgram<C>(data: ProgramData, encode: (text: string) => C): Program<C> {
  const loading: Loading = { files: data.files, slots: 0 }
  const run = loadBlock(data.body, mainNames(data.body, loading), loading, encode, 0)
  return {
    run(scope, out) {
      run({ scope, files: data.files, slots: new Array(loading.slots), rounds: 0, size: 0 }, out)
    },
  }
}

/** Runs a program into a string. */
export function runToText(program: Program<string>, scope: Scope): string {
  let text = ''
  const out: Output<string> = {
    chunk(chunk) {
      text += chunk
    },
    value(value) {
      text += value
    },
  }
  program.run(scope, out)
  return text
}

/** What names mean at one place: slots of assignments and loops, and what lies behind them. */
interface Names {
  readonly read: ReadName
  /** Slot of a name that this frame assigns. */
  readonly assigned: ReadonlyMap<string, number>
}

function mainNames(body: readonly Instruction[], loading: Loading): Names {
  return frame(body, loading, (name) => (running) => {
    const own = propertyOf(running.scope.data, name)
    return own === undefined ? propertyOf(running.scope.globals, name) : own
  })
}

/** A frame is the template itself or one partial: what it assigns is seen in all of it and nowhere else. */
function frame(body: readonly Instruction[], loading: Loading, behind: ReadName): Names {
  const assigned = new Map<string, number>()
  for (const name of assignedNames(body)) if (!assigned.has(name)) assigned.set(name, loading.slots++)
  return {
    assigned,
    read(name) {
      const slot = assigned.get(name)
      const otherwise = behind(name)
      if (slot === undefined) return otherwise
      return (running) => (running.slots[slot] === undefined ? otherwise(running) : running.slots[slot])
    },
  }
}

function* assignedNames(body: readonly Instruction[]): Generator<string> {
  for (const instruction of body) {
    if (typeof instruction === 'string') continue
    switch (instruction.do) {
      case 'assign':
        yield instruction.name
        break
      case 'capture':
        yield instruction.name
        yield* assignedNames(instruction.body)
        break
      case 'if':
      case 'case':
        for (const branch of instruction.branches) yield* assignedNames(branch.body)
        yield* assignedNames(instruction.otherwise)
        break
      case 'for':
        yield* assignedNames(instruction.body)
        yield* assignedNames(instruction.otherwise)
        break
      case 'output':
      case 'partial':
        break
    }
  }
}

function loadBlock<C>(
  body: readonly Instruction[],
  names: Names,
  loading: Loading,
  encode: (text: string) => C,
  depth: number,
): Run<C> {
  if (depth > renderLimits.nesting) throw new Error(`The artefact is nested deeper than ${renderLimits.nesting} blocks.`)
  const steps = body.map((instruction) => loadInstruction(instruction, names, loading, encode, depth))
  const [only] = steps
  if (only === undefined) return () => undefined
  if (steps.length === 1) return only
  return (running, out) => {
    for (const step of steps) step(running, out)
  }
}

function loadInstruction<C>(
  instruction: Instruction,
  names: Names,
  loading: Loading,
  encode: (text: string) => C,
  depth: number,
): Run<C> {
  if (typeof instruction === 'string') return loadStatic(instruction, encode)
  const block = (body: readonly Instruction[], inside: Names = names) => loadBlock(body, inside, loading, encode, depth + 1)
  switch (instruction.do) {
    case 'output':
      return loadOutput(instruction, names)
    case 'if': {
      const branches = instruction.branches.map(({ test, negated, body }) => ({
        test: compileExpression(test, names.read, 'lenient'),
        wanted: negated !== true,
        run: block(body),
      }))
      const otherwise = block(instruction.otherwise)
      return (running, out) => {
        for (const branch of branches) {
          if (isTruthy(branch.test(running)) === branch.wanted) return branch.run(running, out)
        }
        otherwise(running, out)
      }
    }
    case 'case': {
      const branches = instruction.branches.map(({ values, body }) => ({
        tests: values.map((value) => compileMatch(value, names.read)),
        run: block(body),
      }))
      const read = compileExpression(instruction.value, names.read, 'lenient')
      const otherwise = block(instruction.otherwise)
      return (running, out) => {
        const value = read(running)
        let hit = false
        for (const branch of branches) {
          if (!branch.tests.some((test) => test(value, running))) continue
          hit = true
          branch.run(running, out)
        }
        if (!hit) otherwise(running, out)
      }
    }
    case 'for':
      return loadFor(instruction, names, loading, block)
    case 'assign': {
      const { value } = instruction
      const read = compileExpression(value, names.read, value.is === 'filtered' ? 'strict' : 'lenient')
      const slot = names.assigned.get(instruction.name) ?? -1
      return (running) => {
        running.slots[slot] = read(running) ?? null
      }
    }
    case 'capture': {
      const run = loadBlock(instruction.body, names, loading, (text) => text, depth + 1)
      const slot = names.assigned.get(instruction.name) ?? -1
      return (running) => {
        let text = ''
        const out: Output<string> = {
          chunk(chunk) {
            text += chunk
          },
          value(value) {
            text += value
          },
        }
        run(running, out)
        running.slots[slot] = text
      }
    }
    case 'partial': {
      const given = Object.entries(instruction.arguments).map(([name, value]) => ({
        name,
        slot: loading.slots++,
        read: compileExpression(value, names.read, 'lenient'),
      }))
      const slotOf = new Map(given.map(({ name, slot }) => [name, slot]))
      const firstOwn = loading.slots
      const inside = frame(instruction.body, loading, (name) => {
        const slot = slotOf.get(name)
        return slot === undefined
          ? (running) => propertyOf(running.scope.globals, name)
          : (running) => running.slots[slot]
      })
      const run = block(instruction.body, inside)
      const end = loading.slots
      return (running, out) => {
        for (const { slot, read } of given) running.slots[slot] = read(running) ?? null
        // A partial inside a loop starts afresh each round.
        running.slots.fill(undefined, firstOwn, end)
        run(running, out)
      }
    }
  }
}

function loadStatic<C>(text: string, encode: (text: string) => C): Run<C> {
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

function loadOutput<C>({ value, place, at }: Extract<Instruction, { do: 'output' }>, names: Names): Run<C> {
  const read = compileExpression(value, names.read, 'strict')
  const escape = escapes[place]
  const path = pathOf(value)
  return (running, out) => {
    const given = read(running)
    let text: string
    try {
      text = escape(typeof given === 'string' ? given : textOf(given))
    } catch (error) {
      return explain(running, at, error, path)
    }
    if (text === '') return
    count(running, text.length, at)
    out.value(text)
  }
}

function loadFor<C>(
  instruction: Extract<Instruction, { do: 'for' }>,
  names: Names,
  loading: Loading,
  block: (body: readonly Instruction[], inside?: Names) => Run<C>,
): Run<C> {
  const { name, over, at } = instruction
  const read = compileExpression(over, names.read, 'lenient')
  const bound = (expression: Expression | undefined): Evaluate | undefined =>
    expression === undefined ? undefined : compileExpression(expression, names.read, 'strict')
  const offset = bound(instruction.offset)
  const limit = bound(instruction.limit)
  const itemSlot = loading.slots++
  const loopSlot = loading.slots++
  let asked = false
  const inside: Names = {
    assigned: names.assigned,
    read(wanted) {
      if (wanted === name) return (running) => running.slots[itemSlot]
      if (wanted === 'forloop') {
        asked = true
        return (running) => running.slots[loopSlot]
      }
      return names.read(wanted)
    },
  }
  const run = block(instruction.body, inside)
  const otherwise = block(instruction.otherwise)
  return (running, out) => {
    const value = read(running)
    if (value !== null && value !== undefined && !Array.isArray(value)) {
      fail(running, at, `only a list can be looped over, and this is ${typeof value}`, pathOf(over))
    }
    let list = listOf(value)
    if (list.length === 0) return otherwise(running, out)
    if (offset !== undefined) list = list.slice(numberOf(offset(running)))
    if (limit !== undefined) list = list.slice(0, numberOf(limit(running)))
    if (instruction.reversed === true) list = [...list].reverse()
    const length = list.length
    for (let index = 0; index < length; index++) {
      if (++running.rounds > renderLimits.rounds) {
        fail(running, at, `the loops come to more than ${renderLimits.rounds} rounds`)
      }
      running.slots[itemSlot] = list[index] ?? null
      if (asked) running.slots[loopSlot] = loopRecord(index, length)
      run(running, out)
    }
  }
}

/** What `forloop` is in one round. */
function loopRecord(index: number, length: number): Readonly<Record<string, unknown>> {
  return {
    index: index + 1,
    index0: index,
    rindex: length - index,
    rindex0: length - index - 1,
    first: index === 0,
    last: index === length - 1,
    length,
  }
}
