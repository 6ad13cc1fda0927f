import { dirname } from 'node:path'
import type { SchemaSource } from '@tidings/dispatcher/templates'

import { readBundle } from './bundle-source.js'
import type { CommandContext } from './command.js'
import { CliError } from './errors/cli-error.js'
import { unknownName } from './errors/unknown-name.js'
import { findingLine } from './findings.js'
import { loadProject } from './project.js'
import { readTemplateSet } from './template-set.js'

/** Where contracts come from. */
export interface ContractQuery {
  /** A bundle. Undefined: the templates of the project. */
  readonly from: string | undefined
  /** Names of templates; empty: all. */
  readonly only: readonly string[]
}

/** Contracts, and the folder that what is made of them lies in. */
export interface ContractSet {
  readonly contracts: readonly SchemaSource[]
  readonly folder: string
}

/**
 * Reads contracts, of templates or out of a bundle; with a bundle no `tidings.yaml` is needed.
 *
 * @throws CliError `findings` where one cannot be read, `not-found` where there is no template of a name; BundleError
 */
export async function readContractSet(context: CommandContext, { from, only }: ContractQuery): Promise<ContractSet> {
  if (from !== undefined) return { contracts: await ofBundle(context, from, only), folder: context.cwd }
  const configuration = await loadProject(context, [])
  const [read, { readContract }] = await Promise.all([
    readTemplateSet(configuration, only, 'definitions'),
    import('@tidings/dispatcher/templates'),
  ])
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
  return { contracts, folder: dirname(configuration.file) }
}

async function ofBundle(context: CommandContext, from: string, only: readonly string[]): Promise<SchemaSource[]> {
  const { templates } = await readBundle(context, from)
  const contracts = templates.map(({ artefact: { name, title, lane, schema, contract, brands } }) => ({
    ...{ name, title, lane, schema, ...(brands && { brands }) },
    hash: contract,
  }))
  const known = contracts.map(({ name }) => name)
  for (const name of only) {
    if (known.includes(name)) continue
    throw await unknownName(`${from} has no template \`${name}\``, name, known, `it has ${known.join(', ') || 'none'}`)
  }
  return only.length === 0 ? contracts : contracts.filter(({ name }) => only.includes(name))
}
