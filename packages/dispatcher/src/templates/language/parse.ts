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
  type Tokenizer,
  type UnlessTag,
  type Value,
  type ValueToken,
} from 'liquidjs'

import { renderLimits } from '../../render/limits.js'
import type { Expression, Instruction } from '../../render/program-data.js'
import type { MappedText, SourcePlace } from '../source/mapped-text.js'
import { didYouMean } from '../source/nearest.js'
import { createExpressionReader, type ExpressionReader } from './expression.js'
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

// Partials are put in place, so that ten which render two others each make a thousand; a mail has a few dozen.
const mostPartials = 1000

/** Partials around a text, and how many there were in all. */
interface Open {
  readonly files: readonly string[]
  readonly count: { partials: number }
}

function parseText(source: MappedText, context: ParseContext, depth: number, open: Open): readonly Instruction[] {
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

function createWalker(source: MappedText, context: ParseContext, open: Open) {
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
            checkWhen(values)
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
    checkEnd(tag)
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
    const { token } = tag
    const own = tag as unknown as { file: unknown; with?: unknown; forBinding?: unknown; hash: Hash }
    const here = placeAt(token)
    if (typeof own.file !== 'string') {
      findings.add('TPL109', here, 'a partial is named by a text in quotes', "write {% render 'name' %}")
      return undefined
    }
    if (own.with !== undefined || own.forBinding !== undefined) {
      findings.add(
        'TPL102',
        here,
        '`render` takes arguments by name only',
        `write {% render '${own.file}', name: value %}`,
      )
      return undefined
    }
    checkEnd(tag)
    const found = context.partials.find(own.file)
    if (found === undefined) {
      findings.add(
        'TPL109',
        here,
        `there is no partial \`${own.file}\`${didYouMean(own.file, context.partials.names)}`,
        'partials are the .liquid and .html files in _partials/ and in the template itself',
      )
      return undefined
    }
    if (context.partials.isTwice?.(own.file) === true) {
      findings.add(
        'TPL109',
        here,
        `there are two partials \`${own.file}\`, as .liquid and as .html`,
        'rename one of them',
      )
    }
    if (place === 'plain' && context.partials.isMarkup?.(own.file) === true) {
      findings.add(
        'TPL109',
        here,
        `the partial \`${own.file}\` is HTML, and this text is sent as it is`,
        'write a .liquid partial for it',
      )
    }
    const { file } = found.placeAt(0)
    if (open.files.includes(file)) {
      findings.add('TPL109', here, `the partial \`${own.file}\` includes itself`)
      return undefined
    }
    if (depth + 1 > renderLimits.nesting) {
      findings.add('TPL111', here, `blocks are nested deeper than ${renderLimits.nesting}`)
      return undefined
    }
    if (++open.count.partials > mostPartials) {
      findings.add('TPL111', here, `the partials in one text come to more than ${mostPartials}`)
      return undefined
    }
    const given: Record<string, Expression> = {}
    for (const [name, value] of Object.entries(own.hash.hash)) {
      if (value === undefined) findings.add('TPL101', here, `the argument \`${name}\` has no value`)
      else given[name] = read.token(value)
    }
    return {
      do: 'partial',
      name: own.file,
      arguments: given,
      body: parseText(found, context, depth + 1, { ...open, files: [...open.files, file] }),
      at: files.at(here),
    }
  }

  /** liquidjs stops reading `for` and `render` at what it does not understand, without a word. */
  function checkEnd(tag: ForTag | RenderTag): void {
    const tokenizer = (tag as unknown as { readonly tokenizer: Tokenizer }).tokenizer
    tokenizer.skipBlank()
    if (tokenizer.end()) return
    findings.add('TPL101', source.placeAt(tokenizer.p), `\`${tokenizer.remaining()}\` does not belong here`)
  }

  /** The same for `when`: between two values there may be a comma or `or`, and nothing behind the last. */
  function checkWhen(values: readonly { readonly begin: number; readonly end: number }[]): void {
    values.forEach(({ end }, index) => {
      const next = values[index + 1]
      const rest = source.text.slice(end)
      const between =
        next === undefined ? rest.slice(0, rest.indexOf('%}')).replace(/-$/, '') : rest.slice(0, next.begin - end)
      const clean = between.trim()
      if (next === undefined ? clean === '' : clean === ',' || clean === 'or') return
      findings.add(
        'TPL101',
        source.placeAt(end),
        `\`${clean}\` does not belong here`,
        'separate values with a comma or `or`',
      )
    })
  }

  return { block, inner }
}
