import type { z } from 'zod'

import type { Path } from './document.js'
import { pathKey } from './substitute.js'
import { suggest } from './suggest.js'

/** What is wrong with the shape of a value, at a path. */
export interface ShapeIssue {
  readonly path: Path
  /** Whether the place is the key (a setting that should not be there) or its value. */
  readonly at: 'key' | 'value'
  readonly message: string
  readonly didYouMean?: string
}

/** The value as its schema returns it, or everything that is wrong with it. */
export type Shaped<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ShapeIssue[] }

type Issue = z.core.$ZodIssue
const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
}

/**
 * Checks a value against a schema, in the words of this project. Text that came from a variable (`fromVariables`, keys
 * of paths below `base`) is read as a number, a boolean or a comma-separated list where the schema asks for one.
 */
export function shape<T>(
  schema: z.ZodType<T>,
  value: unknown,
  base: Path,
  fromVariables: ReadonlySet<string>,
): Shaped<T> {
  // The keys that an object knows can only be seen while the message of an unknown key is made.
  const known = new Map<string, readonly string[]>()
  const error = (issue: z.core.$ZodRawIssue): string => {
    const members: unknown = Reflect.get(issue.inst?._zod.def ?? {}, 'shape')
    if (issue.code === 'unrecognized_keys' && typeof members === 'object' && members !== null) {
      known.set(JSON.stringify(issue.keys), Object.keys(members))
    }
    return describe(issue)
  }
  const parsed = schema.safeParse(value, { error, reportInput: true })
  if (parsed.success) return { ok: true, value: parsed.data }
  const issues = parsed.error.issues.flatMap((issue) => flatten(issue))
  const retyped = issues.reduce((tree, issue) => retype(tree, issue, base, fromVariables), value)
  if (retyped !== value) return shape(schema, retyped, base, fromVariables)
  return { ok: false, issues: issues.flatMap((issue) => translate(issue, base, known)) }
}

function describe(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return 'is missing'
      return `expected ${typeWords[issue.expected] ?? issue.expected}, got ${wordFor(issue.input)}`
    }
    case 'invalid_value': {
      const values = issue.values.map((item) => JSON.stringify(item)).join(', ')
      if (issue.input === undefined) return `is missing; one of ${values}`
      return `${JSON.stringify(issue.input)} is none of ${values}`
    }
    case 'too_small':
      return sizeMessage(issue.origin, 'least', Number(issue.minimum))
    case 'too_big':
      return sizeMessage(issue.origin, 'most', Number(issue.maximum))
    case 'invalid_format':
      return `does not have the form of ${issue.format}`
    case 'invalid_key':
      return 'this name cannot be used'
    default:
      return 'cannot be used here'
  }
}

function sizeMessage(origin: string, bound: 'least' | 'most', limit: number): string {
  if (bound === 'least' && limit === 1 && (origin === 'string' || origin === 'array')) return 'may not be empty'
  const unit = origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : ''
  return `must be at ${bound} ${limit}${unit}`
}

function wordFor(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  return typeof value === 'string' ? `the text ${JSON.stringify(value)}` : `${String(value)} without quotes`
}

/** Of a union's branches, the one that fits the kind of value that is there; its issues stand for the union. */
function flatten(issue: Issue): Issue[] {
  if (issue.code === 'invalid_key') {
    const first = issue.issues[0]
    return [{ ...issue, message: first?.message ?? issue.message }]
  }
  if (issue.code !== 'invalid_union') return [issue]
  const branch = issue.errors.find((errors) => !errors.some((inner) => inner.path.length === 0 && isTypeIssue(inner)))
  if (!branch) {
    const wanted = issue.errors.flat().filter(isTypeIssue)
    const words = wanted.map((inner) => typeWords[inner.expected] ?? inner.expected)
    return [{ ...issue, message: words.length > 0 ? `expected ${words.join(' or ')}` : issue.message }]
  }
  return branch.flatMap((inner) => flatten({ ...inner, path: [...issue.path, ...inner.path] }))
}

function isTypeIssue(issue: Issue): issue is z.core.$ZodIssueInvalidType {
  return issue.code === 'invalid_type'
}

function translate(issue: Issue, base: Path, known: ReadonlyMap<string, readonly string[]>): ShapeIssue[] {
  const path = [...base, ...(issue.path as Path)]
  if (issue.code === 'unrecognized_keys') {
    const names = known.get(JSON.stringify(issue.keys)) ?? []
    return issue.keys.map((key) => {
      const meant = suggest(key, names)
      return {
        path: [...path, key],
        at: 'key' as const,
        message: `unknown setting "${key}"`,
        ...(meant === undefined ? {} : { didYouMean: meant }),
      }
    })
  }
  const key = path.at(-1)
  const subject = key === undefined ? 'the file' : typeof key === 'number' ? `entry ${key + 1}` : `"${key}"`
  const at = issue.code === 'invalid_key' ? ('key' as const) : ('value' as const)
  const input: unknown = Reflect.get(issue, 'input')
  const meant =
    issue.code === 'invalid_value' && typeof input === 'string' ? suggest(input, issue.values.map(String)) : undefined
  return [
    {
      path,
      at,
      message: `${subject}${separator(issue.message)}${issue.message}`,
      ...(meant === undefined ? {} : { didYouMean: meant }),
    },
  ]
}

/** "port" must be …, but "port": expected … */
function separator(message: string): string {
  return /^(is|must|may|does|cannot) /.test(message) ? ' ' : ': '
}

function retype(tree: unknown, issue: Issue, base: Path, fromVariables: ReadonlySet<string>): unknown {
  if (issue.code !== 'invalid_type' || !fromVariables.has(pathKey([...base, ...(issue.path as Path)]))) return tree
  return replaceIn(tree, issue.path as Path, (text) => {
    if (issue.expected === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
    if (issue.expected === 'array') return text.split(',').map((item) => item.trim())
    if (issue.expected !== 'number' && issue.expected !== 'int') return text
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  })
}

function replaceIn(tree: unknown, [key, ...rest]: Path, change: (text: string) => unknown): unknown {
  if (key === undefined) return typeof tree === 'string' ? change(tree) : tree
  if (typeof tree !== 'object' || tree === null) return tree
  const child: unknown = Reflect.get(tree, key)
  const changed = replaceIn(child, rest, change)
  if (changed === child) return tree
  if (Array.isArray(tree)) return tree.map((item, index) => (index === key ? changed : item))
  return { ...tree, [key]: changed }
}
