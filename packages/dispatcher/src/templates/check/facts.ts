import type { Expression } from '../../render/program-data.js'

/** Keys of paths that are known to hold something. */
export type Facts = ReadonlySet<string>

/** What is known where a condition holds, and where it does not. */
export interface ConditionFacts {
  readonly holds: Facts
  readonly fails: Facts
}

const none: Facts = new Set()

/** The key of a path at this place of the template; undefined for anything else. */
export type KeyOf = (expression: Expression) => string | undefined

/**
 * What a condition says about which values are there: `{% if order.note %}` guards what it holds.
 */
export function factsOf(expression: Expression, keyOf: KeyOf): ConditionFacts {
  switch (expression.is) {
    case 'path':
      return { holds: keys(keyOf(expression)), fails: none }
    case 'not': {
      const { holds, fails } = factsOf(expression.of, keyOf)
      return { holds: fails, fails: holds }
    }
    case 'operation':
      return ofOperation(expression, keyOf)
    default:
      return { holds: none, fails: none }
  }
}

function ofOperation(
  { operator, left, right }: Extract<Expression, { is: 'operation' }>,
  keyOf: KeyOf,
): ConditionFacts {
  switch (operator) {
    case 'and':
    case 'or': {
      const a = factsOf(left, keyOf)
      const b = factsOf(right, keyOf)
      return operator === 'and'
        ? { holds: union(a.holds, b.holds), fails: intersection(a.fails, b.fails) }
        : { holds: intersection(a.holds, b.holds), fails: union(a.fails, b.fails) }
    }
    case '==':
      return ofEquality(left, right, keyOf)
    case '!=': {
      const { holds, fails } = ofEquality(left, right, keyOf)
      return { holds: fails, fails: holds }
    }
    case 'contains':
      return { holds: keys(keyOf(left)), fails: none }
    default: {
      // nil is neither smaller nor greater than anything.
      const counted = operator === '>' || operator === '>=' ? sizeOwner(left, keyOf) : sizeOwner(right, keyOf)
      return { holds: union(keys(keyOf(left)), union(keys(keyOf(right)), filled(counted))), fails: none }
    }
  }
}

function ofEquality(left: Expression, right: Expression, keyOf: KeyOf): ConditionFacts {
  if (left.is === 'blank' || left.is === 'empty' || left.is === 'literal') {
    if (right.is !== 'path') return { holds: none, fails: none }
    return ofEquality(right, left, keyOf)
  }
  const key = keyOf(left)
  if (right.is === 'blank') return { holds: none, fails: union(keys(key), filled(key)) }
  if (right.is === 'empty') return { holds: keys(key), fails: none }
  if (right.is === 'literal') {
    return right.value === null ? { holds: none, fails: keys(key) } : { holds: keys(key), fails: none }
  }
  return { holds: none, fails: none }
}

/** The list whose `size` is asked for. */
function sizeOwner(expression: Expression, keyOf: KeyOf): string | undefined {
  if (expression.is !== 'path' || expression.steps.at(-1) !== 'size') return undefined
  return keyOf({ ...expression, steps: expression.steps.slice(0, -1) })
}

/** A list that is not empty has a first and a last element. */
function filled(key: string | undefined): Facts {
  return key === undefined ? none : new Set([`${key}.first`, `${key}.last`, `${key}.0`])
}

/** A path that holds something proves the ones above it. */
function keys(key: string | undefined): Facts {
  if (key === undefined) return none
  const parts = key.split('.')
  return new Set(parts.map((_, index) => parts.slice(0, index + 1).join('.')))
}

/** Both together. */
export function union(a: Facts, b: Facts): Facts {
  return a.size === 0 ? b : b.size === 0 ? a : new Set([...a, ...b])
}

function intersection(a: Facts, b: Facts): Facts {
  return new Set([...a].filter((key) => b.has(key)))
}
