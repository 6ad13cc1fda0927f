import type { Expression, FilterCall, Instruction } from '../../render/program-data.js'
import { reservedNames } from '../../render/scope.js'
import { type Facts, factsOf, type KeyOf, union } from '../check/facts.js'
import { filterInput, stepInto, takesNumber, typeOfLiterals } from './filter-uses.js'
import { elementOf, fieldOf, type Guess, type GuessType } from './guess.js'

/** What names stand for: a guess, or undefined where it is no part of the data. */
type Scope = ReadonlyMap<string, Guess | undefined>

/** How an expression is used. */
interface Use {
  /** Whether it fails where there is no value. */
  readonly needed: boolean
  readonly as?: GuessType
}

/** Takes in how instructions use the data. `data` has the names of the template as its fields. */
export function readUses(body: readonly Instruction[], data: Guess): void {
  walk(body, new Map(), new Set(), (name) => fieldOf(data, name))
}

/** @param behind what a name stands for that the template has not made itself */
function walk(
  body: readonly Instruction[],
  scope: Map<string, Guess | undefined>,
  facts: Facts,
  behind: (name: string) => Guess | undefined,
): void {
  const nameOf = (name: string): Guess | undefined => {
    if (scope.has(name)) return scope.get(name)
    return name === 'forloop' || reservedNames.includes(name) ? undefined : behind(name)
  }
  const keyOf: KeyOf = (expression) => {
    if (expression.is !== 'path' || expression.steps.some((step) => typeof step === 'object')) return undefined
    let guess = nameOf(expression.root)
    for (const step of expression.steps) guess = guess && stepInto(guess, step)
    return guess?.key
  }
  for (const each of body) if (typeof each !== 'string') visit(each)

  function visit(each: Exclude<Instruction, string>): void {
    switch (each.do) {
      case 'output':
        read(each.value, facts, { needed: true, as: 'string' })
        return
      case 'assign':
        scope.set(each.name, read(each.value, facts, { needed: each.value.is === 'filtered' }))
        return
      case 'capture':
        walk(each.body, scope, facts, behind)
        scope.set(each.name, undefined)
        return
      case 'if': {
        let known = facts
        for (const { test, negated, body: arm } of each.branches) {
          ask(test, known)
          const { holds, fails } = factsOf(test, keyOf)
          walk(arm, new Map(scope), union(known, negated === true ? fails : holds), behind)
          known = union(known, negated === true ? holds : fails)
        }
        walk(each.otherwise, new Map(scope), known, behind)
        return
      }
      case 'case': {
        const values = each.branches.flatMap((branch) => branch.values)
        read(each.value, facts, { needed: false, ...typeOfLiterals(values) })
        for (const branch of each.branches) {
          const [value] = branch.values
          const held =
            value !== undefined && branch.values.length === 1
              ? factsOf({ is: 'operation', operator: '==', left: each.value, right: value }, keyOf).holds
              : new Set<string>()
          walk(branch.body, new Map(scope), union(facts, held), behind)
        }
        walk(each.otherwise, new Map(scope), facts, behind)
        return
      }
      case 'for': {
        const over = read(each.over, facts, { needed: false, as: 'array' })
        for (const bound of [each.offset, each.limit]) {
          if (bound !== undefined) read(bound, facts, { needed: true, as: 'number' })
        }
        const inside = new Map(scope).set(each.name, over && elementOf(over))
        walk(each.body, inside, over === undefined ? facts : union(facts, new Set([over.key])), behind)
        walk(each.otherwise, new Map(scope), facts, behind)
        return
      }
      case 'partial': {
        const given: Scope = new Map(
          Object.entries(each.arguments).map(([name, value]) => [name, read(value, facts, { needed: false })]),
        )
        walk(each.body, new Map(), facts, (name) => given.get(name))
      }
    }
  }

  /** A condition: what stands alone in it is asked for. */
  function ask(test: Expression, known: Facts): void {
    switch (test.is) {
      case 'not':
        ask(test.of, known)
        return
      case 'operation': {
        const { operator, left, right } = test
        if (operator === 'and' || operator === 'or') {
          ask(left, known)
          ask(right, operator === 'and' ? union(known, factsOf(left, keyOf).holds) : known)
          return
        }
        for (const [side, other] of [
          [left, right],
          [right, left],
        ] as const) {
          const isAsked =
            other.is === 'blank' || other.is === 'empty' || (other.is === 'literal' && other.value === null)
          const found = read(side, known, {
            needed: false,
            ...(operator === 'contains' ? {} : typeOfLiterals([other])),
          })
          if (isAsked && found !== undefined && side.is === 'path') found.asked = true
        }
        return
      }
      default: {
        const found = read(test, known, { needed: false, as: 'boolean' })
        if (found !== undefined && test.is === 'path') found.asked = true
      }
    }
  }

  /** Takes in a use, and gives the part of the data that the expression is, if it is one. */
  function read(expression: Expression, known: Facts, use: Use): Guess | undefined {
    switch (expression.is) {
      case 'path': {
        const guess = follow(expression, known, use.needed)
        if (guess !== undefined && use.as !== undefined) guess.used.add(use.as)
        return guess
      }
      case 'range':
        for (const bound of [expression.from, expression.to]) read(bound, known, { needed: true, as: 'number' })
        return undefined
      case 'not':
      case 'operation':
        ask(expression, known)
        return undefined
      case 'filtered':
        return readFiltered(expression.of, expression.filters, known, use)
      default:
        return undefined
    }
  }

  function readFiltered(of: Expression, calls: readonly FilterCall[], known: Facts, use: Use): Guess | undefined {
    const forgiving = calls[0]?.name === 'default'
    let value = read(of, known, { needed: use.needed && !forgiving })
    if (forgiving && value !== undefined) value.asked = true
    for (const call of calls) {
      for (const argument of [...call.arguments, ...Object.values(call.named)]) {
        read(argument, known, { needed: true, ...(takesNumber.has(call.name) ? { as: 'number' as const } : {}) })
      }
      value = value === undefined ? undefined : filterInput(value, call)
    }
    if (value !== undefined && use.as !== undefined) value.used.add(use.as)
    return value
  }

  /** The last step needs what stands before it, but for what a condition has found. */
  function follow(path: Extract<Expression, { is: 'path' }>, known: Facts, needed: boolean): Guess | undefined {
    let guess = nameOf(path.root)
    const need = (): void => {
      if (guess !== undefined && needed && !known.has(guess.key)) guess.needed = true
    }
    need()
    for (const step of path.steps) {
      if (typeof step === 'object') read(step, known, { needed: true })
      guess = guess && stepInto(guess, step)
      need()
    }
    return guess
  }
}
