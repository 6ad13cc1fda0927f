import type { CatcherHealth, Caught, CaughtInFull } from './caught.js'
import type { CaughtFilter } from './caught-filter.js'
import { readEventStream } from './event-stream.js'
import { getHealth } from './health.js'
import type { RuleInForce, RuleScope } from './rules.js'

/** What a program can ask a running catcher. Every call rejects with `CatcherError` where it cannot be answered. */
export interface CatcherClient {
  /** Caught messages, newest first. */
  list(filter?: CaughtFilter): Promise<readonly Caught[]>
  /** One message in full, mails parsed; undefined where there is none with this number. */
  get(n: number): Promise<CaughtInFull | undefined>
  /** The mail as it came in; undefined where there is none. */
  raw(n: number): Promise<Buffer | undefined>
  /** The rules in force, newest first. */
  rules(): Promise<readonly RuleInForce[]>
  /** Puts a rule in force, as `setRule('reject 30003 until lifted', {channel: 'sms'})`. */
  setRule(rule: string, scope?: RuleScope): Promise<RuleInForce>
  /** Lifts the rules of this scope, or all. Answers how many. */
  clearRules(scope?: RuleScope): Promise<number>
  /** Forgets all messages. */
  clear(): Promise<void>
  /**
   * Messages as they are caught, oldest first, until the signal aborts. The first value comes when the catcher listens
   * to us, so that nothing caught after it is missed.
   *
   * @param after also those already caught with a number above this one.
   */
  events(signal: AbortSignal, after?: number): AsyncGenerator<'listening' | Caught, void, undefined>
  health(): Promise<CatcherHealth>
}

/** The catcher could not be reached, or refused a request. The message says which and what to do. */
export class CatcherError extends Error {
  override readonly name: string = 'CatcherError'
  /** HTTP status of the refusal; undefined where nothing answered. */
  readonly status: number | undefined
  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }
}

const queryOf = (values: object): string => {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    if (value !== undefined) parameters.set(name, value instanceof Date ? value.toISOString() : String(value))
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

/**
 * Makes a client of the catcher at this address.
 *
 * @param url as `TIDINGS_CATCHER_URL` has it: `http://127.0.0.1:8025`.
 * @param timeoutMs how long a request may take, in ms; events are not bound by it. Default 10 s.
 */
export const createCatcherClient = (url: string, timeoutMs = 10_000): CatcherClient => {
  const base = url.replace(/\/+$/, '')

  const ask = async (method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> => {
    let response: Response
    try {
      response = await fetch(`${base}${path}`, {
        method,
        signal: signal ?? AbortSignal.timeout(timeoutMs),
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
    } catch (error) {
      throw new CatcherError(`no catcher answers at ${base}; is \`tidings dev\` running?`, undefined, error)
    }
    if (response.ok || response.status === 404) return response
    const answer = (await response.json().catch(() => ({}))) as { error?: string }
    throw new CatcherError(answer.error ?? `${base} answered ${response.status}`, response.status)
  }
  const askJson = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await ask(method, path, body)
    if (response.status === 404) throw new CatcherError(`what answers at ${base} is no catcher`, 404)
    return (await response.json()) as T
  }

  return {
    list: (filter = {}) => askJson('GET', `/messages${queryOf(filter)}`),
    async get(n) {
      const response = await ask('GET', `/messages/${n}`)
      return response.status === 404 ? undefined : ((await response.json()) as CaughtInFull)
    },
    async raw(n) {
      const response = await ask('GET', `/messages/${n}/raw`)
      return response.status === 404 ? undefined : Buffer.from(await response.arrayBuffer())
    },
    rules: () => askJson('GET', '/rules'),
    setRule: (rule, scope = {}) => askJson('PUT', '/rules', { rule, ...scope }),
    async clearRules(scope = {}) {
      return (await askJson<{ cleared: number }>('DELETE', `/rules${queryOf(scope)}`)).cleared
    },
    async clear() {
      await ask('DELETE', '/messages')
    },
    async *events(signal, after) {
      try {
        const response = await ask('GET', `/events${queryOf({ after })}`, undefined, signal)
        if (response.body) yield* readEventStream(response.body)
      } catch (error) {
        if (!signal.aborted) throw error
      }
    },
    async health() {
      try {
        return await getHealth(base, timeoutMs)
      } catch (error) {
        throw new CatcherError(`no catcher answers at ${base}; is \`tidings dev\` running?`, undefined, error)
      }
    },
  }
}
