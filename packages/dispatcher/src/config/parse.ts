import { dirname, resolve } from 'node:path'

import type { Configuration, ProviderSettings } from './configuration.js'
import { dispatcherDefaults, laneDefaults, policyOf } from './defaults.js'
import { type ConfigurationDocument, type Path, readDocument } from './document.js'
import { at, chooseEnvironment, keysAt, type LintRuleIds, routeLists } from './draft.js'
import type { EnvironmentVariables } from './environment.js'
import { configurationJsonSchema } from './json-schema.js'
import { defaultMailClients } from './mail-clients.js'
import { mapRecord, normaliseBrand, normaliseCategory, normaliseEnvironment, perLane } from './normalise.js'
import { applyOverrides, findOverrides, type Override } from './override.js'
import { ConfigurationError, type ConfigurationProblem } from './problem.js'
import type { ProviderKindTable } from './provider-kind.js'
import { rules } from './rules.js'
import { type ConfigurationFile, configurationSchema } from './schema.js'
import { type Shaped, type ShapeIssue, shape } from './shape.js'
import { pathKey, referencedVariables, type Substituted, substitute } from './substitute.js'

/**
 * What the caller will use, and so what must be complete: the database, the providers that the environment routes to, or one
 * provider by name. Unset variables elsewhere are no problem.
 */
export type Need = 'database' | 'providers' | `provider ${string}`

/** Input of `parse`. */
export interface ParseRequest {
  /** Name of the file in messages, as the user knows it. */
  readonly file: string
  /** Its folder, which relative paths start from. Default: that of `file`. */
  readonly folder?: string
  readonly text: string
  readonly variables: EnvironmentVariables
  /** Stands in for variables that are not set; outside production only. */
  readonly embedded?: EnvironmentVariables
  /** Name of the environment to use. Default: the first that is not production. */
  readonly environment?: string
  /** Kinds of providers, whose schemas check the provider blocks. Absent: those blocks are taken as they stand. */
  readonly kinds?: ProviderKindTable
  /** Rules of lint, which settings may name. Absent: any name is taken. */
  readonly lintRules?: LintRuleIds
  /** Default: everything, as the daemon needs. */
  readonly needs?: readonly Need[]
}

/**
 * Turns the text of `tidings.yaml` into a configuration. Reads no file except those that `*_FILE` variables name.
 *
 * @throws ConfigurationError with all problems.
 */
export function parse(request: ParseRequest): Configuration {
  const { file, text, variables, kinds } = request
  const document = readDocument(file, text)
  if (document.problems.length > 0) throw new ConfigurationError(document.problems)

  const known = referencedVariables(document.value)
  const { overrides, warnings } = findOverrides(document.value, configurationJsonSchema({}), variables, known)
  const written = applyOverrides(document.value, overrides)
  const environment = chooseEnvironment(written, request.environment)
  const substituted = substitute(written, fallBack(variables, request.embedded, written, environment))
  for (const override of overrides) (substituted.fromVariables as Set<string>).add(pathKey(override.path))

  const { value: tree, unresolved } = substituted
  const report = reporter(document, overrides)

  for (const { path, variable, problem } of unresolved.values()) {
    if (!isNeeded(path, tree, environment, request.needs ?? ['database', 'providers'])) continue
    const message = problem ?? `environment variable ${variable} is not set`
    const hint = `set ${variable}, or ${variable}_FILE to a file that holds it, or write \${${variable}:-default}`
    report.error({ path, at: 'value', message, ...(problem === undefined ? { hint } : {}) })
  }

  const shaped = shape(configurationSchema, tree, [], substituted.fromVariables)
  const providers = shapeProviders(tree, kinds, substituted)
  for (const issue of [...issuesOf(shaped), ...providers.issues]) {
    if (!unresolved.has(pathKey(issue.path))) report.error(issue)
  }
  for (const rule of rules) {
    const draft = { tree, asked: request.environment, environment, kinds, lintRules: request.lintRules }
    for (const { severity, ...finding } of rule(draft)) {
      report[severity]({ at: 'value', ...finding })
    }
  }
  report.throwIfErrors()
  if (!shaped.ok || environment === undefined) throw new ConfigurationError([{ file, message: 'cannot be used' }])

  const folder = request.folder ?? dirname(file)
  return build(resolve(folder, file), folder, shaped.value, environment, substituted, providers.settings, [
    ...warnings,
    ...report.warnings,
  ])
}

/** A production environment never falls back to what the embedded one left behind. */
function fallBack(
  variables: EnvironmentVariables,
  embedded: EnvironmentVariables | undefined,
  tree: unknown,
  environment: string | undefined,
): EnvironmentVariables {
  const flag = at(tree, 'environments', environment ?? '', 'production')
  if (!embedded || environment === undefined || (flag !== undefined && flag !== false)) return variables
  const set = Object.entries(variables).filter(([, value]) => value !== undefined)
  return { ...embedded, ...Object.fromEntries(set) }
}

function build(
  path: string,
  folder: string,
  file: ConfigurationFile,
  name: string,
  { unresolved }: Substituted,
  providers: Readonly<Record<string, ProviderSettings>>,
  warnings: readonly ConfigurationProblem[],
): Configuration {
  const chosen = file.environments[name]
  if (!chosen) throw new ConfigurationError([{ file: path, message: `there is no environment "${name}"` }])
  const database = unresolved.has(pathKey(['environments', name, 'database'])) ? undefined : chosen.database
  const { dispatcher } = file
  return {
    file: path,
    source: file.source ?? 'cli',
    templates: resolve(folder, file.templates ?? 'templates'),
    environment: normaliseEnvironment(name, chosen, database),
    environments: Object.entries(file.environments).map(([key, value]) => ({
      name: key,
      production: value.production ?? false,
    })),
    providers,
    categories: mapRecord(file.categories, normaliseCategory),
    brands: mapRecord(file.brands, normaliseBrand),
    lanes: perLane((lane) => ({ concurrency: file.lanes?.[lane]?.concurrency ?? laneDefaults[lane].concurrency })),
    policies: perLane((lane) => policyOf(lane, file.policies?.[lane])),
    dispatcher: {
      admin: {
        host: dispatcher?.admin?.host ?? dispatcherDefaults.admin.host,
        port: dispatcher?.admin?.port ?? dispatcherDefaults.admin.port,
      },
      leaseMs: dispatcher?.lease ?? dispatcherDefaults.leaseMs,
      pollMs: dispatcher?.poll ?? dispatcherDefaults.pollMs,
      shutdownMs: dispatcher?.shutdown ?? dispatcherDefaults.shutdownMs,
    },
    lint: {
      rules: file.lint?.rules ?? {},
      maxWarnings: file.lint?.maxWarnings,
      clients: file.lint?.clients ?? defaultMailClients,
    },
    warnings,
  }
}

function shapeProviders(
  tree: unknown,
  kinds: ProviderKindTable | undefined,
  { fromVariables, unresolved }: Substituted,
): { readonly settings: Readonly<Record<string, ProviderSettings>>; readonly issues: readonly ShapeIssue[] } {
  const settings: Record<string, ProviderSettings> = {}
  const issues: ShapeIssue[] = []
  for (const name of keysAt(tree, 'providers')) {
    const kind = at(tree, 'providers', name, 'kind')
    if (typeof kind !== 'string') continue
    const { kind: _, ...block } = Object(at(tree, 'providers', name)) as Record<string, unknown>
    const known = kinds && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
    if (!known) {
      settings[name] = { name, kind, settings: block }
      continue
    }
    const shaped = shape(known.configuration, block, ['providers', name], fromVariables)
    issues.push(...issuesOf(shaped))
    // A block with unset variables is not used by this caller; it is kept as it stands.
    const open = [...unresolved.values()].some(({ path }) => path[0] === 'providers' && path[1] === name)
    settings[name] = { name, kind, settings: shaped.ok && !open ? shaped.value : block }
  }
  return { settings, issues }
}

function issuesOf<T>(shaped: Shaped<T>): readonly ShapeIssue[] {
  return shaped.ok ? [] : shaped.issues
}

/** Whether the caller uses the setting at this path. */
function isNeeded(path: Path, tree: unknown, environment: string | undefined, needs: readonly Need[]): boolean {
  const [section, name, setting] = path
  if (section === 'environments') {
    if (name !== environment) return false
    return setting !== 'database' || needs.includes('database')
  }
  if (section !== 'providers') return true
  if (needs.includes(`provider ${String(name)}`)) return true
  if (!needs.includes('providers')) return false
  if (at(tree, 'providers', String(name), 'kind') === 'catcher') return true
  return routeLists(tree).some(
    (route) => route.environment === environment && route.providers.some(({ text }) => text === name),
  )
}

interface Report {
  error(finding: Finding): void
  warning(finding: Finding): void
  readonly warnings: readonly ConfigurationProblem[]
  throwIfErrors(): void
}

type Finding = ShapeIssue & { readonly hint?: string }

function reporter(document: ConfigurationDocument, overrides: readonly Override[]): Report {
  const errors: ConfigurationProblem[] = []
  const warnings: ConfigurationProblem[] = []
  const locate = ({ path, at: where, ...rest }: Finding): ConfigurationProblem => {
    const variable = overrides.find((override) => pathKey(override.path) === pathKey(path))?.variable
    if (variable !== undefined) return { file: variable, ...rest }
    return { ...(where === 'key' ? document.placeOfKey(path) : document.place(path)), ...rest }
  }
  return {
    error: (finding) => void errors.push(locate(finding)),
    warning: (finding) => void warnings.push(locate(finding)),
    warnings,
    throwIfErrors: () => {
      if (errors.length === 0) return
      throw new ConfigurationError(
        errors.sort((left, right) => (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0)),
      )
    },
  }
}
