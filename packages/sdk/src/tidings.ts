import { nameRules } from './check-content.js'
import { composeIntent } from './compose-intent.js'
import type { Contract, Contracts } from './contract.js'
import { checkEmission, type Emission, type EmissionOf } from './emission.js'
import { invalidIntent, TidingsError } from './errors.js'
import { checkText } from './field.js'
import type { Issue } from './issue.js'
import { limits } from './limits.js'
import { settle } from './settle.js'
import type { CancelResult, Envelope, Transport } from './transport.js'
import { uuidv7 } from './uuidv7.js'
import { encodeIntent } from './wire/encode.js'
import { type TraceContext, validTrace } from './wire/trace-context.js'

/** How a service emits. */
export interface TidingsOptions<C extends Contracts> {
  /** Name of the emitting service, as `orders`. Ids and idempotency keys are unique within it. */
  readonly source: string
  /** How intents leave: `outbox(pool)` of `@tidings/sdk/postgres`, `memoryTransport()` of `@tidings/sdk/testing`. */
  readonly transport: Transport
  /**
   * `contracts` of the file that `tidings generate` writes. Without them `emit` takes any template and any data;
   * admission validates, and the intent waits in the transactional order.
   */
  readonly contracts?: C
  /** Default deadline of every call in ms, 1 to 600,000. Default: 5,000. */
  readonly deadline?: number
  /** Current trace context, asked at each emit. Default: none. What is not valid W3C Trace Context is left out. */
  readonly trace?: () => { readonly [Name in keyof TraceContext]?: string | undefined } | undefined
}

/** What one call can be given. */
export interface CallOptions {
  /** The caller's open transaction: the intent is emitted if and only if it commits. */
  readonly tx?: unknown
  /** Stops waiting. What had not been sent by then is never sent (`Aborted`), else `EmitIndeterminate`. */
  readonly signal?: AbortSignal | undefined
  /** In ms, 1 to 600,000. Default: that of the client. */
  readonly deadline?: number | undefined
}

/** An acknowledged intent. `tidings why <id>` explains what became of it. */
export interface Emitted {
  /** The one that the emission named, else a UUIDv7. */
  readonly id: string
}

/** One of several emissions: the template's name and what `emit` takes. */
export type NamedEmission<C extends Contracts> = {
  readonly [Name in keyof C & string]: EmissionOf<C[Name]> & { readonly template: Name }
}[keyof C & string]

/** Which intent to cancel: its id, or the key that it was emitted with. */
export type CancelBy = { readonly id: string } | { readonly idempotencyKey: string }

/** A client for one service. Every promise settles within its deadline; errors are `TidingsError`s. */
export interface Tidings<C extends Contracts> extends AsyncDisposable {
  /**
   * Resolves when the intent is durable (with `tx`: part of the transaction). Everything is checked before anything is
   * sent, so that a wrong emit leaves the caller's transaction usable.
   *
   * @throws TidingsError `InvalidIntent` with all `issues`, `UnknownTemplate`, `EmitIndeterminate` with the `id` that
   * may be emitted again, and the other codes of `errorCodes`.
   */
  emit<Name extends keyof C & string>(
    template: Name,
    emission: EmissionOf<C[Name]>,
    options?: CallOptions,
  ): Promise<Emitted>
  /**
   * Emits up to 1,000 at once, all or none with the outbox. Resolves with the ids in the order given. One that is not
   * valid refuses all of them, with paths as `/3/to/email`.
   */
  emitMany(emissions: readonly NamedEmission<C>[], options?: CallOptions): Promise<readonly Emitted[]>
  /** Cancels what has not begun. Holds also where the intent comes later: it is then not sent. */
  cancel(target: CancelBy, options?: CallOptions): Promise<CancelResult>
  /** Waits for what is under way, then closes the transport; a pool of the caller stays open. */
  close(): Promise<void>
}

/**
 * A client that emits intents.
 *
 * @throws TidingsError `InvalidOption`
 */
export function createTidings<const C extends Contracts = Readonly<Record<string, Contract<unknown>>>>(
  options: TidingsOptions<C>,
): Tidings<C> {
  const { contracts, source, trace, transport } = options
  checkSource(source)
  const defaultDeadline = checkDeadline(options.deadline, limits.deadlineMs)
  const underWay = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined

  function envelopeOf(template: string, emission: Emission, issues: Issue[]): Envelope | undefined {
    const contract = contractOf(contracts, template)
    const content = checkEmission(emission, contract, issues)
    if (content === undefined) return undefined
    const context = trace?.()
    const now = Date.now()
    const origin = { id: emission.id ?? uuidv7(now), source, time: new Date(now).toISOString(), template }
    const intent = composeIntent(origin, content, context && validTrace(context.traceparent, context.tracestate))
    const body = encodeIntent(intent)
    const tooLarge = sizeIssue(body)
    if (tooLarge !== undefined) issues.push(tooLarge)
    return { intent, lane: content.lane ?? 'transactional', body }
  }

  async function publish(envelopes: readonly Envelope[], what: string, call: CallOptions): Promise<void> {
    const ids = envelopes.map(({ intent }) => intent.id)
    await run((passage) => transport.publish(envelopes, passage), { what, ids, cutOff: 'EmitIndeterminate' }, call)
  }

  async function run<T>(
    start: Parameters<typeof settle<T>>[0],
    { what, ids, cutOff }: Pick<Parameters<typeof settle>[1], 'what' | 'ids' | 'cutOff'>,
    call: CallOptions,
  ): Promise<T> {
    const deadlineMs = checkDeadline(call.deadline, defaultDeadline)
    if (closing !== undefined) throw new TidingsError('Closed', `${what} was not sent: the client is closed.`, { ids })
    if (call.signal?.aborted) {
      const details = { ids, cause: call.signal.reason, hint: 'Nothing was sent.' }
      throw new TidingsError('Aborted', `${what} was not sent: the signal was aborted before.`, details)
    }
    const bounds = { what, ids, cutOff, deadlineMs, transport: transport.name, tx: call.tx, signal: call.signal }
    const done = settle(start, bounds)
    underWay.add(done)
    try {
      return await done
    } finally {
      underWay.delete(done)
    }
  }

  const tidings: Tidings<C> = {
    async emit(template, emission, call = {}) {
      const issues: Issue[] = []
      const envelope = envelopeOf(template, emission, issues)
      if (issues.length > 0 || envelope === undefined) throw invalidIntent(`"${template}"`, issues)
      await publish([envelope], `"${template}"`, call)
      return { id: envelope.intent.id }
    },
    async emitMany(emissions, call = {}) {
      if (emissions.length === 0) return []
      const what = `a batch of ${emissions.length}`
      const issues: Issue[] = batchIssues(emissions.length)
      const envelopes: Envelope[] = []
      for (const [index, { template, ...emission }] of issues.length > 0 ? [] : emissions.entries()) {
        const own: Issue[] = []
        const envelope = envelopeOf(template, emission, own)
        if (envelope !== undefined) envelopes.push(envelope)
        for (const issue of own) issues.push({ ...issue, path: `/${index}${issue.path}` })
      }
      if (issues.length > 0) throw invalidIntent(what, issues)
      await publish(envelopes, what, call)
      return envelopes.map(({ intent }) => ({ id: intent.id }))
    },
    async cancel(target, call = {}) {
      const by = 'id' in target ? { id: target.id } : { idempotencyKey: target.idempotencyKey }
      const issues: Issue[] = []
      if ('id' in by) checkText(by.id, '/id', nameRules.id, issues)
      else checkText(by.idempotencyKey, '/idempotencyKey', nameRules.key, issues)
      if (issues.length > 0) throw invalidIntent('the cancellation', issues)
      const bounds = { what: 'the cancellation', ids: 'id' in by ? [by.id] : [], cutOff: 'DeadlinePassed' } as const
      return run((passage) => transport.cancel({ source, ...by }, passage), bounds, call)
    },
    close() {
      closing ??= Promise.allSettled(underWay).then(() => {
        const bounds = { what: 'close()', ids: [], cutOff: 'DeadlinePassed', deadlineMs: defaultDeadline } as const
        return settle(() => transport.close(), { ...bounds, transport: transport.name })
      })
      return closing
    },
    [Symbol.asyncDispose]() {
      return tidings.close()
    },
  }
  return tidings
}

function contractOf(contracts: Contracts | undefined, template: string): Contracts[string] | undefined {
  if (contracts === undefined) {
    const issues: Issue[] = []
    if (!checkText(template, '', nameRules.template, issues)) throw invalidIntent('the intent', issues.map(atTemplate))
    return undefined
  }
  if (typeof template === 'string' && Object.hasOwn(contracts, template)) return contracts[template]
  const known = Object.keys(contracts)
  throw new TidingsError('UnknownTemplate', `There is no template ${JSON.stringify(template)} in the contracts.`, {
    hint: `Known: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', ...' : ''}. After a new template: npx tidings generate.`,
  })
}

function atTemplate(issue: Issue): Issue {
  return { ...issue, path: '/template' }
}

function sizeIssue(body: string): Issue | undefined {
  // A UTF-16 unit is at most three bytes, so most bodies need not be counted.
  if (body.length * 3 <= limits.intentBytes) return undefined
  const size = new TextEncoder().encode(body).length
  if (size <= limits.intentBytes) return undefined
  const message = `must have at most ${limits.intentBytes} bytes when encoded, has ${size} (limit intentBytes)`
  return { code: 'limit', path: '', message }
}

function batchIssues(length: number): Issue[] {
  if (length <= limits.batchIntents) return []
  const message = `must have at most ${limits.batchIntents} intents, has ${length} (limit batchIntents)`
  return [{ code: 'limit', path: '', message }]
}

function checkSource(source: string): void {
  const issues: Issue[] = []
  if (checkText(source, 'source', nameRules.source, issues)) return
  throw new TidingsError('InvalidOption', `createTidings: source ${issues[0]?.message}.`)
}

function checkDeadline(deadline: number | undefined, fallback: number): number {
  if (deadline === undefined) return fallback
  if (typeof deadline === 'number' && deadline >= 1 && deadline <= limits.maxDeadlineMs) return deadline
  const text = `deadline must be a number of ms from 1 to ${limits.maxDeadlineMs}, is ${String(deadline)}`
  throw new TidingsError('InvalidOption', `${text} (limit maxDeadlineMs).`)
}
