import { TidingsError, type TidingsErrorCode } from '../errors.js'

/** What an error of a client means, and what to do about it. */
interface Meaning {
  readonly code: TidingsErrorCode
  readonly hint?: string
}

const sayMigrate = 'Run `npx tidings migrate` against this database, and check that the connection leads to it.'
const sayAgain = 'It may have been taken all the same; emit it again with the same id (`error.id`) and it is sent once.'

/** PostgreSQL's states (appendix A of its manual), longest prefix first. With every one of them nothing was committed. */
const states: readonly (readonly [prefix: string, meaning: Meaning])[] = [
  ['42883', { code: 'SchemaMissing', hint: sayMigrate }],
  ['3F000', { code: 'SchemaMissing', hint: sayMigrate }],
  ['3D000', { code: 'SchemaMissing', hint: sayMigrate }],
  ['42501', { code: 'AccessDenied', hint: 'Grant the role `tidings_emitter` to this user.' }],
  ['28', { code: 'AccessDenied', hint: 'Check user and password of the connection.' }],
  ['25P02', { code: 'TransactionAborted', hint: 'Roll back and run the whole transaction again.' }],
  ['25006', { code: 'Unavailable', hint: 'The connection leads to a read-only server or transaction.' }],
  ['57P03', { code: 'Unavailable', hint: 'The server is starting up or shutting down.' }],
  ['57014', { code: 'Unavailable', hint: 'The statement was cancelled, for example by statement_timeout.' }],
  ['22', { code: 'DataRefused' }],
  ['23', { code: 'DataRefused' }],
  ['54', { code: 'DataRefused' }],
  ['40', { code: 'Unavailable', hint: 'Run the transaction again.' }],
  ['53', { code: 'Unavailable', hint: 'The server is out of connections, memory or disk.' }],
  ['55', { code: 'Unavailable' }],
]

/** States that come while the server goes away: the commit may have happened before. */
const lost = /^(?:08|57P0[124]|58|XX)/

/** System calls of Node that fail before a connection exists. */
const connecting: readonly unknown[] = ['connect', 'getaddrinfo']

/**
 * The error of the SDK for one of the client's. What neither PostgreSQL nor the operating system has answered for may
 * have reached the server and is `EmitIndeterminate`. `cutOff` is the code for that case.
 */
export function fromClientError(
  cause: unknown,
  what: string,
  ids: readonly string[],
  cutOff: 'EmitIndeterminate' | 'Unavailable' = 'EmitIndeterminate',
): TidingsError {
  const { code, hint } = meaningOf(cause, cutOff)
  const state = stateOf(cause)
  const text = cause instanceof Error ? cause.message : String(cause)
  const message = `outbox could not take ${what}: ${text === '' ? 'the client gave no reason' : text}${state === undefined ? '' : ` (SQLSTATE ${state})`}.`
  return new TidingsError(code, message, { cause, ids, ...(hint === undefined ? {} : { hint }) })
}

function meaningOf(cause: unknown, cutOff: 'EmitIndeterminate' | 'Unavailable'): Meaning {
  const state = stateOf(cause)
  if (state === undefined || lost.test(state)) {
    if (state === undefined && neverConnected(cause)) {
      return { code: 'Unavailable', hint: 'The database cannot be reached; nothing was sent.' }
    }
    return cutOff === 'EmitIndeterminate' ? { code: cutOff, hint: sayAgain } : { code: cutOff }
  }
  const known = states.find(([prefix]) => state.startsWith(prefix))
  return known === undefined ? { code: 'TransportFailed' } : known[1]
}

/** Five characters, where the error or what it wraps (drivers around `pg` do so) comes from PostgreSQL. */
function stateOf(error: unknown): string | undefined {
  for (const one of chainOf(error)) {
    if (
      'code' in one &&
      typeof one.code === 'string' &&
      /^[0-9A-Z]{5}$/.test(one.code) &&
      !/^E[A-Z]{4}$/.test(one.code)
    ) {
      return one.code
    }
    // Prisma wraps the state into its own record.
    if ('meta' in one && typeof one.meta === 'object' && one.meta !== null && 'code' in one.meta) {
      const { code } = one.meta
      if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
    }
  }
  return undefined
}

function neverConnected(error: unknown): boolean {
  const chain = chainOf(error)
  // Node joins the failures of several addresses of one host.
  const errors = chain.flatMap((one) =>
    'errors' in one && Array.isArray(one.errors) ? (one.errors as unknown[]) : [one],
  )
  return errors.some(
    (one) => typeof one === 'object' && one !== null && 'syscall' in one && connecting.includes(one.syscall),
  )
}

function chainOf(error: unknown): object[] {
  const chain: object[] = []
  for (let one = error; typeof one === 'object' && one !== null && chain.length < 5; ) {
    chain.push(one)
    one = 'cause' in one ? one.cause : undefined
  }
  return chain
}
