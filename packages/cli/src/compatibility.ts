import type { SeenContract } from '@tidings/dispatcher/ledger'
import type { Narrowing, ReadTemplate, TemplateContract } from '@tidings/dispatcher/templates'

import { CliError } from './errors/cli-error.js'
import { findingLine } from './findings.js'

/** What a template's change does to those who emit. */
export interface Compatibility {
  readonly template: string
  readonly state: 'new' | 'removed' | 'unchanged' | 'compatible' | 'undecided' | 'break'
  /** Contracts, 64 hex digits; undefined where there is none. */
  readonly before: string | undefined
  readonly after: string | undefined
  readonly findings: readonly Narrowed[]
}

/** Something that was taken before and is not any more, and how to go about it. `brand`: a brand of the template. */
export interface Narrowed extends Omit<Narrowing, 'cause'> {
  readonly cause: Narrowing['cause'] | 'brand'
  readonly remedy: readonly string[]
}

const remedies: Readonly<Record<Narrowed['cause'], readonly [string, string]>> = {
  required: [
    'make it optional, with `default:` or a condition where the template uses it, and publish',
    'deploy the services that emit it, generated anew; then require it',
  ],
  removed: [
    'leave it in the schema, unused, and publish',
    'deploy the services, generated anew and no longer emitting it; then take it out',
  ],
  narrowed: [
    'leave the schema as wide as it was, and deploy services that only emit what the new one takes',
    'then narrow it',
  ],
  brand: ['deploy services that emit it in other brands, and publish', 'then take the brand out of `brands`'],
}

/**
 * Compares templates with what they were.
 *
 * @param brands all of the project
 * @throws CliError `findings` where a contract of now cannot be read
 */
export async function compareTemplates(
  before: readonly ReadTemplate[],
  after: readonly ReadTemplate[],
  brands: readonly string[],
): Promise<readonly Compatibility[]> {
  const { compareContracts, readContract } = await import('@tidings/dispatcher/templates')
  const contractOf = ({ source }: ReadTemplate): TemplateContract | undefined => source && readContract(source).contract
  const old = new Map(before.map((read) => [read.name, contractOf(read)]))
  const compared = after.map((read): Compatibility => {
    const now = contractOf(read)
    if (now === undefined) throw unreadable(read, read.source ? readContract(read.source).findings : [])
    const then = old.get(read.name)
    const common = { template: read.name, before: then?.hash, after: now.hash }
    if (then === undefined) return { ...common, state: 'new', findings: [] }
    const lost = brandsLost(then, now, brands)
    if (then.hash === now.hash && lost.length === 0) return { ...common, state: 'unchanged', findings: [] }
    const narrowed = then.hash === now.hash ? [] : compareContracts(then.schema, now.schema)
    const findings = [...narrowed, ...lost].map((each) => ({ ...each, remedy: remedies[each.cause] }))
    const sure = findings.some(({ kind }) => kind === 'break')
    return { ...common, state: findings.length === 0 ? 'compatible' : sure ? 'break' : 'undecided', findings }
  })
  const names = new Set(after.map(({ name }) => name))
  const removed = [...old].flatMap(([template, then]): Compatibility[] =>
    names.has(template) || then === undefined
      ? []
      : [{ template, state: 'removed', before: then.hash, after: undefined, findings: [] }],
  )
  return [...compared, ...removed].sort((a, b) => (a.template < b.template ? -1 : 1))
}

/** Brands that the template does not allow any more; those that the project has no more are another matter. */
function brandsLost(
  { brands: then }: TemplateContract,
  { brands: now }: TemplateContract,
  known: readonly string[],
): readonly Omit<Narrowed, 'remedy'>[] {
  const lost = known.filter((brand) => (then ?? known).includes(brand) && !(now ?? known).includes(brand))
  return lost.map((brand) => ({
    field: 'brand',
    kind: 'break',
    cause: 'brand',
    message: `may not be \`${brand}\` any more; intents that say so are refused once this is published`,
  }))
}

/** Those that have emitted a template with a contract. */
export function usersOf(
  seen: readonly SeenContract[],
  template: string,
  contract: string | undefined,
): readonly SeenContract[] {
  return seen.filter((each) => each.template === template && contract?.slice(0, 32) === each.contract)
}

function unreadable({ name, findings }: ReadTemplate, own: ReadTemplate['findings']): CliError {
  const errors = [...findings, ...own].filter(({ severity }) => severity === 'error')
  return new CliError('findings', `the contract of \`${name}\` cannot be read`, {
    lines: errors.map(findingLine),
    details: { findings: errors },
  })
}
