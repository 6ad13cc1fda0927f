import type { Lane } from '@tidings/sdk'

import { contractHash } from './contract-hash.js'
import type { Finding } from './finding.js'
import { readDefinition } from './read-definition.js'
import type { JsonSchema } from './schema/close-schema.js'
import { createFindings } from './source/findings.js'
import type { TemplateSource } from './source.js'

/** What a template promises to those who emit. */
export interface TemplateContract {
  readonly name: string
  readonly title: string
  readonly lane: Lane
  /** As it is published: objects are closed unless they say otherwise. */
  readonly schema: JsonSchema
  /** `contractHash(schema)`, 64 hex digits. */
  readonly hash: string
  /** Brands that it may be dressed in. Absent: all. */
  readonly brands?: readonly string[]
}

/** The contract alone: reads template.yaml and compiles nothing. Absent where a finding is an error. */
export function readContract(source: TemplateSource): {
  readonly contract?: TemplateContract
  readonly findings: readonly Finding[]
} {
  const findings = createFindings(source.name)
  const definition = readDefinition(`${source.name}/template.yaml`, source.yaml, findings)
  if (definition === undefined || findings.hasErrors()) return { findings: findings.list() }
  const { title, lane, schema, brands } = definition
  const contract = { name: source.name, title, lane, schema, hash: contractHash(schema), ...(brands && { brands }) }
  return { contract, findings: findings.list() }
}
