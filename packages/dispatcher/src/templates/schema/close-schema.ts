/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>

// Below these keywords stand schemas; anywhere else (`enum`, `const`, `default`, `examples`) stands data.
const single = [
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
]
const lists = ['prefixItems', 'anyOf', 'oneOf']
const maps = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']

/**
 * Closes every object schema that lists properties and does not say whether others may come: a typo in what a service
 * emits is then an error and not a gap in the mail. Schemas below `allOf`, `not` and `if` are parts of another and stay
 * as they are. This is the schema that is published, generated from and hashed.
 */
export function closeSchema(schema: JsonSchema): JsonSchema {
  const closed: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(schema)) closed[key] = closeUnder(key, value)
  const combined = ['allOf', 'if', '$ref', 'unevaluatedProperties', 'additionalProperties'].some((key) =>
    Object.hasOwn(schema, key),
  )
  if (isRecord(schema.properties) && !combined) closed.additionalProperties = false
  return closed
}

function closeUnder(key: string, value: unknown): unknown {
  if (single.includes(key) && isRecord(value)) return closeSchema(value)
  if (lists.includes(key) && Array.isArray(value)) {
    return value.map((element) => (isRecord(element) ? closeSchema(element) : element))
  }
  if (maps.includes(key) && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, isRecord(each) ? closeSchema(each) : each]),
    )
  }
  return value
}

function isRecord(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
