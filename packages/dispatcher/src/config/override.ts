import type { Path } from './document.js'
import { type EnvironmentVariables, lookUp, reservedVariables } from './environment.js'
import type { ConfigurationProblem } from './problem.js'
import { suggest } from './suggest.js'

const prefix = 'TIDINGS_'

/** A JSON Schema; named are the parts that say which settings there are. */
export interface SettingTree {
  readonly properties?: Readonly<Record<string, SettingTree>>
  readonly additionalProperties?: SettingTree | boolean
  readonly anyOf?: readonly SettingTree[]
  readonly [keyword: string]: unknown
}

/** A setting that a variable replaces. */
export interface Override {
  readonly variable: string
  readonly path: Path
  readonly value: string
}

/**
 * Finds the settings that `TIDINGS_<PATH>` variables replace: the path in capitals, with `_` between the keys and
 * between the words of a key, as `TIDINGS_DISPATCHER_ADMIN_PORT`. `TIDINGS_<PATH>_FILE` names a file with the value.
 * Variables that fit nothing become warnings.
 *
 * @param known variables that the file itself refers to.
 */
export function findOverrides(
  tree: unknown,
  schema: SettingTree,
  variables: EnvironmentVariables,
  known: ReadonlySet<string>,
): { readonly overrides: readonly Override[]; readonly warnings: readonly ConfigurationProblem[] } {
  const overrides: Override[] = []
  const warnings: ConfigurationProblem[] = []
  for (const name of Object.keys(variables).sort()) {
    if (!name.startsWith(prefix) || variables[name] === undefined) continue
    const base = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : name
    if ([name, base].some((candidate) => known.has(candidate) || reservedVariables.includes(candidate))) continue
    const found = lookUp(variables, base)
    const path = settingPath(tree, schema, base.slice(prefix.length))
    if (path !== undefined && found.found) {
      overrides.push({ variable: name, path, value: found.value })
      continue
    }
    const problem = found.found ? undefined : found.problem
    const meant = suggest(name, [...settingNames(tree, schema, prefix), ...reservedVariables, ...known])
    warnings.push({
      file: name,
      message: problem ?? 'no setting has this name, so the variable has no effect',
      ...(meant === undefined || problem !== undefined ? {} : { didYouMean: meant }),
    })
  }
  return { overrides, warnings }
}

/** The tree with the overrides in place. */
export function applyOverrides(tree: unknown, overrides: readonly Override[]): unknown {
  return overrides.reduce((result, { path, value }) => setIn(result, path, value), tree)
}

function setIn(tree: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  const parent = typeof tree === 'object' && tree !== null && !Array.isArray(tree) ? tree : {}
  const child: unknown = Reflect.get(parent, key)
  return { ...parent, [key]: setIn(child, rest, value) }
}

function settingPath(tree: unknown, schema: SettingTree, name: string): Path | undefined {
  if (name === '') return []
  for (const [key, child] of children(tree, schema)) {
    const variable = variableName(key)
    if (name !== variable && !name.startsWith(`${variable}_`)) continue
    const inner = Reflect.get(Object(tree), key) as unknown
    const rest = settingPath(inner, child, name.slice(variable.length + 1))
    if (rest !== undefined) return [key, ...rest]
  }
  // Provider blocks are open: their kind says what is in them, and it is asked later.
  return isOpen(schema) ? [camelCase(name)] : undefined
}

function settingNames(tree: unknown, schema: SettingTree, start: string): string[] {
  return children(tree, schema).flatMap(([key, child]) => {
    const name = `${start}${variableName(key)}`
    return [name, ...settingNames(Reflect.get(Object(tree), key), child, `${name}_`)]
  })
}

/** Keys that may stand below a place: those of the schema, and in records those that the file has. Longest first. */
function children(tree: unknown, schema: SettingTree): [string, SettingTree][] {
  const found = new Map<string, SettingTree>()
  for (const variant of [schema, ...(schema.anyOf ?? [])]) {
    for (const [key, child] of Object.entries(variant.properties ?? {})) found.set(key, child)
    const rest = variant.additionalProperties
    if (typeof rest !== 'object' || typeof tree !== 'object' || tree === null || Array.isArray(tree)) continue
    for (const key of Object.keys(tree)) if (!found.has(key)) found.set(key, rest)
  }
  return [...found].sort(([left], [right]) => right.length - left.length)
}

function isOpen(schema: SettingTree): boolean {
  const rest = schema.additionalProperties
  return typeof rest === 'object' && Object.keys(rest).length === 0
}

function variableName(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase()
}

function camelCase(name: string): string {
  return name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
