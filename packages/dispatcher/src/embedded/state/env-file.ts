import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { errnoCode, fileFailure } from './file-failure.js'
import { writeAtomically } from './write-atomically.js'

const name = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * Reads the `env` file of a state folder: what other processes need to reach the embedded environment
 * (`node --env-file=.tidings/env`).
 *
 * @returns its values; an empty object when there is no such file.
 * @throws EmbeddedError `StateUnwritable` when it is there and cannot be read.
 */
export async function readEnvFile(stateFolder: string): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await readLines(stateFolder)).flatMap((line) => parseLine(line) ?? []))
}

/**
 * Sets values in the `env` file (0600) and leaves all its other lines as they are. `undefined` removes a value.
 * Processes that write at the same time must hold the lock of the state folder (`lockState`).
 *
 * @throws EmbeddedError `StateUnwritable` or `DiskFull`.
 */
export async function writeEnvFile(
  stateFolder: string,
  values: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const written = new Set<string>()
  const lines = (await readLines(stateFolder)).flatMap((line) => {
    const key = parseLine(line)?.[0][0]
    if (key === undefined || !(key in values)) return [line]
    // A key that is there twice would win over the value set here.
    if (written.has(key)) return []
    written.add(key)
    return formatLine(key, values[key])
  })
  for (const [key, value] of Object.entries(values)) if (!written.has(key)) lines.push(...formatLine(key, value))
  await writeAtomically(join(stateFolder, 'env'), lines.map((line) => `${line}\n`).join(''))
}

async function readLines(stateFolder: string): Promise<readonly string[]> {
  const path = join(stateFolder, 'env')
  try {
    return (await readFile(path, 'utf8')).split(/\r?\n/).filter((line, at, all) => line !== '' || at < all.length - 1)
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return []
    throw fileFailure('read', path, error)
  }
}

function parseLine(line: string): readonly [readonly [string, string]] | undefined {
  const at = line.indexOf('=')
  const key = line.slice(0, Math.max(at, 0)).trim()
  if (!name.test(key)) return undefined
  const value = line.slice(at + 1).trim()
  const quoted = /^(["'])(.*)\1$/.exec(value)
  return [[key, quoted?.[2] ?? value]]
}

function formatLine(key: string, value: string | undefined): readonly string[] {
  if (value === undefined) return []
  if (!name.test(key)) throw new RangeError(`\`${key}\` is no name of an environment variable, e.g. DATABASE_URL`)
  if (/[\r\n]/.test(value)) throw new RangeError(`the value of ${key} has a line break, which an env file cannot hold`)
  // Node's --env-file ends an unquoted value at `#` and drops outer blanks.
  if (!/[#"'\s]/.test(value)) return [`${key}=${value}`]
  if (value.includes("'") && value.includes('"')) {
    throw new RangeError(`the value of ${key} has both kinds of quotes, which an env file cannot hold`)
  }
  const quote = value.includes("'") ? '"' : "'"
  return [`${key}=${quote}${value}${quote}`]
}
