import type { Comparison } from './comparison.js'
import { broken, fieldOf, type Narrowing } from './narrowing.js'
import { elementOf, numbersOf } from './old-values.js'
import { type Conjunction, childOf, keyword, type SchemaNode } from './schema-node.js'

/** Length, elements and uniqueness of lists. */
export function coversList(
  old: Conjunction,
  node: SchemaNode,
  field: string,
  comparison: Comparison,
): readonly Narrowing[] {
  const found: Narrowing[] = []
  const least = keyword(node, 'minItems')
  if (typeof least === 'number' && Math.max(0, ...numbersOf(old, 'minItems')) < least) {
    found.push(broken(field, 'narrowed', `has at least ${least} elements now`))
  }
  const longest = longestOf(old)
  const most = keyword(node, 'maxItems')
  if (typeof most === 'number' && longest > most) {
    found.push(broken(field, 'narrowed', `has at most ${most} elements now`))
  }
  const unique = old.some((each) => keyword(each, 'uniqueItems') === true)
  if (keyword(node, 'uniqueItems') === true && !unique && longest > 1) {
    found.push(broken(field, 'narrowed', 'has no element twice now'))
  }
  const positions = Math.max(...[...old, node].map(prefixLength))
  for (let index = 0; index < Math.min(positions, longest); index++) {
    const element = childOf(node, 'prefixItems', String(index)) ?? childOf(node, 'items')
    if (element !== undefined) {
      found.push(...comparison.covers(elementOf(old, index), element, fieldOf(field, String(index))))
    }
  }
  const rest = childOf(node, 'items')
  if (rest !== undefined && longest > positions) {
    found.push(...comparison.covers(elementOf(old, positions), rest, fieldOf(field, '*')))
  }
  return found
}

function longestOf(old: Conjunction): number {
  const closed = old.filter((each) => keyword(each, 'items') === false).map(prefixLength)
  return Math.min(...numbersOf(old, 'maxItems'), ...closed)
}

function prefixLength(node: SchemaNode): number {
  const prefix = keyword(node, 'prefixItems')
  return Array.isArray(prefix) ? prefix.length : 0
}
