import { canonicalJson } from '../contract-hash.js'
import { type Conjunction, childOf, childrenOf, flatten, isRecord, keyword, type SchemaNode } from './schema-node.js'

/** What a value is; `fraction` is a number that is no integer. */
export type ValueType = 'string' | 'integer' | 'fraction' | 'boolean' | 'null' | 'array' | 'object'

const every: readonly ValueType[] = ['string', 'integer', 'fraction', 'boolean', 'null', 'array', 'object']

/** Types of the values that may be valid: at least all that are. */
export function typesOf(conjunction: Conjunction): ReadonlySet<ValueType> {
  let types: readonly ValueType[] = every
  for (const node of conjunction) {
    const own = ownTypes(node)
    if (own !== undefined) types = types.filter((type) => own.has(type))
  }
  return new Set(types)
}

/** Types that one schema states; undefined where it states none. */
export function ownTypes(node: SchemaNode): ReadonlySet<ValueType> | undefined {
  if (node.schema === false) return new Set()
  const listed = listedValues(node)
  if (listed !== undefined) return new Set(listed.map(typeOfValue))
  const type = keyword(node, 'type')
  if (type === undefined) return undefined
  const names = (Array.isArray(type) ? type : [type]).flatMap((name) =>
    name === 'number' ? ['integer', 'fraction'] : [String(name)],
  )
  if (keyword(node, 'nullable') === true) names.push('null')
  return new Set(names as ValueType[])
}

/** The values of `enum` or `const`. */
export function listedValues(node: SchemaNode): readonly unknown[] | undefined {
  const listed = keyword(node, 'enum')
  const constant = keyword(node, 'const')
  if (constant !== undefined) return [constant]
  return Array.isArray(listed) ? listed : undefined
}

/** All values that may be valid, where they can be listed. */
export function finiteValues(conjunction: Conjunction): readonly unknown[] | undefined {
  const types = typesOf(conjunction)
  const lists = conjunction.map(listedValues).filter((list) => list !== undefined)
  const [first = few(types)] = lists
  return first?.filter(
    (value) => types.has(typeOfValue(value)) && conjunction.every((node) => node.side.takes(node, value) !== false),
  )
}

function few(types: ReadonlySet<ValueType>): readonly unknown[] | undefined {
  if ([...types].some((type) => type !== 'boolean' && type !== 'null')) return undefined
  return [...(types.has('boolean') ? [true, false] : []), ...(types.has('null') ? [null] : [])]
}

/** Whether certainly no value is valid. */
export function isEmpty(conjunction: Conjunction): boolean {
  return typesOf(conjunction).size === 0 || finiteValues(conjunction)?.length === 0
}

/** What holds for the property of a name, where it is there. */
export function propertyOf(conjunction: Conjunction, name: string): Conjunction {
  return conjunction.flatMap((node) => {
    const own = childOf(node, 'properties', name)
    const patterned = patternsOf(node).filter((pattern) => matches(pattern, name))
    const parts = [
      ...(own === undefined ? [] : [own]),
      ...patterned.flatMap((pattern) => childOf(node, 'patternProperties', pattern) ?? []),
    ]
    const rest = parts.length === 0 ? childOf(node, 'additionalProperties') : undefined
    return [...parts, ...(rest === undefined ? [] : [rest])].flatMap((part) => flatten(part))
  })
}

/** What holds for the element of a list at a position, where it is there. */
export function elementOf(conjunction: Conjunction, index: number): Conjunction {
  return conjunction.flatMap((node) => {
    const own = childOf(node, 'prefixItems', String(index)) ?? childOf(node, 'items')
    return own === undefined ? [] : flatten(own)
  })
}

/** Names of the properties that are spelt out. */
export function namesOf(conjunction: Conjunction): readonly string[] {
  return [...new Set(conjunction.flatMap((node) => Object.keys(recordOf(node, 'properties'))))]
}

/** Names of the properties that are always there. */
export function requiredOf(conjunction: Conjunction): ReadonlySet<string> {
  return new Set(conjunction.flatMap((node) => listOf(node, 'required').map(String)))
}

/** Patterns of `patternProperties`. */
export function patternsOf(node: SchemaNode): readonly string[] {
  return Object.keys(recordOf(node, 'patternProperties'))
}

/** Whether a pattern of JSON Schema is found in a text. */
export function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return false
  }
}

/** Numbers that a keyword has in the schemas. */
export function numbersOf(conjunction: Conjunction, name: string): readonly number[] {
  return conjunction.map((node) => keyword(node, name)).filter((value) => typeof value === 'number')
}

/** Whether values are alike as JSON. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/**
 * The same values as several conjunctions, of which each value is in at least one: by `anyOf` and `oneOf`, else by type.
 * Undefined where there is nothing to divide.
 */
export function alternativesOf(conjunction: Conjunction): readonly Conjunction[] | undefined {
  for (const [index, node] of conjunction.entries()) {
    for (const key of ['anyOf', 'oneOf']) {
      const branches = childrenOf(node, key)
      if (branches.length === 0) continue
      const { [key]: _taken, ...rest } = node.schema as Readonly<Record<string, unknown>>
      const others = conjunction.with(index, { ...node, schema: rest, pointer: `~${key}${node.pointer}` })
      return branches.map((branch) => [...others, ...flatten(branch)])
    }
  }
  const types = typesOf(conjunction)
  const divided = conjunction.some((node) => Array.isArray(keyword(node, 'type')) || keyword(node, 'nullable') === true)
  const [first] = conjunction
  const names = [...new Set([...types].map((type) => (type === 'fraction' ? 'number' : type)))]
  if (!divided || names.length < 2 || first === undefined) return undefined
  return names.map((type) => [...conjunction, { schema: { type }, pointer: `~type ${type}`, side: first.side }])
}

function typeOfValue(value: unknown): ValueType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction'
  return typeof value as 'string' | 'boolean' | 'object'
}

function recordOf(node: SchemaNode, name: string): Readonly<Record<string, unknown>> {
  const value = keyword(node, name)
  return isRecord(value) ? value : {}
}

function listOf(node: SchemaNode, name: string): readonly unknown[] {
  const value = keyword(node, name)
  return Array.isArray(value) ? value : []
}
