import { type Content, checkContent, nameRules } from './check-content.js'
import type { BrandOf, Contract, DataOf } from './contract.js'
import { checkOptionalText, isRecord, kindOf, refuse } from './field.js'
import type { Issue } from './issue.js'
import { limits } from './limits.js'
import type { Recipient } from './recipient.js'

/** What a service wants said to one person. */
export interface Emission<Data = unknown, Brand extends string = string> {
  readonly to: Recipient
  /** What the template's contract asks for. Plain JSON values; a Date as `date.toISOString()`. */
  readonly data: Data
  /**
   * Emitting again with the same key and the same content changes nothing; with other content it is refused. Up to
   * 200 characters, for example `order-17-shipped`. Default: only `id` tells intents apart.
   */
  readonly idempotencyKey?: string | undefined
  /** Not before this moment. Date or RFC 3339. Default: at once. */
  readonly sendAt?: Date | string | undefined
  /** Not after this moment. Date or RFC 3339. Default per lane: critical 10 min, transactional 72 h, bulk 48 h. */
  readonly expiresAt?: Date | string | undefined
  /** A newer intent with the same key and recipient supersedes an older one that still waits. */
  readonly collapseKey?: string | undefined
  /** Sender, layout and variables to dress the template in. Default: `main`. */
  readonly brand?: Brand | undefined
  /** Up to 200 characters. Default: a UUIDv7. Give one to emit again what ended in `EmitIndeterminate`. */
  readonly id?: string | undefined
}

const members: readonly string[] = [
  'to',
  'data',
  'idempotencyKey',
  'sendAt',
  'expiresAt',
  'collapseKey',
  'brand',
  'id',
] satisfies (keyof Emission)[]

const recipientMembers: readonly string[] = [
  'id',
  'email',
  'phone',
  'push',
  'locale',
  'timeZone',
] satisfies (keyof Recipient)[]

/** What a template of a contract takes: one of its brands, which has to be named where the default is none of them. */
export type EmissionOf<C> = Emission<DataOf<C>, BrandOf<C>> &
  ('main' extends BrandOf<C> ? unknown : string extends BrandOf<C> ? unknown : { readonly brand: BrandOf<C> })

/** Content of an intent, or undefined with every reason added to `issues`. Paths point into the emission. */
export function checkEmission(
  emission: Emission,
  contract: Contract<unknown> | undefined,
  issues: Issue[],
): Content | undefined {
  if (!isRecord(emission)) {
    refuse(issues, 'wrong-type', '', `must be an object with \`to\` and \`data\`, is ${kindOf(emission)}`)
    return undefined
  }
  const before = issues.length
  checkMembers(emission, members, '', issues)
  if (isRecord(emission.to)) checkMembers(emission.to, recipientMembers, '/to', issues)
  checkOptionalText(emission.id, '/id', nameRules.id, issues)
  const sendAt = instantText(emission.sendAt)
  const expiresAt = instantText(emission.expiresAt)
  const beforeContent = issues.length
  const { to, data, idempotencyKey, collapseKey, brand } = emission
  checkContent({ to, data, idempotencyKey, sendAt, expiresAt, collapseKey, brand }, '', issues)
  // A validator may recurse into its data, so it only sees data that is known to be finite.
  if (contract !== undefined && !issues.slice(beforeContent).some(({ path }) => path.startsWith('/data'))) {
    checkContract(contract, emission.data, issues)
  }
  if (issues.length > before) return undefined
  return {
    to,
    data,
    contract: contract?.hash,
    lane: contract?.lane,
    idempotencyKey,
    sendAt,
    expiresAt,
    collapseKey,
    brand,
  }
}

/** What is misspelt would be left out without a word, and an option that is left out is a message sent too early. */
function checkMembers(value: object, known: readonly string[], path: string, issues: Issue[]): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      refuse(issues, 'unknown-member', `${path}/${key}`, `is not known here; known: ${known.join(', ')}`)
    }
  }
}

function checkContract(contract: Contract<unknown>, data: unknown, issues: Issue[]): void {
  for (const { path, message } of contract.validate(data)) {
    if (issues.length >= limits.issues) return
    refuse(issues, 'contract', `/data${path}`, message)
  }
}

/** An invalid Date becomes a text that the check of texts refuses. */
function instantText(value: Date | string | undefined): string | undefined {
  if (!(value instanceof Date)) return value
  return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
}
