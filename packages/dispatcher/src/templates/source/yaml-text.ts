import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument, type Scalar, visit } from 'yaml'

import type { Findings } from './findings.js'
import { fileText, type MappedText, type SourcePlace } from './mapped-text.js'

/** Keys and list positions from the root. */
export type YamlPath = readonly (string | number)[]

/** A YAML file as plain data that knows where each part of it stands. */
export interface YamlText {
  readonly value: unknown
  /** Place of the value at the path, or of its nearest parent that exists. */
  placeOf(path: YamlPath): SourcePlace
  placeOfKey(path: YamlPath): SourcePlace
  /** A text value, with the place of each of its characters; undefined where there is none. */
  textAt(path: YamlPath): MappedText | undefined
}

/** Texts that were read last. One file of a template is saved, and all of them are read again. */
const known = new Map<string, YamlText>()

/** Texts that are kept: each takes some 100 KB. */
const kept = 40

/** Reads YAML 1.2; undefined where it is none, with findings. Aliases may not multiply it. */
export function readYaml(file: string, text: string, findings: Findings): YamlText | undefined {
  const key = `${file}\n${text}`
  const yaml = known.get(key) ?? parseYaml(file, text, findings)
  known.delete(key)
  if (yaml === undefined) return undefined
  known.set(key, yaml)
  const [oldest] = known.keys()
  if (known.size > kept && oldest !== undefined) known.delete(oldest)
  return yaml
}

function parseYaml(file: string, text: string, findings: Findings): YamlText | undefined {
  const lines = new LineCounter()
  // The parser compares each key with all before it: 20,000 keys take it half a minute.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2', uniqueKeys: false })
  const at = (offset: number): SourcePlace => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const wrong = [...document.errors, ...document.warnings]
  // The parser calls itself for each level; what it says of the rest then follows from that.
  const deep = wrong.find(({ message }) => /call stack/.test(message))
  if (deep !== undefined) {
    findings.add('TPL002', at(deep.pos[0]), 'nested too deep', 'a few levels are enough')
    return undefined
  }
  for (const { pos, message } of wrong)
    findings.add('TPL002', at(pos[0]), `not valid YAML: ${message}`, 'put text with {{ or a colon in quotes')
  const twice = repeatedKeys(document)
  for (const key of twice)
    findings.add('TPL002', at(key.range?.[0] ?? 0), `not valid YAML: the key \`${key.toString()}\` stands twice`)
  if (document.errors.length + document.warnings.length + twice.length > 0) return undefined
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: mostAliases })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (/alias count/i.test(reason)) {
      findings.add(
        'TPL002',
        firstAlias(document, at),
        `aliases (*name) repeat what they stand for more than ${mostAliases} times`,
        'write out what is meant instead of repeating it',
      )
    } else findings.add('TPL002', at(0), `not usable YAML: ${reason}`)
    return undefined
  }
  const node = (path: YamlPath): unknown => (path.length === 0 ? document.contents : document.getIn(path, true))
  const placeOf = (path: YamlPath): SourcePlace => {
    for (let length = path.length; length >= 0; length--) {
      const found = node(path.slice(0, length))
      if (isNode(found) && found.range) return at(found.range[0])
    }
    return at(0)
  }
  return {
    value,
    placeOf,
    placeOfKey(path) {
      const key = keyNode(node(path.slice(0, -1)), path.at(-1))
      return key?.range ? at(key.range[0]) : placeOf(path)
    },
    textAt(path) {
      const found = node(path)
      if (!isScalar(found) || !found.range || typeof found.value !== 'string') return undefined
      return scalarText(file, text, found as Scalar<string>, found.range[0], at)
    },
  }
}

/** Each alias may stand for many others: without a limit a small file becomes a huge value. */
const mostAliases = 100

function firstAlias(document: Document.Parsed, at: (offset: number) => SourcePlace): SourcePlace {
  let begin = 0
  visit(document, {
    Alias(_key, { range }) {
      begin = range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return at(begin)
}

function repeatedKeys(document: Document.Parsed): readonly Scalar[] {
  const repeated: Scalar[] = []
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) repeated.push(key)
        seen.add(key.value)
      }
    },
  })
  return repeated
}

function keyNode(parent: unknown, key: string | number | undefined): Node | undefined {
  if (!isMap(parent)) return undefined
  const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
  return isNode(pair?.key) ? pair.key : undefined
}

function scalarText(
  file: string,
  text: string,
  scalar: Scalar<string>,
  begin: number,
  at: (offset: number) => SourcePlace,
): MappedText {
  const { value, type } = scalar
  const start = at(begin)
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
    const first = text.indexOf('\n', begin) + 1
    const indent = /^(?:[ \t]*\n)* */.exec(text.slice(first))?.[0].split('\n').at(-1)?.length ?? 0
    const lines = fileText(file, value, { line: start.line + 1, column: 1 })
    return {
      text: value,
      placeAt(offset) {
        const place = lines.placeAt(offset)
        return { ...place, column: place.column + indent }
      },
    }
  }
  const quote = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? 1 : 0
  return fileText(file, value, { line: start.line, column: start.column + quote })
}
