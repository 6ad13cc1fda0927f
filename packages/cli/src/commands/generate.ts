import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'

import type { Command } from '../command.js'
import { CliError } from '../errors/cli-error.js'
import { exitCodes } from '../errors/error-table.js'
import { findingLine } from '../findings.js'
import { count } from '../output/words.js'
import { loadProject } from '../project.js'
import { readTemplateSet } from '../template-set.js'

/** Input of `tidings generate`. */
export interface GenerateInput {
  /** Only compare. */
  readonly check: boolean
  /** Default: `src/tidings.gen.ts` beside `tidings.yaml`. */
  readonly out: string | undefined
}

/** Writes the contracts that services emit with. With `check`, exits 1 where the file is out of date. */
export const generate: Command<GenerateInput> = async (context, { check, out }) => {
  const { cwd, output } = context
  const configuration = await loadProject(context, [])
  const read = await readTemplateSet(configuration)
  const { generateContracts, readContract } = await import('@tidings/dispatcher/templates')
  const contracts = read.flatMap(({ source, findings }) => {
    const { contract, findings: own = [] } = source ? readContract(source) : {}
    const errors = [...findings, ...own].filter(({ severity }) => severity === 'error')
    if (errors.length > 0) {
      throw new CliError('findings', `the contract of \`${errors[0]?.template}\` cannot be read`, {
        lines: errors.map(findingLine),
        details: { findings: errors },
      })
    }
    return contract === undefined ? [] : [contract]
  })
  const text = textOf(generateContracts, contracts)
  const path = out === undefined ? join(dirname(configuration.file), 'src', 'tidings.gen.ts') : resolve(cwd, out)
  const shown = relative(cwd, path)
  const before = await readFile(path, 'utf8').catch(() => undefined)
  const changed = before !== text
  if (changed && !check) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  const state = !changed ? 'up to date' : check ? (before === undefined ? 'missing' : 'out of date') : 'written'
  output.result({
    kind: 'contracts',
    data: { file: path, state, templates: contracts.map(({ name, hash, lane }) => ({ name, contract: hash, lane })) },
    text: ({ paint }) => [
      `${shown} ${paint(check && changed ? 'failed' : 'done', state)}  ${paint('dim', count(contracts.length, 'contract'))}`,
    ],
  })
  if (!check || !changed) return exitCodes.ok
  output.note('run `tidings generate` and commit the file')
  return exitCodes.failed
}

function textOf<T>(make: (contracts: readonly T[]) => string, contracts: readonly T[]): string {
  try {
    return make(contracts)
  } catch (error) {
    throw new CliError('findings', error instanceof Error ? error.message : String(error), { cause: error })
  }
}
