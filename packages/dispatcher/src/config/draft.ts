import type { Path } from './document.js'
import type { ProviderKindTable } from './provider-kind.js'

/** Rules of lint: those whose severity may be set, and those whose may not, because nothing works where they are broken. */
export interface LintRuleIds {
  readonly adjustable: readonly string[]
  readonly fixed: readonly string[]
}

/**
 * `tidings.yaml` as far as it makes sense, for the rules: they run even where the shape is wrong somewhere, so that all
 * problems are told at once.
 */
export interface Draft {
  readonly tree: unknown
  /** Name of the environment that was asked for; undefined: the first that is not production. */
  readonly asked: string | undefined
  /** Name of the environment that is used; undefined where there is none. */
  readonly environment: string | undefined
  /** Undefined where the caller knows no kinds. */
  readonly kinds: ProviderKindTable | undefined
  /** Undefined where the caller knows none. */
  readonly lintRules: LintRuleIds | undefined
}

/** The value at a path, or undefined. */
export function at(tree: unknown, ...path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return Reflect.get(value, key)
  }, tree)
}

/** Keys of the mapping at a path, in the order of the file; none where there is no mapping. */
export function keysAt(tree: unknown, ...path: Path): readonly string[] {
  const value = at(tree, ...path)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
}

/** Texts of the list at a path with their places; none where there is no list. */
export function textsAt(tree: unknown, ...path: Path): readonly { readonly text: string; readonly path: Path }[] {
  const value = at(tree, ...path)
  if (!Array.isArray(value)) return []
  return value.flatMap((item, index) => (typeof item === 'string' ? [{ text: item, path: [...path, index] }] : []))
}

/** One provider list of an environment, with the channel it serves. */
export interface RouteList {
  readonly environment: string
  readonly channel: string
  readonly providers: readonly { readonly text: string; readonly path: Path }[]
}

/** Every provider list of every environment. */
export function routeLists(tree: unknown): readonly RouteList[] {
  return keysAt(tree, 'environments').flatMap((environment) =>
    keysAt(tree, 'environments', environment, 'routes').flatMap((channel) => {
      const path = ['environments', environment, 'routes', channel]
      const lanes = keysAt(tree, ...path)
      const lists = lanes.length > 0 ? lanes.map((lane) => [...path, lane]) : [path]
      return lists.map((list) => ({ environment, channel, providers: textsAt(tree, ...list) }))
    }),
  )
}

/** Name of the environment to use: the one that was asked for, else the first that is not production. */
export function chooseEnvironment(tree: unknown, asked: string | undefined): string | undefined {
  const names = keysAt(tree, 'environments')
  if (asked !== undefined) return names.includes(asked) ? asked : undefined
  return names.find((name) => !isProduction(tree, name))
}

/** Whether the environment is flagged as production. */
export function isProduction(tree: unknown, environment: string): boolean {
  const flag = at(tree, 'environments', environment, 'production')
  // As text where a variable holds it.
  return flag === true || flag === 'true'
}
