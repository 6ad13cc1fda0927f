import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

import type { Configuration } from './configuration.js'
import type { LintRuleIds } from './draft.js'
import { type EnvironmentVariables, embeddedVariables, processVariables } from './environment.js'
import { type Need, parse } from './parse.js'
import { ConfigurationError } from './problem.js'
import type { ProviderKindTable } from './provider-kind.js'

/** Name of the configuration file. */
export const configurationFileName: string = 'tidings.yaml'

/** Input of `loadConfiguration`. */
export interface LoadRequest {
  /** Path of the file. Default: `TIDINGS_CONFIG`, else the nearest `tidings.yaml` in `cwd` or a folder above it. */
  readonly file?: string
  /** Folder to start from. Default: that of the process. */
  readonly cwd?: string
  /** Default: the variables of this process. */
  readonly env?: EnvironmentVariables
  /** Name of the environment. Default: `TIDINGS_ENVIRONMENT`, else the first that is not production. */
  readonly environment?: string
  /** Kinds of providers, whose schemas check the provider blocks. Absent: those blocks are taken as they stand. */
  readonly kinds?: ProviderKindTable
  /** Rules of lint, which settings may name. Absent: any name is taken. */
  readonly lintRules?: LintRuleIds
  /** What must be complete. Default: everything. */
  readonly needs?: readonly Need[]
  /** Whether `.tidings/env` counts. Default true. */
  readonly embedded?: boolean
}

/**
 * Reads `tidings.yaml` and the environment. Outside production, variables that are not set are taken from `.tidings/env`
 * beside the file, where the embedded environment leaves them.
 *
 * @throws ConfigurationError with all problems.
 */
export function loadConfiguration(request: LoadRequest = {}): Configuration {
  const cwd = request.cwd ?? process.cwd()
  const env = request.env ?? processVariables()
  const path = findConfiguration(cwd, request.file ?? env.TIDINGS_CONFIG)
  const environment = request.environment ?? env.TIDINGS_ENVIRONMENT
  const shown = relative(cwd, path)
  return parse({
    file: shown.startsWith('..') ? path : shown,
    folder: dirname(path),
    text: readText(path),
    variables: env,
    embedded: request.embedded === false ? {} : embeddedVariables(dirname(path)),
    ...(request.kinds === undefined ? {} : { kinds: request.kinds }),
    ...(environment === undefined ? {} : { environment }),
    ...(request.lintRules === undefined ? {} : { lintRules: request.lintRules }),
    ...(request.needs === undefined ? {} : { needs: request.needs }),
  })
}

/**
 * Absolute path of the configuration file: the one that was named, else the nearest in `cwd` or a folder above it.
 *
 * @throws ConfigurationError where there is none.
 */
export function findConfiguration(cwd: string, named?: string): string {
  if (named !== undefined) {
    const path = resolve(cwd, named)
    if (existsSync(path)) return path
    throw new ConfigurationError([{ file: named, message: 'there is no such file' }])
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, configurationFileName)
    if (existsSync(path)) return path
    if (dirname(folder) === folder) break
  }
  const hint = 'go to the folder of a project, name the file with --config, or make a project with `tidings init`'
  const message = 'not found in this folder or a folder above it'
  throw new ConfigurationError([{ file: configurationFileName, message, hint }])
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ConfigurationError([{ file: path, message: `cannot be read: ${reason}` }])
  }
}
