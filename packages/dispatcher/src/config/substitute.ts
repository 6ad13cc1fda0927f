import type { Path } from './document.js'
import { type EnvironmentVariables, lookUp } from './environment.js'

/** A tree of settings in which `${NAME}` was replaced, and which places that changed. */
export interface Substituted {
  readonly value: unknown
  /** Places whose text came from a variable and may therefore be read as a number, boolean or list. */
  readonly fromVariables: ReadonlySet<string>
  /** Places that still hold `${NAME}` because no variable of that name is set. */
  readonly unresolved: ReadonlyMap<string, Unresolved>
}

/** A variable that is not set, and where it is asked for. */
export interface Unresolved {
  readonly path: Path
  readonly variable: string
  readonly problem?: string
}

/** One key for a path, for sets and maps. */
export function pathKey(path: Path): string {
  return JSON.stringify(path)
}

const reference = /\$?\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g

/**
 * Replaces `${NAME}` and `${NAME:-default}` in every text of the tree; the default also stands in for an empty value.
 * `$${NAME}` stands for `${NAME}` itself. Keys are left alone.
 */
export function substitute(tree: unknown, variables: EnvironmentVariables): Substituted {
  const fromVariables = new Set<string>()
  const unresolved = new Map<string, Unresolved>()

  const replace = (text: string, path: Path): string =>
    text.replace(reference, (whole: string, name: string, fallback: string | undefined) => {
      if (whole.startsWith('$$')) return whole.slice(1)
      fromVariables.add(pathKey(path))
      const found = lookUp(variables, name)
      if (found.found && (found.value !== '' || fallback === undefined)) return found.value
      if (fallback !== undefined) return fallback
      const problem = found.found ? undefined : found.problem
      unresolved.set(pathKey(path), { path, variable: name, ...(problem === undefined ? {} : { problem }) })
      return whole
    })

  const walk = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') return replace(value, path)
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]))
  }
  return { value: walk(tree, []), fromVariables, unresolved }
}

/** The variables that the tree asks for. */
export function referencedVariables(tree: unknown): ReadonlySet<string> {
  const names = new Set<string>()
  const walk = (value: unknown): void => {
    if (typeof value === 'string') for (const match of value.matchAll(reference)) names.add(match[1] ?? '')
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  walk(tree)
  return names
}
