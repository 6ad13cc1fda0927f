import { suggest } from '../../config/suggest.js'
import { spellPath } from '../../render/expression.js'
import type { At, Expression } from '../../render/program-data.js'
import type { KeyOf } from './facts.js'
import { type Binding, findName, listKnown, type Names } from './names.js'
import { anyShape, isNever, type Kind, mayBeNothing, type Shape, shapeOfKinds } from './shape.js'
import type { ReadContext, Value } from './value.js'

type Path = Extract<Expression, { is: 'path' }>

/** Most names that a message lists. */
const listed = 12

/** The key of a path; names that are unknown have none. */
export function keyReader(names: Names): KeyOf {
  return (expression) => {
    if (expression.is !== 'path') return undefined
    const binding = findName(names, expression.root)
    if (binding === undefined || expression.steps.some((step) => typeof step === 'object')) return undefined
    return [binding.key, ...expression.steps].join('.')
  }
}

/** Reports a path that may have no value where one is needed. */
export function reportMissing({ root, steps, at }: Path, { report }: ReadContext): void {
  const path = spellPath(root, steps)
  report(
    'TPL105',
    at,
    `\`${path}\` may be missing`,
    `write {{ ${path} | default: '…' }}, or put it inside of {% if ${path} %}`,
  )
}

function reportUnknown(path: string, at: At, { names, report }: ReadContext): void {
  const known = listKnown(names)
  const shown = known.length > listed ? `${known.slice(0, listed).join(', ')}, …` : known.join(', ')
  const near = suggest(path, [...known, ...names.reserved.keys()])
  report(
    'TPL104',
    at,
    `unknown value \`${path}\`, known here: ${shown === '' ? 'nothing' : shown}`,
    near === undefined ? 'add it to data in template.yaml, or correct the name' : `did you mean \`${near}\`?`,
  )
}

/**
 * Follows a path through the schema.
 * @param read for names and indices that are values themselves
 */
export function readPath({ root, steps, at }: Path, context: ReadContext, read: (step: Expression) => void): Value {
  const { names, facts } = context
  const binding = findName(names, root)
  if (binding === undefined) {
    if (names.everAssigned.has(root)) return { shape: anyShape, missing: true }
    if (root === 'unsubscribe_url') {
      context.report(
        'TPL104',
        at,
        '`unsubscribe_url` exists only in templates of a marketing category',
        'set marketing: true for the category in tidings.yaml',
      )
    } else reportUnknown(root, at, context)
    return { shape: anyShape, missing: false }
  }
  let { shape } = binding
  let key = binding.key
  let dynamic = false
  // A deeper path that holds something proves the ones above it.
  let missing = (binding.missing || mayBeNothing(shape)) && !facts.has(key)
  for (const [index, step] of steps.entries()) {
    if (typeof step === 'object') {
      read(step)
      dynamic = true
      shape = isNever(shape, ['list']) ? (shape.rest ?? anyShape) : (shape.element ?? anyShape)
      missing = true
      continue
    }
    const next = stepInto(shape, step)
    if (next === undefined) {
      reportUnknown(spellPath(root, steps.slice(0, index + 1)), at, context)
      return { shape: anyShape, missing: false }
    }
    key = `${key}.${step}`
    const proven = !dynamic && facts.has(key)
    missing = !proven && (missing || next.missing || mayBeNothing(next.shape))
    shape = next.shape
  }
  return dynamic ? { shape, missing } : { shape, missing, key }
}

/** One step; undefined where the schema knows of no such thing. */
export function stepInto(shape: Shape, step: string | number): Pick<Binding, 'shape' | 'missing'> | undefined {
  if (shape.kinds === undefined && shape.fields.size === 0) return { shape: anyShape, missing: true }
  const has = (kind: Kind) => shape.kinds?.has(kind) === true
  const field = typeof step === 'string' ? shape.fields.get(step) : undefined
  if (field !== undefined) {
    field.used = true
    return { shape: field.shape, missing: !field.required }
  }
  if (has('list')) {
    if (step === 'size') return { shape: shapeOfKinds(['number']), missing: false }
    if (step === 'first' || step === 'last') return { shape: shape.element ?? anyShape, missing: shape.minItems === 0 }
    if (typeof step === 'number') {
      const needs = step < 0 ? -step : step + 1
      return { shape: shape.element ?? anyShape, missing: shape.minItems < needs }
    }
  }
  if (has('text') && step === 'size') return { shape: shapeOfKinds(['number']), missing: false }
  if (has('object')) {
    if (shape.rest !== undefined) return { shape: shape.rest, missing: shape.restThere !== true }
    if (step === 'size') return { shape: shapeOfKinds(['number']), missing: false }
  }
  return undefined
}
