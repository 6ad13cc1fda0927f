import {
  type AssignTag,
  type CaptureTag,
  type CaseTag,
  type ForTag,
  type Hash,
  type IfTag,
  Liquid,
  type Output,
  Parser,
  type RenderTag,
  type Template,
  type Token,
  type UnlessTag,
  type Value,
  type ValueToken,
} from 'liquidjs'

import { renderLimits } from '../../render/limits.js'
import type { Expression, Instruction } from '../../render/program-data.js'
import type { MappedText, SourcePlace } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'
import { checkEnd, checkWhen } from './check-ends.js'
import { createExpressionReader, type ExpressionReader } from './expression.js'
import { findPartial, type OpenPartials, partialName } from './find-partial.js'
import { liquidMessage } from './liquid-error.js'
import type { ParseContext } from './parse-context.js'
import { checkTags, cutLiquid, tokenOf } from './tokens.js'

// Only the parser of liquidjs is used: it reads no file, runs no filter and renders nothing.
const liquid = new Liquid({ strictFilters: false, dynamicPartials: true, cache: false })

/**
 * Parses a text of the language. Everything that is not part of it becomes a finding; the result is then incomplete
 * and only good for finding more.
 */
export function parseLiquid(source: MappedText, context: ParseContext): readonly Instruction[] {
  return parseText(source, context, 0, { files: [], count: { partials: 0 } })
}

function parseText(
  source: MappedText,
  context: ParseContext,
  depth: number,
  open: OpenPartials,
): readonly Instruction[] {
  const tokens = cutLiquid(source, context.findings)
  if (tokens === undefined || !checkTags(tokens.map(tokenOf), source, context.findings)) return []
  let templates: Template[]
  try {
    templates = new Parser(liquid).parseTokens(tokens)
  } catch (error) {
    const { message, offset } = liquidMessage(error)
    context.findings.add('TPL101', source.placeAt(offset), message)
    return []
  }
  return createWalker(source, context, open).block(templates, depth)
}

function createWalker(source: MappedText, context: ParseContext, open: OpenPartials) {
  const { findings, files, place } = context
  const read: ExpressionReader = createExpressionReader(source, context)
  const placeAt = (token: Token): SourcePlace => source.placeAt(token.begin)

  function block(templates: readonly Template[], depth: number): readonly Instruction[] {
    const body: Instruction[] = []
    for (const template of templates) {
      const made = instruction(template, depth)
      const last = body.at(-1)
      if (made === undefined || made === '') continue
      if (typeof made === 'string' && typeof last === 'string') body[body.length - 1] = last + made
      else body.push(made)
    }
    return body
  }

  function inner(templates: readonly Template[], depth: number, token: Token): readonly Instruction[] {
    if (depth + 1 > renderLimits.nesting) {
      findings.add('TPL111', placeAt(token), `blocks are nested deeper than ${renderLimits.nesting}`)
      return []
    }
    return block(templates, depth + 1)
  }

  function instruction(template: Template, depth: number): Instruction | undefined {
    const { token } = template
    const at = files.at(placeAt(token))
    if (!('name' in template)) {
      if ('value' in template) return { do: 'output', value: read.value((template as Output).value), place, at }
      return (token as unknown as { getContent(): string }).getContent()
    }
    switch (template.name) {
      case 'if':
      case 'unless': {
        const { branches, elseTemplates } = template as IfTag | UnlessTag
        return {
          do: 'if',
          branches: branches.map(({ value, templates }, index) => ({
            test: read.value(value),
            ...(template.name === 'unless' && index === 0 ? { negated: true as const } : {}),
            body: inner(templates, depth, token),
          })),
          otherwise: inner(elseTemplates ?? [], depth, token),
          at,
        }
      }
      case 'case': {
        const { value, branches, elseTemplates } = template as CaseTag
        return {
          do: 'case',
          value: read.value(value),
          branches: branches.map(({ values, templates }) => {
            checkWhen(values, source, findings)
            return { values: values.map((each) => read.token(each)), body: inner(templates, depth, token) }
          }),
          otherwise: inner(elseTemplates, depth, token),
          at,
        }
      }
      case 'for':
        return loop(template as ForTag, depth)
      case 'assign': {
        const { key, value } = template as unknown as { key: string; value: Value } & AssignTag
        return { do: 'assign', name: key, value: read.value(value), at }
      }
      case 'capture': {
        const { variable, templates } = template as CaptureTag
        // What is captured is a value: it is escaped where it is put out, not where it is made.
        const walker = createWalker(source, { ...context, place: 'plain' }, open)
        return { do: 'capture', name: variable, body: walker.inner(templates, depth, token), at }
      }
      case 'render':
        return partial(template as RenderTag, depth)
      case 'raw':
        return (template as unknown as { tokens: readonly Token[] }).tokens.map((each) => each.getText()).join('')
      default:
        return undefined
    }
  }

  function loop(tag: ForTag, depth: number): Instruction {
    const { token, variable, collection, templates, elseTemplates } = tag
    const { hash } = tag.hash
    for (const name of Object.keys(hash)) {
      if (['limit', 'offset', 'reversed'].includes(name)) continue
      findings.add(
        'TPL101',
        placeAt(token),
        `\`for\` has no \`${name}\`${didYouMean(name, ['limit', 'offset', 'reversed'])}`,
        'a loop takes limit: n, offset: n and reversed',
      )
    }
    checkEnd(tag, source, findings)
    const bound = (name: 'limit' | 'offset'): { readonly [key in typeof name]?: Expression } => {
      const value = hash[name]
      return value === undefined ? {} : { [name]: read.token(value as ValueToken) }
    }
    return {
      do: 'for',
      name: variable,
      over: read.token(collection),
      ...bound('offset'),
      ...bound('limit'),
      ...('reversed' in hash ? { reversed: true as const } : {}),
      body: inner(templates, depth, token),
      otherwise: inner(elseTemplates, depth, token),
      at: files.at(placeAt(token)),
    }
  }

  function partial(tag: RenderTag, depth: number): Instruction | undefined {
    const here = placeAt(tag.token)
    const name = partialName(tag, here, findings)
    if (name === undefined) return undefined
    checkEnd(tag, source, findings)
    const found = findPartial(name, here, context, { ...open, depth })
    if (found === undefined) return undefined
    const given: Record<string, Expression> = {}
    for (const [name, value] of Object.entries((tag as unknown as { hash: Hash }).hash.hash)) {
      if (value === undefined) findings.add('TPL101', here, `the argument \`${name}\` has no value`)
      else given[name] = read.token(value)
    }
    return {
      do: 'partial',
      name,
      arguments: given,
      body: parseText(found, context, depth + 1, { ...open, files: [...open.files, found.placeAt(0).file] }),
      at: files.at(here),
    }
  }

  return { block, inner }
}
