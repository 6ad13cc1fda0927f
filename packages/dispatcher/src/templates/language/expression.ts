import { type Filter as LiquidFilter, type Token, TokenKind, type Value, type ValueToken } from 'liquidjs'

import { filters } from '../../render/filters/filters.js'
import type { Expression, FilterCall, Operator, Step } from '../../render/program-data.js'
import type { MappedText } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'
import { localize, localizedFilters } from './localized-calls.js'
import type { ParseContext } from './parse-context.js'
import { insteadOfFilter } from './tags.js'

/** Turns liquidjs' tokens of one text into our expressions; anything that is not allowed becomes a finding. */
export interface ExpressionReader {
  value(value: Value): Expression
  token(token: Token): Expression
}

/** All filters of the language. */
export const filterNames: readonly string[] = [...filters.keys(), ...localizedFilters]

const nothing: Expression = { is: 'literal', value: null }

/** As liquidjs' tokens are: the package exports their types without these fields. */
interface AnyToken extends Token {
  readonly content?: unknown
  readonly literal?: string
  readonly operator?: string
  readonly variable?: Token
  readonly props?: readonly AnyToken[]
  readonly lhs?: Token
  readonly rhs?: Token
}

/** @param source the text whose offsets the tokens carry */
export function createExpressionReader(source: MappedText, context: ParseContext): ExpressionReader {
  const { findings, files } = context
  const refuse = (token: Token, message: string, hint?: string): Expression => {
    findings.add('TPL101', source.placeAt(token.begin), message, hint)
    return nothing
  }

  function token(given: Token): Expression {
    const any = given as AnyToken
    switch (given.kind) {
      case TokenKind.Number:
      case TokenKind.Quoted:
        return { is: 'literal', value: any.content as string | number }
      case TokenKind.Literal:
        return literal(any.literal ?? '')
      case TokenKind.PropertyAccess:
        return path(any)
      case TokenKind.Range:
        return {
          is: 'range',
          from: any.lhs ? token(any.lhs) : nothing,
          to: any.rhs ? token(any.rhs) : nothing,
          at: files.at(source.placeAt(given.begin)),
        }
      default:
        return refuse(given, `\`${given.getText()}\` is not allowed here`)
    }
  }

  function path(any: AnyToken): Expression {
    const [first, ...rest] = any.props ?? []
    const root = first?.content
    if (any.variable !== undefined || typeof root !== 'string' || first === undefined) {
      return refuse(any, `\`${any.getText()}\`: a path starts with a name`, 'assign the value to a name first')
    }
    return { is: 'path', root, steps: rest.map(step), at: files.at(source.placeAt(any.begin)) }
  }

  function step(any: AnyToken): Step {
    if (any.kind === TokenKind.Word || any.kind === TokenKind.Quoted) return String(any.content)
    if (any.kind === TokenKind.Number) return Number(any.content)
    return token(any)
  }

  function operate(postfix: readonly Token[]): Expression {
    const stack: Expression[] = []
    for (const each of postfix) {
      if (each.kind !== TokenKind.Operator) {
        stack.push(token(each))
        continue
      }
      const operator = (each as AnyToken).operator ?? ''
      const right = stack.pop()
      if (operator === 'not') {
        if (right === undefined) return refuse(each, '`not` needs a value behind it')
        stack.push({ is: 'not', of: right })
        continue
      }
      const left = stack.pop()
      if (left === undefined || right === undefined) {
        return refuse(each, `\`${operator}\` needs a value on both sides`)
      }
      stack.push({ is: 'operation', operator: operator as Operator, left, right })
    }
    const [result, second] = stack
    const begin = postfix[0]
    if (result === undefined || begin === undefined) return nothing
    if (second !== undefined) {
      return refuse(begin, 'two values without an operator between them', 'join texts with the filter append')
    }
    return result
  }

  function call(filter: LiquidFilter): FilterCall {
    const own = (filter as unknown as { readonly token: Token }).token
    const place = source.placeAt(own.begin)
    const known = filters.get(filter.name)
    const instead = Object.hasOwn(insteadOfFilter, filter.name) ? insteadOfFilter[filter.name] : undefined
    const values: Expression[] = []
    const pairs: (readonly [name: string, value: Expression])[] = []
    for (const argument of filter.args) {
      if (!Array.isArray(argument)) values.push(token(argument as ValueToken))
      else if (argument[1] !== undefined) pairs.push([String(argument[0]), token(argument[1] as ValueToken)])
      else findings.add('TPL103', place, `\`${filter.name}\`: the argument \`${argument[0]}\` has no value`)
    }
    const named = Object.fromEntries(pairs)
    if (localizedFilters.includes(filter.name)) {
      // Their arguments are checked against the text, where they become it.
    } else if (known === undefined) {
      findings.add(
        'TPL103',
        place,
        `unknown filter \`${filter.name}\`${instead === undefined ? didYouMean(filter.name, filterNames) : ''}`,
        instead ?? `filters are ${filterNames.join(', ')}`,
      )
    } else {
      const [least, most] = known.arity
      if (values.length < least || values.length > most) {
        const wanted = least === most ? `${least}` : `${least} to ${most}`
        findings.add('TPL103', place, `\`${filter.name}\` takes ${wanted} arguments, not ${values.length}`)
      }
      for (const name of Object.keys(named)) {
        if (known.named?.includes(name) === true) continue
        findings.add(
          'TPL103',
          place,
          `\`${filter.name}\` has no argument \`${name}\`${didYouMean(name, known.named ?? [])}`,
        )
      }
    }
    return { name: filter.name, arguments: values, named, at: files.at(place) }
  }

  return {
    token,
    value(value) {
      const of = operate(value.initial.postfix)
      let result = of
      let filters: FilterCall[] = []
      for (const filter of value.filters) {
        const made = call(filter)
        if (localizedFilters.includes(made.name)) {
          result = localize(filtered(result, filters), made, context)
          filters = []
        } else filters.push(made)
      }
      return filtered(result, filters)
    },
  }
}

function filtered(of: Expression, calls: readonly FilterCall[]): Expression {
  return calls.length === 0 ? of : { is: 'filtered', of, filters: calls }
}

function literal(word: string): Expression {
  switch (word) {
    case 'blank':
    case 'empty':
      return { is: word }
    case 'true':
      return { is: 'literal', value: true }
    case 'false':
      return { is: 'literal', value: false }
    default:
      return nothing
  }
}
