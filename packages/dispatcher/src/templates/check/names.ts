import type { Field, Shape } from './shape.js'

/** What a name stands for. */
export interface Binding {
  readonly shape: Shape
  /** Whether there may be no value. */
  readonly missing: boolean
  /** Key of the value in facts; several names may stand for one value. */
  readonly key: string
  /** The field of the data behind it. */
  readonly field?: Field
}

/** Names that can be seen at one place of a template. */
export interface Names {
  /** Of loops, the innermost last. */
  readonly loops: readonly (readonly [name: string, binding: Binding])[]
  /** Assigned so far. */
  readonly assigned: Map<string, Binding>
  /** Assigned anywhere in this template or partial. */
  readonly everAssigned: ReadonlySet<string>
  /** Data of the intent, or the arguments of a partial. */
  readonly given: ReadonlyMap<string, Binding>
  readonly reserved: ReadonlyMap<string, Binding>
}

/** Finds a name as the renderer does: loops, assignments, data, reserved names. A field of the data is then used. */
export function findName(names: Names, name: string): Binding | undefined {
  const found =
    names.loops.findLast(([known]) => known === name)?.[1] ??
    names.assigned.get(name) ??
    names.given.get(name) ??
    names.reserved.get(name)
  if (found?.field !== undefined) found.field.used = true
  return found
}

/** All that could be written here, for messages: names, and the fields of objects. */
export function listKnown(names: Names): readonly string[] {
  const list: string[] = []
  const add = (name: string, { shape }: Binding) => {
    if (shape.kinds?.has('object') === true && shape.fields.size > 0 && shape.kinds.size === 1) {
      for (const field of shape.fields.keys()) list.push(`${name}.${field}`)
    } else list.push(name)
  }
  for (const [name, binding] of [...names.loops].reverse()) if (name !== 'forloop') add(name, binding)
  for (const [name, binding] of names.assigned) add(name, binding)
  for (const [name, binding] of names.given) add(name, binding)
  return [...new Set(list)]
}
