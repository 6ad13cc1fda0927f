import { shapeOf } from '../../templates/check/read-shape.js'
import type { Field, Shape } from '../../templates/check/shape.js'
import type { LintSubject } from '../lint-subject.js'
import { patternText } from './pattern-text.js'
import { slotsOf } from './slots.js'

/** A field of the schema with what the samples have in its place. */
export interface SampledField {
  readonly field: Field
  /** As `items[].name`. */
  readonly name: string
  /** Of each object that could have it; undefined for one that has not. */
  readonly values: readonly unknown[]
}

const read = new WeakMap<LintSubject, readonly SampledField[]>()

/**
 * Every field of the schema that some sample has a place for. Recursive schemas are followed as far as the samples go. The
 * samples of a subject are read once, however many rules ask.
 */
export function sampledFields(subject: LintSubject): readonly SampledField[] {
  const known = read.get(subject)
  if (known !== undefined) return known
  const fields = readFields(subject)
  read.set(subject, fields)
  return fields
}

function readFields({ source, definition }: LintSubject): readonly SampledField[] {
  if (source === undefined || definition === undefined) return []
  const found = new Map<string, { readonly field: Field; readonly name: string; readonly values: unknown[] }>()
  const walk = (shape: Shape, value: unknown, name: string): void => {
    if (Array.isArray(value)) {
      for (const entry of value) if (shape.element !== undefined) walk(shape.element, entry, `${name}[]`)
    } else if (isRecord(value)) {
      for (const [key, field] of shape.fields) {
        const own = name === '' ? key : `${name}.${key}`
        // Pieces of the schema that several fields share count where they are used.
        const known = found.get(own) ?? { field, name: own, values: [] }
        found.set(own, known)
        known.values.push(value[key])
        walk(field.shape, value[key], own)
      }
    }
  }
  const shape = shapeOf(definition.schema)
  for (const text of Object.values(source.samples)) walk(shape, dataOf(text), '')
  return [...found.values()]
}

/** Those that data may leave out and that a text of the template mentions: of one that nothing uses compiling says so. */
export function optionalFields(subject: LintSubject): readonly SampledField[] {
  return sampledFields(subject).filter(({ field, name }) => !field.required && mentions(subject, name))
}

/** Undefined for a sample that cannot be read, which is a finding of compiling. */
function dataOf(sample: string): unknown {
  try {
    const read: unknown = JSON.parse(sample)
    return isRecord(read) ? read.data : undefined
  } catch {
    return undefined
  }
}

/** Whether a text of the template has the last part of a field's name in it as a word. */
export function mentions({ documents, definition }: LintSubject, name: string): boolean {
  const [last = ''] = name.split('.').slice(-1)
  const word = new RegExp(`(?<![\\w-])${patternText(last)}(?![\\w-])`)
  return [...documents, ...slotsOf(definition)].some(({ text }) => word.test(text))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
