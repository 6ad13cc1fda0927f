import { broken, type Narrowing, spell, undecided } from './narrowing.js'
import { numbersOf, type ValueType } from './old-values.js'
import { type Conjunction, keyword, type SchemaNode } from './schema-node.js'

/** Lengths, pattern and format of texts. */
export function coversText(old: Conjunction, node: SchemaNode, field: string): readonly Narrowing[] {
  const found: Narrowing[] = []
  // A pattern may say the same as a length or another pattern in other words.
  const shaped = old.some((each) => keyword(each, 'pattern') !== undefined || keyword(each, 'format') !== undefined)
  const narrower = (message: string): Narrowing =>
    shaped ? undecided(field, message) : broken(field, 'narrowed', message)
  const least = keyword(node, 'minLength')
  if (typeof least === 'number' && Math.max(0, ...numbersOf(old, 'minLength')) < least) {
    found.push(narrower(`has at least ${least} characters now`))
  }
  const most = keyword(node, 'maxLength')
  if (typeof most === 'number' && Math.min(...numbersOf(old, 'maxLength')) > most) {
    found.push(narrower(`has at most ${most} characters now`))
  }
  for (const name of ['pattern', 'format']) {
    const value = keyword(node, name)
    if (typeof value !== 'string' || old.some((each) => keyword(each, name) === value)) continue
    found.push(narrower(`has the ${name} ${spell(value)} now`))
  }
  return found
}

interface Bound {
  readonly at: number
  readonly open: boolean
}

/** Bounds and multiples of numbers. */
export function coversNumber(
  old: Conjunction,
  node: SchemaNode,
  field: string,
  types: ReadonlySet<ValueType>,
): readonly Narrowing[] {
  const found: Narrowing[] = []
  const whole = !types.has('fraction')
  const [low, high] = [lowest(old, whole), highest(old, whole)]
  const [newLow, newHigh] = [lowest([node], whole), highest([node], whole)]
  if (newLow.at > low.at || (newLow.at === low.at && newLow.open && !low.open)) {
    found.push(broken(field, 'narrowed', `is ${newLow.open ? 'more than' : 'at least'} ${newLow.at} now`))
  }
  if (newHigh.at < high.at || (newHigh.at === high.at && newHigh.open && !high.open)) {
    found.push(broken(field, 'narrowed', `is ${newHigh.open ? 'less than' : 'at most'} ${newHigh.at} now`))
  }
  const step = keyword(node, 'multipleOf')
  if (typeof step === 'number') {
    const steps = numbersOf(old, 'multipleOf')
    const wholeSteps = [...steps, ...(whole ? [1] : [])].filter((each) => Number.isInteger(each))
    // Multiples of fractions are a matter of rounding: only the same one is sure.
    const sure = steps.includes(step) || (Number.isInteger(step) && wholeSteps.some((each) => each % step === 0))
    const message = `is a multiple of ${step} now`
    if (!sure) found.push(steps.length > 0 ? undecided(field, message) : broken(field, 'narrowed', message))
  }
  return found
}

function lowest(conjunction: Conjunction, whole: boolean): Bound {
  const bounds = [
    ...numbersOf(conjunction, 'minimum').map((at) => ({ at, open: false })),
    ...numbersOf(conjunction, 'exclusiveMinimum').map((at) => ({ at, open: true })),
  ].map((bound) => (whole ? { at: bound.open ? Math.floor(bound.at) + 1 : Math.ceil(bound.at), open: false } : bound))
  return bounds.reduce((a, b) => (b.at > a.at || (b.at === a.at && b.open) ? b : a), {
    at: Number.NEGATIVE_INFINITY,
    open: false,
  })
}

function highest(conjunction: Conjunction, whole: boolean): Bound {
  const bounds = [
    ...numbersOf(conjunction, 'maximum').map((at) => ({ at, open: false })),
    ...numbersOf(conjunction, 'exclusiveMaximum').map((at) => ({ at, open: true })),
  ].map((bound) => (whole ? { at: bound.open ? Math.ceil(bound.at) - 1 : Math.floor(bound.at), open: false } : bound))
  return bounds.reduce((a, b) => (b.at < a.at || (b.at === a.at && b.open) ? b : a), {
    at: Number.POSITIVE_INFINITY,
    open: false,
  })
}
