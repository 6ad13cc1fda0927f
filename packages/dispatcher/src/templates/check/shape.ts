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
    fields.set(
      name,
      linkedField(
        owners,
        shape,
        own.path,
        owners.every((field) => field?.required === true),
      ),
    )
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
export function linkedField(
  owners: readonly (Field | undefined)[],
  shape: Shape,
  path: readonly string[],
  required: boolean,
): Field {
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

/** `a text or a number`. */
export function spellKinds({ kinds }: Shape): string {
  return (
    [...(kinds ?? [])]
      .filter((kind) => kind !== 'nothing')
      .map((kind) => (kind === 'object' ? `an ${kind}` : `a ${kind}`))
      .join(' or ') || 'anything'
  )
}
