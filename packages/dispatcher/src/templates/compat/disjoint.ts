import { alternativesOf, finiteValues, isEmpty, propertyOf, requiredOf, typesOf } from './old-values.js'
import type { Conjunction } from './schema-node.js'

/** How far below a value is looked for what tells two schemas apart. */
const deepest = 3

/** Whether certainly no value is valid under both. */
export function areApart(a: Conjunction, b: Conjunction, depth: number = 0): boolean {
  if (isEmpty(a) || isEmpty(b)) return true
  const common = [...typesOf(a)].filter((type) => typesOf(b).has(type))
  if (common.length === 0) return true
  if (noneFits(a, b) || noneFits(b, a)) return true
  if (depth >= deepest) return false
  if (common.length === 1 && common[0] === 'object') {
    for (const name of new Set([...requiredOf(a), ...requiredOf(b)])) {
      if (areApart(propertyOf(a, name), propertyOf(b, name), depth + 1)) return true
    }
  }
  const branches = alternativesOf(b)
  return branches?.every((branch) => areApart(a, branch, depth + 1)) === true
}

/** Whether the values of one can be listed, and the other takes none of them. */
function noneFits(listed: Conjunction, other: Conjunction): boolean {
  const values = finiteValues(listed)
  return values?.every((value) => other.some((node) => node.side.takes(node, value) === false)) === true
}
