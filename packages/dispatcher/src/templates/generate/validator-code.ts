import { Ajv2020 } from 'ajv/dist/2020.js'
import { _ } from 'ajv/dist/compile/codegen/index.js'
import standalone from 'ajv/dist/standalone/index.js'
import type { Format } from 'ajv/dist/types/index.js'
import addFormats, { type FormatName } from 'ajv-formats'

import { GenerateError } from './generate-error.js'
import { shorten } from './shorten.js'

/** A validator as source. */
export interface ValidatorCode {
  /** An expression on one line: a function that takes data and answers whether it fits. */
  readonly expression: string
  /** Names of the runtime pieces that it calls. */
  readonly uses: ReadonlySet<string>
}

/** Formats that are functions in ajv-formats, and what stands for them in the generated file. */
const functions: Readonly<Record<string, string>> = { date: 'isDate', time: 'isTime', 'date-time': 'isDateTime' }

/** Formats that are one expression in ajv-formats, which ajv writes into the code. */
const patterns = [
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'json-pointer',
  'uri-reference',
  'uri-template',
  'url',
  'uuid',
] as const satisfies readonly FormatName[]

const imports: Readonly<Record<string, string>> = {
  'require("ajv/dist/runtime/ucs2length").default': 'characters',
  'require("ajv/dist/runtime/equal").default': 'equal',
}

/**
 * Compiles a schema to code that needs no library: ajv writes it, and what it would import is replaced by pieces of the
 * generated file. The options are those with which admission validates.
 *
 * @throws GenerateError where the schema is not valid, or asks for a format that is not there
 */
export function validatorCode(template: string, schema: unknown): ValidatorCode {
  checkSchema(template, schema)
  // An instance for each, so that names in the code of one template do not depend on the others.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    ownProperties: true,
    validateSchema: false,
    meta: false,
    logger: false,
    code: { source: true, formats: _`formats` },
  })
  for (const name of formatsOf(schema)) ajv.addFormat(name, formatOf(template, name))
  let code: string
  try {
    code = standalone.default(ajv, ajv.compile(withoutDialect(schema)))
  } catch (error) {
    throw new GenerateError(template, error instanceof Error ? error.message : String(error), { cause: error })
  }
  return inline(template, code, JSON.stringify(schema))
}

/** One instance, kept: it only reads schemas against the dialect. */
let dialect: Ajv2020 | undefined

function checkSchema(template: string, schema: unknown): void {
  dialect ??= new Ajv2020({ strict: false, validateFormats: false })
  if (typeof schema !== 'object' || schema === null)
    throw new GenerateError(template, 'the schema of the data is no object')
  const valid = dialect.validateSchema(withoutDialect(schema))
  if (valid === true) return
  const reasons = (dialect.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  throw new GenerateError(template, `the schema of the data is not valid JSON Schema: ${reasons.join('; ')}`)
}

/** `$schema` would have ajv look up the dialect, which is known. */
function withoutDialect(schema: unknown): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = schema as Record<string, unknown>
  return rest
}

/** Names of all formats in a schema; a property called `format` does no harm, as its schema is no text. */
function formatsOf(schema: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return found
  for (const [key, inner] of Object.entries(schema)) {
    if (key === 'format' && typeof inner === 'string' && !Array.isArray(schema)) found.add(inner)
    else if (key !== 'enum' && key !== 'const' && key !== 'default' && key !== 'examples') formatsOf(inner, found)
  }
  return found
}

function formatOf(template: string, name: string): Format {
  if (Object.hasOwn(functions, name)) return () => true
  if (name === 'uri') return uri()
  if (isPattern(name)) return pattern(name)
  const supported = [...Object.keys(functions), 'uri', ...patterns].sort().join(', ')
  throw new GenerateError(template, `format ${JSON.stringify(name)} is not supported; supported: ${supported}`)
}

function isPattern(name: string): name is (typeof patterns)[number] {
  return (patterns as readonly string[]).includes(name)
}

function pattern(name: FormatName): RegExp {
  const format = addFormats.default.get(name)
  if (format instanceof RegExp) return format
  throw new Error(`ajv-formats checks ${name} in another way than by an expression`)
}

/**
 * ajv-formats keeps the expression behind `uri` to itself, but `uri-reference` is the same with scheme and path
 * optional, and with quotation marks.
 */
function uri(): RegExp {
  const { flags, source } = pattern('uri-reference')
  const absolute = source
    .replace('^(?:[a-z][a-z0-9+\\-.]*:)?', '^(?:[a-z][a-z0-9+\\-.]*:)')
    .replace(')?(?:\\?(?:[', ')(?:\\?(?:[')
  if (absolute.length !== source.length - 2 || !absolute.includes(`'"(`))
    throw new Error('ajv-formats writes uri-reference in another way')
  return new RegExp(absolute.replaceAll(`'"(`, "'("), flags)
}

function inline(template: string, code: string, schema: string): ValidatorCode {
  const found = /^"use strict";module\.exports = (\w+);module\.exports\.default = \1;/.exec(code)
  if (found === null)
    throw new GenerateError(template, 'ajv writes its code in another way than this version of Tidings knows')
  const uses = new Set<string>()
  let body = code.slice(found[0].length)
  for (const [call, name] of Object.entries(imports)) {
    if (!body.includes(call)) continue
    uses.add(name)
    body = body.replaceAll(call, name)
  }
  for (const [format, name] of Object.entries(functions)) {
    const access = /^\w+$/.test(format) ? `formats.${format}` : `formats["${format}"]`
    const declaration = new RegExp(`(const formats\\d+ = )${access.replace(/[.[\]]/g, '\\$&')};`, 'g')
    body = body.replace(declaration, (_all, left: string) => {
      uses.add(name)
      return `${left}${name};`
    })
  }
  if (/\brequire\("ajv/.test(body))
    throw new GenerateError(template, 'the schema needs a part of ajv that cannot be written into the file')
  // Within one line, because the comment that keeps the compiler out holds for one line.
  body = body
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replace(/\s*\n\s*/g, ' ')
  body = shorten(body, schema, (name) => uses.add(name))
  return { expression: `(() => { ${body} return ${found[1]} })()`, uses }
}
