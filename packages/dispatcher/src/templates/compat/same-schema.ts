import { canonicalJson } from '../contract-hash.js'
import { annotations, childOf, isRecord, keyword, resolveNode, type SchemaNode } from './schema-node.js'

/** Below these keywords stands data, which is compared as it is. */
const data: ReadonlySet<string> = new Set(['const', 'enum', 'required', 'dependentRequired', 'type'])

/**
 * Whether two schemas say the same, word for word but for annotations and for where what they refer to stands.
 *
 * @param only the keywords to look at; undefined: all.
 */
export function sameSchema(
  a: SchemaNode,
  b: SchemaNode,
  only?: readonly string[],
  assumed: ReadonlySet<string> = new Set(),
): boolean {
  if (typeof a.schema === 'boolean' || typeof b.schema === 'boolean') return a.schema === b.schema
  const pair = `${a.pointer} ${b.pointer}`
  if (assumed.has(pair)) return true
  const within = only === undefined ? new Set([...assumed, pair]) : assumed
  const keys = [...new Set([...Object.keys(a.schema), ...Object.keys(b.schema)])]
  return keys
    .filter((key) => (only === undefined ? !annotations.has(key) : only.includes(key)))
    .every((key) => sameKeyword(a, b, key, within))
}

function sameKeyword(a: SchemaNode, b: SchemaNode, key: string, assumed: ReadonlySet<string>): boolean {
  const [left, right] = [keyword(a, key), keyword(b, key)]
  if (data.has(key) || left === undefined || right === undefined) return canonicalJson(left) === canonicalJson(right)
  if (key === '$ref') {
    const [from, to] = [resolveNode(a, String(left)), resolveNode(b, String(right))]
    return from !== undefined && to !== undefined && sameSchema(from, to, undefined, assumed)
  }
  return sameBelow(a, b, [key], left, right, assumed)
}

/** Schemas, lists of schemas and maps of schemas. */
function sameBelow(
  a: SchemaNode,
  b: SchemaNode,
  keys: readonly string[],
  left: unknown,
  right: unknown,
  assumed: ReadonlySet<string>,
): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((each, index) => sameBelow(a, b, [...keys, String(index)], each, right[index], assumed))
    )
  }
  if (!isRecord(left) || !isRecord(right)) return canonicalJson(left) === canonicalJson(right)
  const isMap = keys.length === 1 && ['properties', 'patternProperties', 'dependentSchemas'].includes(keys[0] ?? '')
  if (!isMap) {
    const [from, to] = [childOf(a, ...keys), childOf(b, ...keys)]
    return from !== undefined && to !== undefined && sameSchema(from, to, undefined, assumed)
  }
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  return names.every((name) => sameBelow(a, b, [...keys, name], left[name], right[name], assumed))
}
