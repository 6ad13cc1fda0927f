import { filters } from './filters/filters.js'
import { renderLimits } from './limits.js'
import { compileMessage, compilePlural } from './localized.js'
import type { Expression, FilterCall, Operator, Step } from './program-data.js'
import { type Evaluate, explain, fail, type Running } from './running.js'
import { isBlank, isEmpty, isEqual, isTruthy, numberOf, propertyOf } from './value.js'

/** Finds what a name means at one place of the template. */
export type ReadName = (name: string) => Evaluate

/**
 * What happens where data is missing. `strict`: a RenderError (outputs, arguments). `lenient`: nil (conditions, loops,
 * plain assignments, and the input of `default`).
 */
export type Strictness = 'strict' | 'lenient'

/** Turns an expression into a closure. Nothing is parsed, and no code is made from text. */
export function compileExpression(expression: Expression, names: ReadName, strictness: Strictness): Evaluate {
  switch (expression.is) {
    case 'literal': {
      const { value } = expression
      return () => value
    }
    // Alone they are Liquid's empty text; beside an operator they never get here.
    case 'blank':
    case 'empty':
      return () => ''
    case 'path':
      return compilePath(expression, names, strictness)
    case 'range':
      return compileRange(expression, names)
    case 'not': {
      const of = compileExpression(expression.of, names, 'lenient')
      return (running) => !isTruthy(of(running))
    }
    case 'operation':
      return compileOperation(expression, names)
    case 'filtered':
      return compileFiltered(expression, names, strictness)
    case 'message':
      return compileMessage(expression, (piece) => compileExpression(piece, names, 'strict'))
    case 'plural':
      return compilePlural(expression, pathOf(expression.of), (part) => compileExpression(part, names, 'strict'))
  }
}

/** The path as the author wrote it, for messages. */
export function spellPath(root: string, steps: readonly Step[]): string {
  let text = root
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`
    else if (typeof step === 'string') text += /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`
    else text += step.is === 'path' ? `[${spellPath(step.root, step.steps)}]` : '[…]'
  }
  return text
}

/** How an expression is called in messages: its path, or nothing. */
export function pathOf(expression: Expression): string | undefined {
  if (expression.is === 'path') return spellPath(expression.root, expression.steps)
  return expression.is === 'filtered' || expression.is === 'plural' ? pathOf(expression.of) : undefined
}

function compilePath(
  { root, steps, at }: Extract<Expression, { is: 'path' }>,
  names: ReadName,
  strictness: Strictness,
): Evaluate {
  const read = compileSteps(names(root), steps, names)
  if (strictness === 'lenient') return read
  const path = spellPath(root, steps)
  return (running) => {
    const value = read(running)
    if (value === undefined || value === null) fail(running, at, `the data has no \`${path}\``, path)
    return value
  }
}

function compileSteps(base: Evaluate, steps: readonly Step[], names: ReadName): Evaluate {
  let read = base
  for (const step of steps) {
    const before = read
    if (typeof step === 'object') {
      const key = compileExpression(step, names, 'strict')
      read = (running) => propertyOf(before(running), key(running))
    } else {
      read = (running) => propertyOf(before(running), step)
    }
  }
  return read
}

function compileRange({ from, to, at }: Extract<Expression, { is: 'range' }>, names: ReadName): Evaluate {
  const first = compileExpression(from, names, 'strict')
  const last = compileExpression(to, names, 'strict')
  return (running) => {
    const start = numberOf(first(running))
    const count = numberOf(last(running)) - start + 1
    if (count > renderLimits.rounds) fail(running, at, `a range may have ${renderLimits.rounds} numbers at most`)
    return Array.from({ length: Math.max(0, Math.ceil(count)) }, (_, index) => start + index)
  }
}

function compileOperation(
  { operator, left, right }: Extract<Expression, { is: 'operation' }>,
  names: ReadName,
): Evaluate {
  if (operator === '==' || operator === '!=') {
    const test = compileEquality(left, right, names)
    return operator === '==' ? test : (running) => !test(running)
  }
  const a = compileExpression(left, names, 'lenient')
  const b = compileExpression(right, names, 'lenient')
  if (operator === 'and') return (running) => isTruthy(a(running)) && isTruthy(b(running))
  if (operator === 'or') return (running) => isTruthy(a(running)) || isTruthy(b(running))
  const compare = comparisons[operator]
  return (running) => compare(a(running), b(running))
}

/** `==`, where one side may be one of the words `blank`, `empty` or `nil`. */
function compileEquality(left: Expression, right: Expression, names: ReadName): (running: Running) => boolean {
  if (left.is === 'blank' || left.is === 'empty') {
    if (right.is === 'blank' || right.is === 'empty') return () => false
    return compileEquality(right, left, names)
  }
  const read = compileExpression(left, names, 'lenient')
  const matches = compileMatch(right, names)
  return (running) => matches(read(running), running)
}

/** Whether a value is what the expression says: the right side of `==`, and what `when` lists. */
export function compileMatch(wanted: Expression, names: ReadName): (value: unknown, running: Running) => boolean {
  if (wanted.is === 'blank') return isBlank
  if (wanted.is === 'empty') return isEmpty
  const read = compileExpression(wanted, names, 'lenient')
  return (value, running) => isEqual(value, read(running))
}

// nil is neither smaller nor greater than anything; JavaScript would take it for 0.
const ordered =
  (compare: (left: number, right: number) => boolean) =>
  (left: unknown, right: unknown): boolean =>
    left !== null &&
    left !== undefined &&
    right !== null &&
    right !== undefined &&
    compare(left as number, right as number)

const comparisons: Readonly<
  Record<Exclude<Operator, '==' | '!=' | 'and' | 'or'>, (left: unknown, right: unknown) => boolean>
> = {
  '>': ordered((left, right) => left > right),
  '<': ordered((left, right) => left < right),
  '>=': ordered((left, right) => left >= right),
  '<=': ordered((left, right) => left <= right),
  contains(left, right) {
    if (Array.isArray(left)) return left.some((element) => isEqual(element, right))
    return (
      typeof left === 'string' &&
      (typeof right === 'string' || typeof right === 'number') &&
      left.includes(String(right))
    )
  },
}

function compileFiltered(
  { of, filters: calls }: Extract<Expression, { is: 'filtered' }>,
  names: ReadName,
  strictness: Strictness,
): Evaluate {
  const forgiving = strictness === 'lenient' || calls[0]?.name === 'default'
  const path = pathOf(of)
  return calls.reduce<Evaluate>(
    (input, call) => compileCall(input, call, names, path),
    compileExpression(of, names, forgiving ? 'lenient' : 'strict'),
  )
}

function compileCall(input: Evaluate, call: FilterCall, names: ReadName, path: string | undefined): Evaluate {
  const filter = filters.get(call.name)
  if (filter === undefined) throw new Error(`The artefact names a filter that does not exist: ${call.name}`)
  const { run } = filter
  const { at, name } = call
  const values = compileArguments(call.arguments, names)
  const named = Object.entries(call.named).map(
    ([name, argument]) => [name, compileExpression(argument, names, 'strict')] as const,
  )
  return (running) => {
    const value = input(running)
    const given = values(running)
    const options =
      named.length === 0 ? noOptions : Object.fromEntries(named.map(([name, read]) => [name, read(running)]))
    let result: unknown
    try {
      result = run(value, given, options, running.scope)
    } catch (error) {
      return explain(running, at, error, path)
    }
    if ((typeof result === 'string' || Array.isArray(result)) && result.length > renderLimits.output) {
      fail(running, at, `\`${name}\` makes more than ${renderLimits.output} characters or elements`, path)
    }
    return result
  }
}

/** Arguments that are constants, as nearly all are, are the same list for each message. */
function compileArguments(given: readonly Expression[], names: ReadName): (running: Running) => readonly unknown[] {
  const constants = given.flatMap((argument) => (argument.is === 'literal' ? [argument.value] : []))
  if (constants.length === given.length) return () => constants
  const reads = given.map((argument) => compileExpression(argument, names, 'strict'))
  return (running) => reads.map((read) => read(running))
}

const noOptions: Readonly<Record<string, unknown>> = {}
