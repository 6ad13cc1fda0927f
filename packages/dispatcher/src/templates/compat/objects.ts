import type { Comparison } from './comparison.js'
import { broken, fieldOf, type Narrowing } from './narrowing.js'
import { isEmpty, matches, namesOf, numbersOf, patternsOf, propertyOf, requiredOf } from './old-values.js'
import { type Conjunction, childOf, flatten, isRecord, keyword, type SchemaNode } from './schema-node.js'

/** Properties of objects: which there are, which are always there, and what they hold. */
export function coversObject(
  old: Conjunction,
  node: SchemaNode,
  field: string,
  comparison: Comparison,
): readonly Narrowing[] {
  const required = requiredOf(old)
  const names = namesOf(old)
  const found: Narrowing[] = []
  for (const name of requiredOf([node])) {
    if (!required.has(name)) found.push(broken(fieldOf(field, name), 'required', 'is required now'))
  }
  found.push(...coversDependent(old, node, field, required), ...coversCounts(old, node, field, required, names))
  const own = new Set(namesOf([node]))
  for (const name of own) {
    const property = childOf(node, 'properties', name)
    if (property === undefined) continue
    found.push(...comparison.covers(propertyOf(old, name), property, fieldOf(field, name)))
  }
  const patterns = patternsOf(node)
  const rest = childOf(node, 'additionalProperties')
  for (const name of names) {
    const matching = patterns.filter((pattern) => matches(pattern, name))
    const below = matching.map((pattern) => childOf(node, 'patternProperties', pattern))
    if (matching.length === 0 && !own.has(name)) below.push(rest)
    for (const schema of below) {
      if (schema !== undefined) found.push(...comparison.covers(propertyOf(old, name), schema, fieldOf(field, name)))
    }
  }
  for (const pattern of patterns) {
    const schema = childOf(node, 'patternProperties', pattern)
    if (schema !== undefined) found.push(...comparison.covers(otherNames(old, pattern), schema, fieldOf(field, '*')))
  }
  if (rest !== undefined) {
    // A name that none of the new contract's words is about may be about any pattern of the old one.
    const oldPatterns = old.flatMap(patternsOf).filter((pattern) => !patterns.includes(pattern))
    for (const pattern of [undefined, ...new Set(oldPatterns)]) {
      found.push(...comparison.covers(otherNames(old, pattern), rest, fieldOf(field, '*')))
    }
  }
  return found
}

/**
 * What holds for the property of a name that is not spelt out: one that this pattern matches, or that none matches. Of
 * schemas with other patterns nothing is taken, since theirs may match too.
 */
export function otherNames(old: Conjunction, pattern: string | undefined): Conjunction {
  return old.flatMap((node) => {
    const patterns = patternsOf(node)
    const unknown = pattern !== undefined && patterns.length > 0
    const schema =
      pattern !== undefined && patterns.includes(pattern)
        ? childOf(node, 'patternProperties', pattern)
        : unknown
          ? undefined
          : childOf(node, 'additionalProperties')
    return schema === undefined ? [] : flatten(schema)
  })
}

/** Whether objects have no properties but those that are spelt out. */
export function isClosed(old: Conjunction): boolean {
  const patterns = old.flatMap(patternsOf)
  return [undefined, ...patterns].every((pattern) => isEmpty(otherNames(old, pattern)))
}

function coversDependent(
  old: Conjunction,
  node: SchemaNode,
  field: string,
  required: ReadonlySet<string>,
): readonly Narrowing[] {
  const dependent = keyword(node, 'dependentRequired')
  if (!isRecord(dependent)) return []
  return Object.entries(dependent).flatMap(([name, needed]) => {
    if (!Array.isArray(needed) || isEmpty(propertyOf(old, name))) return []
    const before = old.flatMap((each) => {
      const own = keyword(each, 'dependentRequired')
      const list = isRecord(own) && Object.hasOwn(own, name) ? own[name] : []
      return Array.isArray(list) ? list : []
    })
    return needed
      .filter((each: unknown) => !required.has(String(each)) && !before.includes(each) && each !== name)
      .map((each: unknown) =>
        broken(fieldOf(field, String(each)), 'required', `is required now where ${name} is there`),
      )
  })
}

function coversCounts(
  old: Conjunction,
  node: SchemaNode,
  field: string,
  required: ReadonlySet<string>,
  names: readonly string[],
): readonly Narrowing[] {
  const found: Narrowing[] = []
  const least = keyword(node, 'minProperties')
  if (typeof least === 'number' && Math.max(required.size, ...numbersOf(old, 'minProperties')) < least) {
    found.push(broken(field, 'narrowed', `has at least ${least} properties now`))
  }
  const most = keyword(node, 'maxProperties')
  const possible = isClosed(old)
    ? names.filter((name) => !isEmpty(propertyOf(old, name))).length
    : Number.POSITIVE_INFINITY
  if (typeof most === 'number' && Math.min(possible, ...numbersOf(old, 'maxProperties')) > most) {
    found.push(broken(field, 'narrowed', `has at most ${most} properties now`))
  }
  return found
}
