import { spellPath } from '../../render/expression.js'
import type { At, Expression, FilterCall } from '../../render/program-data.js'
import { dateStyles, timeStyles } from '../../render/filters/format.js'
import type { RuleId } from '../rules.js'
import { suggest } from '../../config/suggest.js'
import type { Facts, KeyOf } from './facts.js'
import { filterKind } from './filter-kinds.js'
import { type Binding, findName, listKnown, type Names } from './names.js'
import { anyShape, isNever, type Kind, kindOfValue, mayBeNothing, type Shape, shapeOfKinds, unite } from './shape.js'

/** What is known about the value of an expression. */
export interface Value {
  readonly shape: Shape
  readonly missing: boolean
  /** Key in facts, of paths. */
  readonly key?: string
}

/** Reports something at a place of a program. */
export type Report = (rule: RuleId, at: At, message: string, hint?: string) => void

/** Where an expression is read. */
export interface ReadContext {
  readonly names: Names
  readonly facts: Facts
  readonly report: Report
}

/** Most names that a message lists. */
const listed = 12

/**
 * Finds out what an expression is, and reports unknown names, values that may be missing where that fails, and filters
 * that do not fit.
 * @param needed whether the renderer fails where there is no value
 */
export function readValue(expression: Expression, context: ReadContext, needed: boolean): Value {
  switch (expression.is) {
    case 'literal': {
      const kind = kindOfValue(expression.value)
      const shape = kind === 'nothing' ? anyShape : { ...shapeOfKinds([kind]), values: [expression.value] }
      return { shape, missing: kind === 'nothing' }
    }
    case 'blank':
    case 'empty':
      return { shape: shapeOfKinds(['text']), missing: false }
    case 'path': {
      const value = readPath(expression, context)
      if (needed && value.missing) reportMissing(expression, context)
      return value
    }
    case 'range': {
      const bounds = [expression.from, expression.to].map((bound) => readValue(bound, context, true))
      for (const { shape } of bounds) {
        if (isNever(shape, ['number', 'text'])) context.report('TPL108', expression.at, 'a range goes from a number to a number')
      }
      return { shape: shapeOfKinds(['list'], shapeOfKinds(['number'])), missing: false }
    }
    case 'not':
      readValue(expression.of, context, false)
      return { shape: shapeOfKinds(['truth value']), missing: false }
    case 'operation':
      readOperation(expression, context)
      return { shape: shapeOfKinds(['truth value']), missing: false }
    case 'filtered':
      return readFiltered(expression, context, needed)
  }
}

/** The key of a path; names that are unknown have none. */
export function keyReader(names: Names): KeyOf {
  return (expression) => {
    if (expression.is !== 'path') return undefined
    const binding = findName(names, expression.root)
    if (binding === undefined || expression.steps.some((step) => typeof step === 'object')) return undefined
    return [binding.key, ...expression.steps].join('.')
  }
}

function reportMissing({ root, steps, at }: Extract<Expression, { is: 'path' }>, { report }: ReadContext): void {
  const path = spellPath(root, steps)
  report('TPL105', at, `\`${path}\` may be missing`, `write {{ ${path} | default: '…' }}, or put it inside of {% if ${path} %}`)
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

function readPath({ root, steps, at }: Extract<Expression, { is: 'path' }>, context: ReadContext): Value {
  const { names, facts } = context
  const binding = findName(names, root)
  if (binding === undefined) {
    if (names.everAssigned.has(root)) return { shape: anyShape, missing: true }
    if (root === 'unsubscribe_url') {
      context.report('TPL104', at, '`unsubscribe_url` exists only in templates of a marketing category', 'set marketing: true for the category in tidings.yaml')
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
      readValue(step, context, true)
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
function stepInto(shape: Shape, step: string | number): Pick<Binding, 'shape' | 'missing'> | undefined {
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

function readOperation({ operator, left, right }: Extract<Expression, { is: 'operation' }>, context: ReadContext): void {
  const a = readValue(left, context, false)
  const b = readValue(right, context, false)
  const at = placeIn(left) ?? placeIn(right)
  if (at === undefined) return
  if (operator === '==' || operator === '!=') {
    checkPossible(a.shape, b.shape, left, at, context)
    checkPossible(b.shape, a.shape, right, at, context)
  }
  if (operator === '>' || operator === '<' || operator === '>=' || operator === '<=') {
    const apart = [a, b].some(({ shape }) => isNever(shape, ['number', 'text']))
    const mixed = (isNever(a.shape, ['number']) && isNever(b.shape, ['text'])) || (isNever(a.shape, ['text']) && isNever(b.shape, ['number']))
    if (apart || mixed) {
      context.report('TPL108', at, `\`${operator}\` compares two numbers or two texts, not ${spellKinds(a.shape)} and ${spellKinds(b.shape)}`)
    }
  }
}

/** Whether a value that may only be some texts is compared with another one. */
export function checkPossible(own: Shape, other: Shape, expression: Expression, at: At, { report }: ReadContext): void {
  if (own.values === undefined || other.values === undefined || expression.is !== 'path') return
  const never = other.values.filter((value) => !own.values?.includes(value))
  if (never.length < other.values.length || never.length === 0) return
  const [value] = never
  const near = typeof value === 'string' ? suggest(value, own.values.map(String)) : undefined
  report(
    'TPL112',
    at,
    `\`${spellPath(expression.root, expression.steps)}\` is never ${JSON.stringify(value)}; it is one of ${own.values.map((each) => JSON.stringify(each)).join(', ')}`,
    near === undefined ? undefined : `did you mean ${JSON.stringify(near)}?`,
  )
}

function placeIn(expression: Expression): At | undefined {
  if (expression.is === 'path' || expression.is === 'range') return expression.at
  return expression.is === 'filtered' ? (placeIn(expression.of) ?? expression.filters[0]?.at) : undefined
}

function readFiltered({ of, filters }: Extract<Expression, { is: 'filtered' }>, context: ReadContext, needed: boolean): Value {
  const forgiving = filters[0]?.name === 'default'
  let value = readValue(of, context, needed && !forgiving)
  for (const call of filters) value = readCall(value, call, context)
  const last = filters.at(-1)
  if (needed && value.missing && last !== undefined && filterKind(last.name)?.maybeNothing !== undefined) {
    context.report('TPL105', last.at, `\`${last.name}\` may find nothing in an empty list`, "add | default: '…' behind it")
  }
  return value
}

function readCall(input: Value, call: FilterCall, context: ReadContext): Value {
  const { name, at } = call
  const { report } = context
  const values = [...call.arguments, ...Object.values(call.named)].map((argument) => readValue(argument, context, true))
  if (name === 'default') {
    const [fallback] = values
    const shape = fallback === undefined ? input.shape : unite([withoutNothing(input.shape), fallback.shape])
    return { shape, missing: fallback?.missing ?? false }
  }
  const kind = filterKind(name)
  if (kind === undefined) return { shape: anyShape, missing: false }
  if (isNever(input.shape, kind.takes)) {
    report('TPL108', at, `\`${name}\` takes ${kind.takes.filter((each) => each !== 'nothing').join(', ')}, not ${spellKinds(input.shape)}`)
  }
  const [first] = call.arguments
  const word = first?.is === 'literal' && typeof first.value === 'string' ? first.value : undefined
  if (name === 'date' || name === 'time') checkStyle(name, word, call, report)
  if (name === 'money') checkMoney(input.shape, call, context)
  let shape = kind.gives(input.shape)
  if ((name === 'map' || name === 'sort') && word !== undefined) {
    const found = readElements(input.shape, word, call, context)
    if (name === 'map') shape = shapeOfKinds(['list'], found)
  }
  return { shape, missing: kind.maybeNothing?.(input.shape) ?? false }
}

/** The field of the elements that `map` or `sort` names. */
function readElements(list: Shape, path: string, { name, at }: FilterCall, context: ReadContext): Shape {
  let shape = list.element ?? anyShape
  for (const step of path.split('.')) {
    const next = stepInto(shape, step)
    if (next === undefined) {
      const near = suggest(step, shape.fields.keys())
      context.report(
        'TPL104',
        at,
        `\`${name}\`: the elements have no \`${path}\`, known here: ${[...shape.fields.keys()].join(', ') || 'nothing'}`,
        near === undefined ? undefined : `did you mean \`${near}\`?`,
      )
      return anyShape
    }
    shape = next.shape
  }
  return shape
}

function checkStyle(name: 'date' | 'time', style: string | undefined, { arguments: given, at }: FilterCall, report: Report): void {
  const styles = Object.keys(name === 'date' ? dateStyles : timeStyles)
  if (given.length === 0 || (style === undefined && given[0]?.is !== 'literal')) return
  if (style !== undefined && styles.includes(style)) return
  report(
    'TPL103',
    at,
    `\`${name}\` has no style ${JSON.stringify(style ?? null)}; it has ${styles.join(', ')}`,
    style?.includes('%') === true ? 'dates are written as the recipient is used to; patterns with % are not' : undefined,
  )
}

function checkMoney(input: Shape, { arguments: given, at }: FilterCall, { report }: ReadContext): void {
  if (isNever(input, ['object'])) {
    if (given.length === 0 && input.kinds !== undefined) report('TPL103', at, 'a number needs its currency', "write | money: 'EUR'")
    return
  }
  for (const name of ['amount', 'currency']) {
    const field = input.fields.get(name)
    if (field !== undefined) field.used = true
    else if (input.kinds !== undefined && !input.kinds.has('number') && input.rest === undefined) {
      report('TPL108', at, `\`money\` takes an object with amount and currency, and this one has no ${name}`)
    }
  }
}

function withoutNothing(shape: Shape): Shape {
  if (!mayBeNothing(shape)) return shape
  return { ...shape, kinds: new Set([...(shape.kinds ?? [])].filter((kind) => kind !== 'nothing')) }
}

/** `a text or a number`. */
export function spellKinds({ kinds }: Shape): string {
  return [...(kinds ?? [])].filter((kind) => kind !== 'nothing').map((kind) => (kind === 'object' ? `an ${kind}` : `a ${kind}`)).join(' or ') || 'anything'
}
