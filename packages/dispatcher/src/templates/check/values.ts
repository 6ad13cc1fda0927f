import { suggest } from '../../config/suggest.js'
import { spellPath } from '../../render/expression.js'
import type { At, Expression } from '../../render/program-data.js'
import { readCall } from './calls.js'
import { filterKind } from './filter-kinds.js'
import { readPath, reportMissing } from './paths.js'
import { anyShape, isNever, kindOfValue, type Shape, shapeOfKinds, spellKinds } from './shape.js'
import type { ReadContext, Value } from './value.js'

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
      const value = readPath(expression, context, (step) => readValue(step, context, true))
      if (needed && value.missing) reportMissing(expression, context)
      return value
    }
    case 'range': {
      const bounds = [expression.from, expression.to].map((bound) => readValue(bound, context, true))
      for (const { shape } of bounds) {
        if (isNever(shape, ['number', 'text']))
          context.report('TPL108', expression.at, 'a range goes from a number to a number')
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
    case 'message':
      for (const piece of expression.pieces) if (typeof piece !== 'string') readPrinted(piece, context)
      return { shape: shapeOfKinds(['text']), missing: false }
    case 'plural': {
      const { shape } = readValue(expression.of, context, true)
      if (isNever(shape, ['number', 'text'])) {
        context.report('TPL108', expression.at, `a plural goes by a number, not by ${spellKinds(shape)}`)
      }
      for (const form of Object.values(expression.forms)) readValue(form, context, true)
      return { shape: shapeOfKinds(['text']), missing: false }
    }
  }
}

function readOperation(
  { operator, left, right }: Extract<Expression, { is: 'operation' }>,
  context: ReadContext,
): void {
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
    const mixed =
      (isNever(a.shape, ['number']) && isNever(b.shape, ['text'])) ||
      (isNever(a.shape, ['text']) && isNever(b.shape, ['number']))
    if (apart || mixed) {
      context.report(
        'TPL108',
        at,
        `\`${operator}\` compares two numbers or two texts, not ${spellKinds(a.shape)} and ${spellKinds(b.shape)}`,
      )
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

/** An argument of a text: printed, so that it may be neither a list nor an object. */
function readPrinted(expression: Expression, context: ReadContext): void {
  const { shape } = readValue(expression, context, true)
  const at = placeIn(expression)
  if (at !== undefined && isNever(shape, ['text', 'number', 'truth value'])) {
    context.report('TPL108', at, `${spellKinds(shape)} cannot be printed in a text`, 'name one of its fields')
  }
}

function placeIn(expression: Expression): At | undefined {
  if (expression.is === 'path' || expression.is === 'range' || expression.is === 'plural') return expression.at
  return expression.is === 'filtered' ? (placeIn(expression.of) ?? expression.filters[0]?.at) : undefined
}

function readFiltered(
  { of, filters }: Extract<Expression, { is: 'filtered' }>,
  context: ReadContext,
  needed: boolean,
): Value {
  const forgiving = filters[0]?.name === 'default'
  let value = readValue(of, context, needed && !forgiving)
  for (const call of filters) value = readCall(value, call, context, (argument) => readValue(argument, context, true))
  const last = filters.at(-1)
  if (needed && value.missing && last !== undefined && filterKind(last.name)?.maybeNothing !== undefined) {
    context.report(
      'TPL105',
      last.at,
      `\`${last.name}\` may find nothing in an empty list`,
      "add | default: '…' behind it",
    )
  }
  return value
}
