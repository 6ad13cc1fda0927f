import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** Variables that steer the tools and are no settings of `tidings.yaml`. */
export const reservedVariables: readonly string[] = [
  'TIDINGS_CATCHER_SMTP',
  'TIDINGS_CATCHER_URL',
  'TIDINGS_CONFIG',
  'TIDINGS_ENVIRONMENT',
]

/** Variables of a process, as `process.env` has them. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>

/** What one variable holds, and where it came from. */
export type Lookup =
  | { readonly found: true; readonly value: string }
  | { readonly found: false; readonly problem?: string }

/** Looks up `NAME`, then the content of the file that `NAME_FILE` names (a mounted secret), without its last line end. */
export function lookUp(variables: EnvironmentVariables, name: string): Lookup {
  const value = variables[name]
  if (value !== undefined) return { found: true, value }
  const file = variables[`${name}_FILE`]
  if (file === undefined) return { found: false }
  try {
    return { found: true, value: readFileSync(file, 'utf8').replace(/\r?\n$/, '') }
  } catch (error) {
    return { found: false, problem: `${name}_FILE names "${file}", which cannot be read: ${reason(error)}` }
  }
}

/** The variables of this process. The only place that reads `process.env`. */
export function processVariables(): EnvironmentVariables {
  return process.env
}

/** What the embedded environment of the project left in `.tidings/env`; empty where there is none. */
export function embeddedVariables(projectFolder: string): EnvironmentVariables {
  try {
    return parseEnv(readFileSync(join(projectFolder, '.tidings', 'env'), 'utf8'))
  } catch {
    return {}
  }
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
