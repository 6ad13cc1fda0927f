import { int4Array, uuidArray } from './binary-array.js'
import type { Session, Statement } from './connection.js'

/** A service, by its code, that has emitted for a template with a contract (`shortHash`; null: without one). */
export interface ContractUse {
  readonly source: number
  readonly template: number
  readonly contract: string | null
}

/** The same with names, for people. */
export interface SeenContract {
  readonly source: string
  readonly template: string
  /** 32 hex digits, the first half of the contract; null: emitted without one. */
  readonly contract: string | null
  readonly lastAt: Date
}

const none = '00000000-0000-0000-0000-000000000000'

/**
 * In the order of the key, so that two dispatchers with the same contracts wait for each other and never lock. A row that
 * another one has touched in this half minute is left alone: it would be a dead row for nothing.
 */
const touch: Statement = {
  name: 'contracts_touch',
  text: `
INSERT INTO contracts_seen (source, template, contract, last_at)
SELECT source, template, contract, now() FROM unnest($1::int[], $2::int[], $3::uuid[]) AS t(source, template, contract) ORDER BY template, contract, source
ON CONFLICT (template, contract, source) DO UPDATE SET last_at = excluded.last_at WHERE contracts_seen.last_at < excluded.last_at - interval '30 seconds'`,
}
const list: Statement = {
  name: 'contracts_list',
  text: `SELECT source, template, replace(contract::text, '-', '') AS contract, last_at AS "lastAt" FROM contract_overview WHERE template = ANY ($1::text[]) ORDER BY template, last_at DESC, source`,
}

/** Writes that contracts were used now. Each may be given once. */
export const touchContracts = (session: Session, uses: readonly ContractUse[]): Promise<unknown> =>
  session.run(touch, [
    int4Array(uses.map(({ source }) => source)),
    int4Array(uses.map(({ template }) => template)),
    uuidArray(uses.map(({ contract }) => contract ?? none)),
  ])

/** Who has emitted for these templates, with which contracts; the latest first. */
export const seenContracts = (session: Session, templates: readonly string[]): Promise<SeenContract[]> =>
  session.run(list, [templates])
