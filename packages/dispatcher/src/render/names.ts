import type { ReadName } from './expression.js'
import type { Instruction } from './program-data.js'
import { propertyOf } from './value.js'

/** Slots of one program while it is loaded; partials are inlined, so that each variable has a slot of its own. */
export interface Slots {
  count: number
}

/** What names mean at one place: slots of assignments and loops, and what lies behind them. */
export interface Names {
  readonly read: ReadName
  /** Slot of a name that this frame assigns. */
  readonly assigned: ReadonlyMap<string, number>
}

/** Names of the template itself: what it assigns, the data, the reserved names. */
export function mainNames(body: readonly Instruction[], slots: Slots): Names {
  return frame(body, slots, (name) => (running) => {
    const own = propertyOf(running.scope.data, name)
    return own === undefined ? propertyOf(running.scope.globals, name) : own
  })
}

/** A frame is the template itself or one partial: what it assigns is seen in all of it and nowhere else. */
export function frame(body: readonly Instruction[], slots: Slots, behind: ReadName): Names {
  const assigned = new Map<string, number>()
  for (const name of assignedNames(body)) if (!assigned.has(name)) assigned.set(name, slots.count++)
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

/** Names that instructions assign, in blocks too; partials have names of their own. */
export function* assignedNames(body: readonly Instruction[]): Generator<string> {
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
