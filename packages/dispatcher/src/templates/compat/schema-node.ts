import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

import type { JsonSchema } from '../schema/close-schema.js'

/** One of the two contracts that are compared. */
export interface Side {
  readonly root: JsonSchema
  /** Whether the schema of a node takes a value; undefined where that cannot be found out. */
  takes(node: SchemaNode, value: unknown): boolean | undefined
}

/** A schema within a contract. */
export interface SchemaNode {
  readonly schema: JsonSchema | boolean
  /** Where it stands, as a fragment: `#/properties/order`. Made up ones start with `~`. */
  readonly pointer: string
  readonly side: Side
}

/** Schemas that all hold for the same value. */
export type Conjunction = readonly SchemaNode[]

/** Makes a side out of a schema as it is published. */
export function makeSide(schema: JsonSchema): Side {
  const { $schema: _dialect, $id: _id, ...root } = schema
  const base = 'https://tidings.invalid/contract'
  const compiled = new Map<string, ValidateFunction | undefined>()
  let ajv: Ajv2020 | undefined
  const compile = (pointer: string): ValidateFunction | undefined => {
    if (ajv === undefined) {
      ajv = new Ajv2020({ strict: false, ownProperties: true, validateSchema: false, logger: false })
      addFormats.default(ajv)
      ajv.addSchema(root, base)
    }
    try {
      return ajv.compile({ $ref: `${base}${pointer}` })
    } catch {
      return undefined
    }
  }
  return {
    root,
    takes({ schema: own, pointer }, value) {
      if (typeof own === 'boolean') return own
      if (pointer.startsWith('~')) return undefined
      if (!compiled.has(pointer)) compiled.set(pointer, compile(pointer))
      return compiled.get(pointer)?.(value)
    },
  }
}

/** The node of the whole contract. */
export function rootNode(side: Side): SchemaNode {
  return { schema: side.root, pointer: '#', side }
}

/** The schema below some keys of a node; undefined where there is none. */
export function childOf({ schema, pointer, side }: SchemaNode, ...keys: readonly string[]): SchemaNode | undefined {
  let at: unknown = schema
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as JsonSchema)[key]
  }
  if (typeof at !== 'boolean' && !isRecord(at)) return undefined
  // Below a made up node everything is as it stands in the contract.
  const real = pointer.replace(/^~[^#]*/, '')
  return { schema: at, pointer: `${real}${keys.map(pointerPart).join('')}`, side }
}

/** The schemas in a list below a key. */
export function childrenOf(node: SchemaNode, key: string): readonly SchemaNode[] {
  const list = keyword(node, key)
  if (!Array.isArray(list)) return []
  return list.map((_each, index) => childOf(node, key, String(index))).filter((child) => child !== undefined)
}

/** The value of a keyword; undefined where there is none. */
export function keyword({ schema }: SchemaNode, name: string): unknown {
  return typeof schema === 'object' && Object.hasOwn(schema, name) ? schema[name] : undefined
}

/** What a `$ref` leads to; undefined where it leads nowhere. */
export function resolveNode({ side }: SchemaNode, ref: string): SchemaNode | undefined {
  if (ref === '#') return rootNode(side)
  if (ref.startsWith('#/')) {
    const keys = decodeURIComponent(ref).slice(2).split('/')
    return childOf(rootNode(side), ...keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')))
  }
  const keys = anchorPath(side.root, ref.slice(1))
  return keys && childOf(rootNode(side), ...keys)
}

/** A node with all that holds beside it: what its `$ref` leads to, and its `allOf`. */
export function flatten(node: SchemaNode, seen: Set<string> = new Set()): Conjunction {
  if (seen.has(node.pointer)) return []
  seen.add(node.pointer)
  const ref = keyword(node, '$ref')
  const target = typeof ref === 'string' ? resolveNode(node, ref) : undefined
  const onlyRefers =
    target !== undefined && Object.keys(node.schema).every((key) => key === '$ref' || annotations.has(key))
  return [
    ...(onlyRefers ? [] : [node]),
    ...(target === undefined ? [] : flatten(target, seen)),
    ...childrenOf(node, 'allOf').flatMap((part) => flatten(part, seen)),
  ]
}

/** Keywords that say nothing about which values are valid. */
export const annotations: ReadonlySet<string> = new Set([
  ...['$schema', '$id', '$anchor', '$comment', '$defs', 'definitions', 'title', 'description', 'default', 'examples'],
  ...['deprecated', 'readOnly', 'writeOnly', 'contentEncoding', 'contentMediaType', 'contentSchema'],
])

/** A plain object. */
export function isRecord(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function anchorPath(schema: unknown, anchor: string): readonly string[] | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined
  if ((schema as JsonSchema).$anchor === anchor) return []
  for (const [key, inner] of Object.entries(schema)) {
    const found = anchorPath(inner, anchor)
    if (found !== undefined) return [key, ...found]
  }
  return undefined
}

function pointerPart(key: string): string {
  return `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`
}
