import { suggest } from '../../config/suggest.js'
import { dateStyles, timeStyles } from '../../render/filters/format.js'
import { relativeStyles } from '../../render/filters/relative-time.js'
import type { Expression, FilterCall } from '../../render/program-data.js'
import { filterKind } from './filter-kinds.js'
import { stepInto } from './paths.js'
import { anyShape, isNever, mayBeNothing, type Shape, shapeOfKinds, spellKinds, unite } from './shape.js'
import type { ReadContext, Report, Value } from './value.js'

/**
 * What a filter makes of its input; reports inputs and arguments that do not fit.
 * @param read for the arguments
 */
export function readCall(
  input: Value,
  call: FilterCall,
  context: ReadContext,
  read: (argument: Expression) => Value,
): Value {
  const { name, at } = call
  const { report } = context
  const values = [...call.arguments, ...Object.values(call.named)].map(read)
  if (name === 'default') {
    const [fallback] = values
    const shape = fallback === undefined ? input.shape : unite([withoutNothing(input.shape), fallback.shape])
    return { shape, missing: fallback?.missing ?? false }
  }
  const kind = filterKind(name)
  if (kind === undefined) return { shape: anyShape, missing: false }
  if (isNever(input.shape, kind.takes)) {
    report(
      'TPL108',
      at,
      `\`${name}\` takes ${kind.takes.filter((each) => each !== 'nothing').join(', ')}, not ${spellKinds(input.shape)}`,
    )
  }
  const [first] = call.arguments
  const word = first?.is === 'literal' && typeof first.value === 'string' ? first.value : undefined
  if (Object.hasOwn(stylesOf, name)) checkStyle(name, word, call, report)
  if (name === 'money') checkMoney(input.shape, call, context)
  let shape = kind.gives(input.shape)
  if (readsElements.has(name) && word !== undefined) {
    const found = readElements(input.shape, word, call, context)
    if (name === 'map') shape = shapeOfKinds(['list'], found)
  }
  if (name === 'concat') {
    const [other] = values
    if (other !== undefined) {
      if (isNever(other.shape, ['list']))
        report('TPL108', at, `\`concat\` takes a list, not ${spellKinds(other.shape)}`)
      shape = unite([withoutNothing(input.shape), other.shape])
    }
  }
  return { shape, missing: kind.maybeNothing?.(input.shape) ?? false }
}

const readsElements: ReadonlySet<string> = new Set(['map', 'sort', 'sort_natural', 'sum', 'where'])

/** The field of the elements that a filter names. */
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

const stylesOf: Readonly<Record<string, readonly string[]>> = {
  date: Object.keys(dateStyles),
  time: Object.keys(timeStyles),
  relative_time: relativeStyles,
}

function checkStyle(
  name: string,
  style: string | undefined,
  { arguments: given, at }: FilterCall,
  report: Report,
): void {
  const styles = stylesOf[name] ?? []
  if (given.length === 0 || (style === undefined && given[0]?.is !== 'literal')) return
  if (style !== undefined && styles.includes(style)) return
  report(
    'TPL103',
    at,
    `\`${name}\` has no style ${JSON.stringify(style ?? null)}; it has ${styles.join(', ')}`,
    style?.includes('%') === true
      ? 'dates are written as the recipient is used to; patterns with % are not'
      : undefined,
  )
}

function checkMoney(input: Shape, { arguments: given, at }: FilterCall, { report }: ReadContext): void {
  if (isNever(input, ['object'])) {
    if (given.length === 0 && input.kinds !== undefined)
      report('TPL103', at, 'a number needs its currency', "write | money: 'EUR'")
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
