import { assignedNames } from '../../render/names.js'
import type { At, Expression, Instruction } from '../../render/program-data.js'
import { type Facts, factsOf, union } from './facts.js'
import type { Binding, Names } from './names.js'
import { keyReader } from './paths.js'
import { anyShape, isNever, objectShape, type Shape, shapeOfKinds, spellKinds, unite } from './shape.js'
import type { Report, Value } from './value.js'
import { checkPossible, readValue } from './values.js'

const text = shapeOfKinds(['text'])
const number = shapeOfKinds(['number'])
const truth = shapeOfKinds(['truth value'])
const forloop = objectShape({
  index: number,
  index0: number,
  rindex: number,
  rindex0: number,
  first: truth,
  last: truth,
  length: number,
})

/** What all blocks of a walk share. */
export interface WalkContext {
  readonly report: Report
  newKey(name: string): string
}

/** Goes through instructions as the renderer does, and reads every expression. */
export function walk(body: readonly Instruction[], names: Names, facts: Facts, context: WalkContext): void {
  for (const instruction of body) {
    if (typeof instruction !== 'string') visit(instruction, names, facts, context)
  }
}

function visit(instruction: Exclude<Instruction, string>, names: Names, facts: Facts, context: WalkContext): void {
  const { report } = context
  const read = (expression: Expression, needed: boolean, known: Facts = facts): Value =>
    readValue(expression, { names, facts: known, report }, needed)
  switch (instruction.do) {
    case 'output':
      checkOutput(read(instruction.value, true).shape, instruction.at, report)
      return
    case 'assign': {
      const { value } = instruction
      const { shape, missing, key } = read(value, value.is === 'filtered')
      names.assigned.set(instruction.name, { shape, missing, key: key ?? context.newKey(instruction.name) })
      return
    }
    case 'capture':
      walk(instruction.body, names, facts, context)
      names.assigned.set(instruction.name, { shape: text, missing: false, key: context.newKey(instruction.name) })
      return
    case 'if': {
      let known = facts
      const arms: Names[] = []
      for (const { test, negated, body } of instruction.branches) {
        read(test, false, known)
        const { holds, fails } = factsOf(test, keyReader(names))
        const arm = copyNames(names)
        arms.push(arm)
        walk(body, arm, union(known, negated === true ? fails : holds), context)
        known = union(known, negated === true ? holds : fails)
      }
      const otherwise = copyNames(names)
      walk(instruction.otherwise, otherwise, known, context)
      mergeAssigned(names, [...arms, otherwise], context)
      return
    }
    case 'case': {
      const { shape } = read(instruction.value, false)
      const arms: Names[] = []
      for (const { values, body } of instruction.branches) {
        const held = values.map((value) => {
          const other = read(value, false)
          checkPossible(shape, other.shape, instruction.value, instruction.at, { names, facts, report })
          return factsOf({ is: 'operation', operator: '==', left: instruction.value, right: value }, keyReader(names))
            .holds
        })
        const arm = copyNames(names)
        arms.push(arm)
        walk(body, arm, held.length === 1 ? union(facts, held[0] ?? new Set()) : union(facts, inAll(held)), context)
      }
      const otherwise = copyNames(names)
      walk(instruction.otherwise, otherwise, facts, context)
      mergeAssigned(names, [...arms, otherwise], context)
      return
    }
    case 'for':
      visitFor(instruction, names, facts, context, read)
      return
    case 'partial': {
      const arguments_ = new Map<string, Binding>()
      for (const [name, value] of Object.entries(instruction.arguments)) {
        const { shape, missing, key } = read(value, false)
        arguments_.set(name, { shape, missing, key: key ?? context.newKey(name) })
      }
      const inside: Names = {
        loops: [],
        assigned: new Map(),
        everAssigned: new Set(assignedNames(instruction.body)),
        given: arguments_,
        reserved: names.reserved,
      }
      walk(instruction.body, inside, facts, context)
    }
  }
}

function visitFor(
  { name, over, offset, limit, body, otherwise, at }: Extract<Instruction, { do: 'for' }>,
  names: Names,
  facts: Facts,
  context: WalkContext,
  read: (expression: Expression, needed: boolean) => Value,
): void {
  const { shape, key } = read(over, false)
  if (isNever(shape, ['list'])) {
    context.report('TPL107', at, `only a list can be looped over, and this is ${spellKinds(shape)}`)
  }
  for (const bound of [offset, limit]) {
    if (bound === undefined) continue
    if (isNever(read(bound, true).shape, ['number', 'text']))
      context.report('TPL108', at, 'limit and offset are numbers')
  }
  const inside: Names = {
    ...copyNames(names),
    loops: [
      ...names.loops,
      [name, { shape: shape.element ?? anyShape, missing: false, key: context.newKey(name) }],
      ['forloop', { shape: forloop, missing: false, key: context.newKey('forloop') }],
    ],
  }
  walk(body, inside, key === undefined ? facts : union(facts, new Set([key])), context)
  const empty = copyNames(names)
  walk(otherwise, empty, facts, context)
  mergeAssigned(names, [inside, empty], context)
}

function checkOutput(shape: Shape, at: At, report: Report): void {
  if (shape.kinds === undefined) return
  const holdsObjects = shape.element !== undefined && isNever(shape.element, ['text', 'number', 'truth value'])
  if (!isNever(shape, ['text', 'number', 'truth value'])) return
  if (shape.kinds.has('object')) report('TPL108', at, 'an object cannot be printed', 'name one of its fields')
  else if (shape.kinds.has('list') && (holdsObjects || shape.element === undefined)) {
    report('TPL108', at, 'a list of this kind cannot be printed', 'use {% for %}, or | map and | join')
  }
}

function copyNames(names: Names): Names {
  return { ...names, assigned: new Map(names.assigned) }
}

/** After a block each name is what one of its arms made of it. */
function mergeAssigned(names: Names, arms: readonly Names[], { newKey }: WalkContext): void {
  const changed = new Set(arms.flatMap(({ assigned }) => [...assigned.keys()]))
  for (const name of changed) {
    const found = arms.map(({ assigned }) => assigned.get(name))
    const [first] = found
    if (first !== undefined && found.every((binding) => binding === first)) continue
    const behind = names.given.get(name)
    const known = found.map((binding) => binding ?? behind).filter((binding) => binding !== undefined)
    names.assigned.set(name, {
      shape: unite(known.map(({ shape }) => shape)),
      missing: known.length < arms.length || known.some(({ missing }) => missing),
      key: newKey(name),
    })
  }
}

function inAll(sets: readonly Facts[]): Facts {
  const [first, ...others] = sets
  return new Set([...(first ?? [])].filter((key) => others.every((set) => set.has(key))))
}
