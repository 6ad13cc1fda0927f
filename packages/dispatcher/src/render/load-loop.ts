import { compileExpression, pathOf } from './expression.js'
import { renderLimits } from './limits.js'
import type { Names, Slots } from './names.js'
import type { Expression, Instruction } from './program-data.js'
import { type Evaluate, fail, type Run } from './running.js'
import { listOf, numberOf } from './value.js'

/** A loop over a list. Nothing to loop over, missing or empty, is its `else`. */
export function loadLoop<C>(
  instruction: Extract<Instruction, { do: 'for' }>,
  names: Names,
  slots: Slots,
  block: (body: readonly Instruction[], inside?: Names) => Run<C>,
): Run<C> {
  const { name, over, at } = instruction
  const read = compileExpression(over, names.read, 'lenient')
  const bound = (expression: Expression | undefined): Evaluate | undefined =>
    expression === undefined ? undefined : compileExpression(expression, names.read, 'strict')
  const offset = bound(instruction.offset)
  const limit = bound(instruction.limit)
  const itemSlot = slots.count++
  const loopSlot = slots.count++
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
