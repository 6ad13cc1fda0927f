import { contractHash } from '../contract-hash.js'
import type { JsonSchema } from '../schema/close-schema.js'
import { coversChoice } from './choices.js'
import type { Comparison } from './comparison.js'
import { coversList } from './lists.js'
import { broken, fieldOf, type Narrowing, spell, undecided } from './narrowing.js'
import { coversObject, isClosed } from './objects.js'
import { alternativesOf, finiteValues, isEmpty, namesOf, ownTypes, propertyOf, typesOf } from './old-values.js'
import { sameSchema } from './same-schema.js'
import { coversNumber, coversText } from './scalars.js'
import {
  annotations,
  type Conjunction,
  childOf,
  childrenOf,
  flatten,
  isRecord,
  keyword,
  makeSide,
  resolveNode,
  rootNode,
  type SchemaNode,
} from './schema-node.js'

/** Steps after which a comparison is given up: about a second. A contract of a mail takes some hundred. */
const mostSteps = 20_000
/** How often one value is divided into alternatives. */
const mostDivisions = 4

/** Keywords that are compared part by part. */
const understood: ReadonlySet<string> = new Set([
  ...['$ref', 'type', 'nullable', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['minLength', 'maxLength', 'pattern', 'format', 'minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'],
  ...['multipleOf', 'minItems', 'maxItems', 'uniqueItems', 'prefixItems', 'items', 'contains', 'minContains'],
  ...['maxContains', 'required', 'properties', 'patternProperties', 'additionalProperties', 'minProperties'],
  ...['maxProperties', 'dependentRequired', 'propertyNames'],
])

/**
 * Compares two contracts, as they are published. Where nothing is found, every value that is valid under the old one is
 * valid under the new one; what cannot be decided, as whether one pattern says the same as another, is found as `undecided`.
 */
export function compareContracts(before: JsonSchema, after: JsonSchema): readonly Narrowing[] {
  if (contractHash(before) === contractHash(after)) return []
  if ([before, after].some(hasOddReferences)) {
    return [undecided('', 'changed, and references through $id or $dynamicRef are not followed')]
  }
  const found = createComparison().covers(flatten(rootNode(makeSide(before))), rootNode(makeSide(after)), '')
  return distinct(found)
}

function createComparison(): Comparison {
  const open = new Set<string>()
  let steps = 0
  let divisions = 0
  const comparison: Comparison = { covers }

  function covers(old: Conjunction, node: SchemaNode, field: string): readonly Narrowing[] {
    if (node.schema === true || isEmpty(old) || old.some((each) => sameSchema(each, node))) return []
    if (node.schema === false) return [broken(field, 'removed', 'is not allowed any more')]
    if (++steps > mostSteps) return [undecided(field, 'is too involved to be compared')]
    const key = `${old.map(({ pointer }) => pointer).join(' ')} > ${node.pointer}`
    // The same question about something deeper in the data: data ends, so the answer is that of everything else.
    if (open.has(key)) return []
    open.add(key)
    try {
      return divide(old, node, field)
    } finally {
      open.delete(key)
    }
  }

  /** As a whole, or else each alternative by itself. */
  function divide(old: Conjunction, node: SchemaNode, field: string): readonly Narrowing[] {
    const whole = compare(old, node, field)
    if (whole.length === 0 || divisions >= mostDivisions) return whole
    const alternatives = alternativesOf(old)
    if (alternatives === undefined) return whole
    divisions++
    try {
      return distinct(alternatives.flatMap((each) => (isEmpty(each) ? [] : divide(each, node, field))))
    } finally {
      divisions--
    }
  }

  function compare(old: Conjunction, node: SchemaNode, field: string): readonly Narrowing[] {
    const values = finiteValues(old)
    if (values !== undefined) return coversValues(values, node, field)
    const found: Narrowing[] = []
    const types = typesOf(old)
    const own = ownTypes(node)
    const listed = keyword(node, 'enum') ?? keyword(node, 'const')
    if (listed !== undefined) {
      const message = `is ${Array.isArray(listed) ? 'one of ' : ''}${spell(listed)} now`
      const shaped = old.some((each) => keyword(each, 'pattern') !== undefined)
      return [shaped ? undecided(field, message) : broken(field, 'narrowed', message)]
    }
    if (own !== undefined && [...types].some((type) => !own.has(type))) {
      const spelt = [keyword(node, 'type')].flat().join(' or ')
      found.push(broken(field, 'narrowed', `is ${/^[aeiou]/.test(spelt) ? 'an' : 'a'} ${spelt} now`))
    }
    const ref = keyword(node, '$ref')
    if (typeof ref === 'string') {
      const target = resolveNode(node, ref)
      found.push(...(target === undefined ? [undecided(field, `leads to ${ref}`)] : covers(old, target, field)))
    }
    for (const part of childrenOf(node, 'allOf')) found.push(...covers(old, part, field))
    const isSame = (keys: readonly string[]): boolean => old.some((each) => sameSchema(each, node, keys))
    found.push(...coversChoice(old, node, field, comparison, isSame))
    if (types.has('string')) found.push(...coversText(old, node, field))
    if (types.has('integer') || types.has('fraction')) found.push(...coversNumber(old, node, field, types))
    if (types.has('array')) {
      found.push(...coversList(old, node, field, comparison))
      const contains = ['contains', 'minContains', 'maxContains']
      if (keyword(node, 'contains') !== undefined && !isSame(contains)) {
        found.push(undecided(field, 'has to hold certain elements now'))
      }
    }
    if (types.has('object')) {
      found.push(...coversObject(old, node, field, comparison), ...coversNames(old, node, field, isSame))
    }
    return [...found, ...coversOther(old, node, field)]
  }

  return comparison
}

/** Values that can be listed are tried one by one. */
function coversValues(values: readonly unknown[], node: SchemaNode, field: string): readonly Narrowing[] {
  const refused = values.filter((value) => node.side.takes(node, value) === false)
  if (refused.length > 0) {
    return [broken(field, 'narrowed', `is not ${refused.map(spell).slice(0, 5).join(', ')} any more`)]
  }
  const known = values.every((value) => node.side.takes(node, value) === true)
  return known ? [] : [undecided(field, 'has a schema that does not compile')]
}

function coversNames(
  old: Conjunction,
  node: SchemaNode,
  field: string,
  isSame: (keys: readonly string[]) => boolean,
): readonly Narrowing[] {
  const names = childOf(node, 'propertyNames')
  if (names === undefined || isSame(['propertyNames'])) return []
  if (!isClosed(old)) return [undecided(field, 'has rules for the names of its properties now')]
  return namesOf(old)
    .filter((name) => !isEmpty(propertyOf(old, name)) && names.side.takes(names, name) !== true)
    .map((name) => broken(fieldOf(field, name), 'removed', 'has a name that is not allowed any more'))
}

/** Keywords that depend on the whole schema, or that nobody knows: only the same one is sure. */
function coversOther(old: Conjunction, node: SchemaNode, field: string): readonly Narrowing[] {
  const others = Object.keys(node.schema).filter((key) => !understood.has(key) && !annotations.has(key))
  if (others.length === 0 || old.some((each) => sameSchema(each, node))) return []
  return others.map((key) => undecided(field, `has \`${key}\`, which is compared word for word only`))
}

function hasOddReferences(schema: unknown, depth: number = 0): boolean {
  if (Array.isArray(schema)) return schema.some((each) => hasOddReferences(each, depth + 1))
  if (!isRecord(schema)) return false
  return Object.entries(schema).some(
    ([key, inner]) =>
      (typeof inner === 'string' && (key === '$dynamicRef' || (key === '$id' && depth > 0))) ||
      hasOddReferences(inner, depth + 1),
  )
}

function distinct(found: readonly Narrowing[]): readonly Narrowing[] {
  const seen = new Set<string>()
  return found.filter((each) => {
    const text = JSON.stringify(each)
    const isNew = !seen.has(text)
    seen.add(text)
    return isNew
  })
}
