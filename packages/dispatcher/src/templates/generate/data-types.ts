import { docComment } from './doc-comment.js'
import { GenerateError } from './generate-error.js'
import { resolveRef } from './resolve-ref.js'
import { pascalCase, type TypeNames } from './type-name.js'

type Schema = Readonly<Record<string, unknown>>

/** TypeScript declarations of one template's data. */
export interface DataTypes {
  /** Name of the type of the data: `OrderShippedData`. */
  readonly name: string
  /** `export interface ...` and those that it refers to, each with its comment. */
  readonly declarations: readonly string[]
}

interface Printer {
  readonly template: string
  readonly root: unknown
  readonly names: TypeNames
  /** Names of the schemas that are referred to. */
  readonly named: Map<unknown, string>
  /** Those still to be declared. */
  readonly queue: { readonly name: string; readonly schema: unknown }[]
}

/**
 * The types for a JSON Schema (2020-12). What types cannot say (`not`, `if`, `dependentRequired`, lengths, patterns) is
 * left to the validator: a value of the type may still be refused, and no value that passes the validator is lost to
 * the type, but for unions that need `required` alone to tell them apart.
 *
 * @throws GenerateError where a `$ref` leads nowhere or out of the schema
 */
export function dataTypes(template: string, schema: unknown, names: TypeNames): DataTypes {
  const name = names.take(`${pascalCase(template)}Data`)
  const printer: Printer = {
    template,
    root: schema,
    names,
    named: new Map([[schema, name]]),
    queue: [{ name, schema }],
  }
  const declarations: string[] = []
  for (let next = printer.queue.shift(); next !== undefined; next = printer.queue.shift()) {
    declarations.push(declare(next.name, next.schema, printer))
  }
  return { name, declarations }
}

function declare(name: string, schema: unknown, printer: Printer): string {
  const type = typeOf(schema, '', printer)
  const isPlainObject = type.startsWith('{\n') && type.indexOf('\n}') === type.length - 2
  const declaration = isPlainObject ? `export interface ${name} ${type}` : `export type ${name} = ${type}`
  return [...docComment(schema, ''), declaration].join('\n')
}

function typeOf(schema: unknown, indent: string, printer: Printer): string {
  if (schema === true) return 'unknown'
  if (schema === false) return 'never'
  if (!isSchema(schema))
    throw new GenerateError(printer.template, `a schema is ${JSON.stringify(schema)}; it must be an object`)
  const parts = partsOf(schema, indent, printer).filter((part) => part !== 'unknown')
  const joined =
    parts.length === 0
      ? 'unknown'
      : [...new Set(parts)].map((part) => (parts.length > 1 ? inBrackets(part) : part)).join(' & ')
  return schema.nullable === true && joined !== 'unknown' ? union([joined, 'null']) : joined
}

/** All of these hold at once. */
function partsOf(schema: Schema, indent: string, printer: Printer): string[] {
  if ('const' in schema) return [literal(schema.const, printer)]
  if (Array.isArray(schema.enum)) return [union(schema.enum.map((value: unknown) => literal(value, printer)))]
  const parts: string[] = []
  if (typeof schema.$ref === 'string') parts.push(nameOf(schema.$ref, printer))
  parts.push(ownType(schema, indent, printer))
  for (const one of listOf(schema.allOf)) parts.push(typeOf(one, indent, printer))
  for (const choice of [schema.anyOf, schema.oneOf]) {
    if (Array.isArray(choice)) parts.push(union(listOf(choice).map((one) => typeOf(one, indent, printer))))
  }
  return parts
}

function nameOf(ref: string, printer: Printer): string {
  const { schema, label } = resolveRef(ref, printer.root, printer.template)
  const known = printer.named.get(schema)
  if (known !== undefined) return known
  if (typeof schema === 'boolean') return schema ? 'unknown' : 'never'
  const name = printer.names.take(`${pascalCase(printer.template)}${pascalCase(label)}`)
  printer.named.set(schema, name)
  printer.queue.push({ name, schema })
  return name
}

function ownType(schema: Schema, indent: string, printer: Printer): string {
  if (Array.isArray(schema.type)) {
    return union(schema.type.map((type: unknown) => ofKind(String(type), schema, indent, printer)))
  }
  if (typeof schema.type === 'string') return ofKind(schema.type, schema, indent, printer)
  if ('properties' in schema || 'additionalProperties' in schema || 'patternProperties' in schema) {
    return objectType(schema, indent, printer)
  }
  return 'items' in schema || 'prefixItems' in schema ? arrayType(schema, indent, printer) : 'unknown'
}

function ofKind(type: string, schema: Schema, indent: string, printer: Printer): string {
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return type
    case 'integer':
      return 'number'
    case 'array':
      return arrayType(schema, indent, printer)
    case 'object':
      return objectType(schema, indent, printer)
    default:
      throw new GenerateError(printer.template, `there is no type ${JSON.stringify(type)} in JSON Schema`)
  }
}

function arrayType(schema: Schema, indent: string, printer: Printer): string {
  const items = 'items' in schema ? typeOf(schema.items, indent, printer) : 'unknown'
  const prefix = listOf(schema.prefixItems).map((one) => typeOf(one, indent, printer))
  if (prefix.length === 0) return `readonly ${inBrackets(items)}[]`
  const required = typeof schema.minItems === 'number' ? schema.minItems : 0
  const members = prefix.map((type, index) => (index < required ? type : `${inBrackets(type)}?`))
  return `readonly [${[...members, ...(items === 'never' ? [] : [`...${inBrackets(items)}[]`])].join(', ')}]`
}

function objectType(schema: Schema, indent: string, printer: Printer): string {
  const inner = `${indent}  `
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : []
  const required = listOf(schema.required)
  const lines: string[] = []
  const types: string[] = []
  for (const [key, property] of properties) {
    const type = typeOf(property, inner, printer)
    const optional = !required.includes(key)
    types.push(optional ? union([type, 'undefined']) : type)
    lines.push(...docComment(property, inner))
    lines.push(`${inner}readonly ${propertyName(key)}${optional ? '?' : ''}: ${types.at(-1)}`)
  }
  const others = otherMembers(schema, inner, printer, properties.length > 0)
  // An index signature holds for the named members too.
  if (others !== undefined) lines.push(`${inner}readonly [key: string]: ${union([others, ...types])}`)
  if (lines.length === 0) return 'Readonly<Record<string, never>>'
  return `{\n${lines.join('\n')}\n${indent}}`
}

/** Type of the members without a name of their own; undefined where there are none. */
function otherMembers(schema: Schema, indent: string, printer: Printer, hasNamed: boolean): string | undefined {
  const patterns = isSchema(schema.patternProperties) ? Object.values(schema.patternProperties) : []
  const types = patterns.map((one) => typeOf(one, indent, printer))
  const { additionalProperties } = schema
  // Silent about others: unknown members are let through, but a misspelt one should be seen where it is written.
  const isOpen = additionalProperties === undefined ? !hasNamed && types.length === 0 : additionalProperties !== false
  if (isOpen) types.push(additionalProperties === undefined ? 'unknown' : typeOf(additionalProperties, indent, printer))
  return types.length === 0 ? undefined : union(types)
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) ? key : quoted(key)
}

function union(types: readonly string[]): string {
  const members = [...new Set(types.flatMap((type) => (isFlatUnion(type) ? type.split(' | ') : [type])))]
  if (members.includes('unknown')) return 'unknown'
  const possible = members.filter((type) => type !== 'never')
  return possible.length === 0 ? 'never' : possible.join(' | ')
}

/** A union of names, primitives and simple texts, which may be split at its bars. */
function isFlatUnion(type: string): boolean {
  return /^[\w$.]+(?: \| [\w$.]+)+$/.test(type)
}

/** `&` and `[]` bind tighter than what a type may be made of. */
function inBrackets(type: string): string {
  const isOne = /^(?:[\w$.]+(?:<[\w, ]+>)*|'[^']*'|\{[\s\S]*\})$/.test(type) && !/\} [|&] /.test(type)
  return isOne ? type : `(${type})`
}

function literal(value: unknown, printer: Printer): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'number'
  if (Array.isArray(value)) return `readonly [${value.map((one: unknown) => literal(one, printer)).join(', ')}]`
  if (!isSchema(value)) throw new GenerateError(printer.template, 'a constant is no JSON value')
  const members = Object.entries(value).map(([key, one]) => `readonly ${propertyName(key)}: ${literal(one, printer)}`)
  return members.length === 0 ? 'Readonly<Record<string, never>>' : `{ ${members.join('; ')} }`
}

/** A TypeScript string in single quotes. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
