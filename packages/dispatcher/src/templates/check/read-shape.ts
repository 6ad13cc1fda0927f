import type { JsonSchema } from '../schema/close-schema.js'
import { anyShape, type Field, type Kind, kindOfValue, linkedField, type Shape, shapeOfKinds, unite } from './shape.js'

type Draft = { -readonly [key in keyof Shape]: Shape[key] }

/** Reads a schema. References are followed once, so that recursive schemas end. */
export function shapeOf(root: JsonSchema): Shape {
  const known = new Map<JsonSchema, Draft>()

  function read(schema: unknown, path: readonly string[]): Shape {
    if (!isRecord(schema)) return anyShape
    const made = known.get(schema)
    if (made !== undefined) return made
    const draft: Draft = { ...shapeOfKinds(undefined) }
    known.set(schema, draft)
    if (typeof schema.$ref === 'string') Object.assign(draft, read(...resolve(root, schema.$ref)))
    else fill(draft, schema, path)
    return draft
  }

  function fill(draft: Draft, schema: JsonSchema, path: readonly string[]): void {
    draft.kinds = kindsOf(schema)
    const listed = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : undefined
    draft.values = listed
    draft.minItems = typeof schema.minItems === 'number' ? schema.minItems : 0
    if (isRecord(schema.items)) draft.element = read(schema.items, [...path, 'items'])
    const required = Array.isArray(schema.required) ? schema.required : []
    const fields = new Map<string, Field>()
    for (const [name, property] of Object.entries(isRecord(schema.properties) ? schema.properties : {})) {
      const own = [...path, 'properties', name]
      fields.set(name, { shape: read(property, own), required: required.includes(name), path: own, used: false })
    }
    draft.fields = fields
    draft.rest = restOf(schema, path)
    for (const [key, every] of [
      ['allOf', true],
      ['anyOf', false],
      ['oneOf', false],
    ] as const) {
      const parts = schema[key]
      if (!Array.isArray(parts)) continue
      const shapes = parts.map((part, index) => read(part, [...path, key, String(index)]))
      if (every) for (const shape of shapes) intersect(draft, shape)
      else intersect(draft, unite(shapes))
    }
  }

  function restOf(schema: JsonSchema, path: readonly string[]): Shape | undefined {
    const { additionalProperties, patternProperties } = schema
    if (isRecord(additionalProperties)) return read(additionalProperties, [...path, 'additionalProperties'])
    if (additionalProperties === true || isRecord(patternProperties)) return anyShape
    return undefined
  }

  return read(root, [])
}

function intersect(draft: Draft, shape: Shape): void {
  draft.kinds ??= shape.kinds
  draft.values ??= shape.values
  draft.element ??= shape.element
  draft.rest ??= shape.rest
  draft.minItems = Math.max(draft.minItems, shape.minItems)
  const fields = new Map(draft.fields)
  for (const [name, field] of shape.fields) {
    const own = fields.get(name)
    fields.set(
      name,
      own === undefined
        ? field
        : linkedField(
            [own, field],
            own.shape.kinds === undefined ? field.shape : own.shape,
            own.path,
            own.required || field.required,
          ),
    )
  }
  draft.fields = fields
}

function kindsOf(schema: JsonSchema): ReadonlySet<Kind> | undefined {
  if (typeof schema.type === 'string') return new Set([kindOfType(schema.type)])
  if (Array.isArray(schema.type)) return new Set(schema.type.map((type) => kindOfType(String(type))))
  if (Array.isArray(schema.enum)) return new Set(schema.enum.map(kindOfValue))
  if ('const' in schema) return new Set([kindOfValue(schema.const)])
  if (isRecord(schema.properties)) return new Set(['object'])
  return undefined
}

function kindOfType(type: string): Kind {
  switch (type) {
    case 'string':
      return 'text'
    case 'boolean':
      return 'truth value'
    case 'array':
      return 'list'
    case 'object':
      return 'object'
    case 'null':
      return 'nothing'
    default:
      return 'number'
  }
}

function resolve(root: JsonSchema, reference: string): [unknown, readonly string[]] {
  const path = reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
  let found: unknown = root
  for (const part of path) found = isRecord(found) && Object.hasOwn(found, part) ? found[part] : undefined
  return [found, path]
}

function isRecord(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
