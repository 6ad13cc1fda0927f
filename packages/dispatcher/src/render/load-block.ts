import { compileExpression, compileMatch } from './expression.js'
import { renderLimits } from './limits.js'
import { loadLoop } from './load-loop.js'
import { count, loadOutput, loadStatic } from './load-output.js'
import { frame, type Names, type Slots } from './names.js'
import { collectText } from './output.js'
import type { Instruction } from './program-data.js'
import type { Run } from './running.js'
import { isTruthy, propertyOf } from './value.js'

/**
 * Makes one closure of a list of instructions.
 * @throws Error where blocks are nested deeper than the limit
 */
export function loadBlock<C>(
  body: readonly Instruction[],
  names: Names,
  slots: Slots,
  encode: (text: string) => C,
  depth: number,
): Run<C> {
  if (depth > renderLimits.nesting)
    throw new Error(`The artefact is nested deeper than ${renderLimits.nesting} blocks.`)
  const steps = body.map((instruction) => loadInstruction(instruction, names, slots, encode, depth))
  const [only] = steps
  if (only === undefined) return () => undefined
  const size = body.reduce((sum, instruction) => sum + (typeof instruction === 'string' ? instruction.length : 0), 0)
  if (steps.length === 1 && size === 0) return only
  return (running, out) => {
    count(running, size)
    for (const step of steps) step(running, out)
  }
}

function loadInstruction<C>(
  instruction: Instruction,
  names: Names,
  slots: Slots,
  encode: (text: string) => C,
  depth: number,
): Run<C> {
  if (typeof instruction === 'string') return loadStatic(instruction, encode)
  const block = (body: readonly Instruction[], inside: Names = names) =>
    loadBlock(body, inside, slots, encode, depth + 1)
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
      return loadLoop(instruction, names, slots, block)
    case 'assign': {
      const { value } = instruction
      const read = compileExpression(value, names.read, value.is === 'filtered' ? 'strict' : 'lenient')
      const slot = names.assigned.get(instruction.name) ?? -1
      return (running) => {
        running.slots[slot] = read(running) ?? null
      }
    }
    case 'capture': {
      const run = loadBlock(instruction.body, names, slots, (text) => text, depth + 1)
      const slot = names.assigned.get(instruction.name) ?? -1
      return (running) => {
        running.slots[slot] = collectText((out) => run(running, out))
      }
    }
    case 'partial': {
      const given = Object.entries(instruction.arguments).map(([name, value]) => ({
        name,
        slot: slots.count++,
        read: compileExpression(value, names.read, 'lenient'),
      }))
      const slotOf = new Map(given.map(({ name, slot }) => [name, slot]))
      const firstOwn = slots.count
      const inside = frame(instruction.body, slots, (name) => {
        const slot = slotOf.get(name)
        return slot === undefined
          ? (running) => propertyOf(running.scope.globals, name)
          : (running) => running.slots[slot]
      })
      const run = block(instruction.body, inside)
      const end = slots.count
      return (running, out) => {
        for (const { slot, read } of given) running.slots[slot] = read(running) ?? null
        // A partial inside a loop starts afresh each round.
        running.slots.fill(undefined, firstOwn, end)
        run(running, out)
      }
    }
  }
}
