import { isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml'

import type { ConfigurationProblem } from './problem.js'

/** Where a value stands in the file: keys and list positions from the root. */
export type Path = readonly (string | number)[]

/** A YAML file as plain data that still knows where each part of it stands. */
export interface ConfigurationDocument {
  readonly file: string
  readonly value: unknown
  /** What the YAML parser has to say; the value is not usable when there is anything. */
  readonly problems: readonly ConfigurationProblem[]
  /** Place of the value at the path, or of its nearest parent that exists. */
  place(path: Path): Place
  /** Place of the key itself, for settings that should not be there. */
  placeOfKey(path: Path): Place
}

/** A place in a file, 1-based. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Each alias may stand for many others: without a limit a small file becomes a huge value. */
const mostAliases = 100

/** Reads YAML 1.2 without running anything: no custom tags, no merge keys, each key once. */
export function readDocument(file: string, text: string): ConfigurationDocument {
  const lines = new LineCounter()
  // A byte order mark would shift every column by one.
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, version: '1.2' })
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const place = (path: Path): Place => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return at(node.range[0])
    }
    return { file, line: 1, column: 1 }
  }
  const problems: ConfigurationProblem[] = [...document.errors, ...document.warnings].map((error) => ({
    ...at(error.pos[0]),
    message: `not valid YAML: ${lowerFirst(error.message)}`,
    hint: 'indent with spaces, and quote text that holds ": ", " #", "{{" or starts with one of @ * & ! %',
  }))
  let value: unknown
  try {
    if (problems.length === 0) value = document.toJS({ maxAliasCount: mostAliases })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = /alias count/i.test(reason)
      ? `aliases (*name) repeat what they stand for more than ${mostAliases} times`
      : `not usable YAML: ${lowerFirst(reason)}`
    problems.push({ ...at(0), message, hint: 'write out what is meant instead of repeating it' })
  }
  return {
    file,
    value,
    problems,
    place,
    placeOfKey: (path) => {
      const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
      const key = keyNode(parent, path.at(-1))
      return key?.range ? at(key.range[0]) : place(path)
    },
  }
}

function keyNode(parent: unknown, key: string | number | undefined): Node | undefined {
  if (!isMap(parent)) return undefined
  const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key))
  return isNode(pair?.key) ? pair.key : undefined
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
