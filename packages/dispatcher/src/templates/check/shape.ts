import type { JsonSchema } from '../schema/close-schema.js'

/** Kinds of values, in the words of messages. */
export type Kind = 'text' | 'number' | 'truth value' | 'list' | 'object' | 'nothing'

/** What the schema says about a value. */
export interface Shape {
  /** Kinds that it may have; undefined: any. */
  readonly kinds: ReadonlySet<Kind> | undefined
  /** Fields that the schema names. */
  readonly fields: ReadonlyMap<string, Field>
  /** What fields of other names hold; undefined: there are none. */
  readonly rest: Shape | undefined
  /** Whether fields of other names are always there. */
  readonly restThere?: true
  /** What a list holds. */
  readonly element: Shape | undefined
  readonly minItems: number
  /** All texts and numbers that it may be; undefined: not listed. */
  readonly values: readonly unknown[] | undefined
}

/** A field that the schema names. */
export interface Field {
  readonly shape: Shape
  readonly required: boolean
  /** Where it stands below `data` in template.yaml. */
  readonly path: readonly string[]
  /** Whether a program reads it. */
  used: boolean
}

type Draft = { -readonly [key in keyof Shape]: Shape[key] }

/** Nothing is known. */
export const anyShape: Shape = shapeOfKinds(undefined)

/** A value of one of some kinds, about which nothing else is known. */
export function shapeOfKinds(kinds: readonly Kind[] | undefined, element?: Shape): Shape {
  return {
    kinds: kinds === undefined ? undefined : new Set(kinds),
    fields: new Map(),
    rest: undefined,
    element,
    minItems: 0,
    values: undefined,
  }
}

/** An object with fields that are all there, or may all be missing. */
export function objectShape(fields: Readonly<Record<string, Shape>>, required = true): Shape {
  const made = Object.entries(fields).map(([name, shape]) => [name, { shape, required, path: [], used: true }] as const)
  return { ...shapeOfKinds(['object']), fields: new Map(made) }
}

/** Whether the value certainly has none of these kinds. */
export function isNever({ kinds }: Shape, wanted: readonly Kind[]): boolean {
  return kinds !== undefined && !wanted.some((kind) => kinds.has(kind))
}

/** Whether the schema allows null. */
export function mayBeNothing({ kinds }: Shape): boolean {
  return kinds?.has('nothing') === true
}

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

/** What a value is that is one of several. */
export function unite(shapes: readonly Shape[]): Shape {
  const [first, ...others] = shapes
  if (first === undefined) return anyShape
  if (others.every((shape) => shape === first)) return first
  const names = new Set(shapes.flatMap(({ fields }) => [...fields.keys()]))
  const fields = new Map<string, Field>()
  for (const name of names) {
    const owners = shapes.map((shape) => shape.fields.get(name))
    const own = owners.find((field) => field !== undefined)
    if (own === undefined) continue
    const shape = unite(owners.flatMap((field) => (field === undefined ? [] : [field.shape])))
    fields.set(name, linked(owners, shape, own.path, owners.every((field) => field?.required === true)))
  }
  const elements = shapes.flatMap(({ element }) => (element === undefined ? [] : [element]))
  const listed = shapes.every(({ values }) => values !== undefined)
  return {
    kinds: shapes.some(({ kinds }) => kinds === undefined)
      ? undefined
      : new Set(shapes.flatMap(({ kinds }) => [...(kinds ?? [])])),
    fields,
    rest: shapes.find(({ rest }) => rest !== undefined)?.rest,
    element: elements.length === 0 ? undefined : unite(elements),
    minItems: Math.min(...shapes.map(({ minItems }) => minItems)),
    values: listed ? shapes.flatMap(({ values }) => values ?? []) : undefined,
  }
}

/** A field of a union: reading it reads the field of every part. */
function linked(owners: readonly (Field | undefined)[], shape: Shape, path: readonly string[], required: boolean): Field {
  return {
    shape,
    required,
    path,
    get used() {
      return owners.some((field) => field?.used === true)
    },
    set used(used: boolean) {
      for (const field of owners) if (field !== undefined) field.used = used
    },
  }
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
    fields.set(name, own === undefined ? field : linked([own, field], own.shape.kinds === undefined ? field.shape : own.shape, own.path, own.required || field.required))
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

/** The kind of a constant. */
export function kindOfValue(value: unknown): Kind {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'list'
  switch (typeof value) {
    case 'string':
      return 'text'
    case 'number':
      return 'number'
    case 'boolean':
      return 'truth value'
    default:
      return 'object'
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
