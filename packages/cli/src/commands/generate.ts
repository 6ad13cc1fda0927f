import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import type { SchemaSource } from '@tidings/dispatcher/templates'

import type { Command } from '../command.js'
import { readContractSet } from '../contract-set.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { count } from '../output/words.js'

/** Input of `tidings generate`. */
export interface GenerateInput {
  /** Only compare. */
  readonly check: boolean
  /** Default: `src/tidings.gen.ts` beside `tidings.yaml`, or below the working folder with `from`. */
  readonly out: string | undefined
  /** Templates; empty: all. */
  readonly only: readonly string[]
  /** Folder for a JSON Schema of each template. */
  readonly jsonSchema: string | undefined
  /** A bundle instead of the project's templates. */
  readonly from: string | undefined
}

/** How the names of schema files end. */
const ending = '.schema.json'

/** What is to be done to one file: `text` undefined takes it away. */
interface Wanted {
  readonly path: string
  readonly text: string | undefined
}

/** Writes the contracts that services emit with. With `check`, exits 1 where a file is out of date. */
export const generate: Command<GenerateInput> = async (context, { check, out, jsonSchema, ...query }) => {
  const { cwd, output } = context
  const { contracts, folder } = await readContractSet(context, query)
  const { generateContracts } = await import('@tidings/dispatcher/templates')
  const path = out === undefined ? join(folder, 'src', 'tidings.gen.ts') : resolve(cwd, out)
  const wanted: Wanted[] = [
    { path, text: textOf(generateContracts, contracts) },
    ...(jsonSchema === undefined ? [] : await schemaFiles(resolve(cwd, jsonSchema), contracts)),
  ]
  const files: { readonly file: string; readonly state: string }[] = []
  for (const { path: file, text } of wanted) {
    const before = await readFile(file, 'utf8').catch(() => undefined)
    if (before !== text && !check) await write(file, text)
    files.push({ file, state: stateOf(before, text, check) })
  }
  const shown = files.filter(({ state }, index) => index === 0 || state !== 'up to date')
  output.result({
    kind: 'contracts',
    data: {
      ...files[0],
      templates: contracts.map(({ name, hash, lane }) => ({ name, contract: hash, lane })),
      ...(jsonSchema === undefined ? {} : { jsonSchemas: files.slice(1) }),
    },
    text: ({ paint }) => [
      ...shown.map(({ file, state }, index) => {
        const painted = paint(check && state !== 'up to date' ? 'failed' : 'done', state)
        return `${relative(cwd, file)} ${painted}${index === 0 ? `  ${paint('dim', count(contracts.length, 'contract'))}` : ''}`
      }),
      ...(files.length > 1 && shown.length === 1 ? [`${jsonSchema} ${paint('done', 'up to date')}`] : []),
    ],
  })
  if (!check || files.every(({ state }) => state === 'up to date')) return exitCodes.ok
  output.note(
    files.length === 1 ? 'run `tidings generate` and commit the file' : 'run `tidings generate` and commit the files',
  )
  return exitCodes.failed
}

function stateOf(before: string | undefined, text: string | undefined, check: boolean): string {
  if (before === text) return 'up to date'
  if (text === undefined) return check ? 'left over' : 'removed'
  return !check ? 'written' : before === undefined ? 'missing' : 'out of date'
}

async function write(file: string, text: string | undefined): Promise<void> {
  if (text === undefined) return rm(file)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** The schema files, and those that an earlier call wrote and nothing asks for any more. */
async function schemaFiles(folder: string, contracts: readonly SchemaSource[]): Promise<readonly Wanted[]> {
  const { jsonSchemaText, schemaIdStart } = await import('@tidings/dispatcher/templates')
  const files = contracts.map((contract) => ({
    path: join(folder, `${contract.name}${ending}`),
    text: jsonSchemaText(contract),
  }))
  const left: Wanted[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (!name.endsWith(ending) || files.some((file) => file.path === path)) continue
    const text = await readFile(path, 'utf8').catch(() => '')
    if (text.includes(`"$id": "${schemaIdStart}`)) left.push({ path, text: undefined })
  }
  return [...files, ...left]
}

function textOf<T>(make: (contracts: readonly T[]) => string, contracts: readonly T[]): string {
  try {
    return make(contracts)
  } catch (error) {
    throw new CliError('findings', error instanceof Error ? error.message : String(error), { cause: error })
  }
}
