import { describe, expect, test } from 'vitest'

import type { Contract } from '#sdk/contract.js'
import { TidingsError } from '#sdk/errors.js'
import { limits } from '#sdk/limits.js'
import { memoryTransport } from '#sdk/testing/index.js'
import { createTidings } from '#sdk/tidings.js'
import type { Transport } from '#sdk/transport.js'

const contract: Contract<{ readonly order: string }> = {
  hash: 'ab'.repeat(32),
  lane: 'critical',
  validate: (data) => {
    const { order, ...rest } = data as { order?: unknown }
    const issues = Object.keys(rest).map((key) => ({ path: `/${key}`, message: 'is not known' }))
    return typeof order === 'string' ? issues : [{ path: '/order', message: 'must be a string' }, ...issues]
  },
}
const contracts = { 'order-shipped': contract }
const to = { email: 'ann@example.com' }

function setUp() {
  const transport = memoryTransport()
  return { transport, tidings: createTidings({ source: 'orders', transport, contracts }) }
}

/** A transport that never answers. */
function silent(sending: boolean): Transport {
  return {
    name: 'silent',
    publish: (_envelopes, passage) => {
      if (sending) passage.sending()
      return new Promise(() => {})
    },
    cancel: (_target, passage) => {
      if (sending) passage.sending()
      return new Promise(() => {})
    },
    close: () => new Promise(() => {}),
  }
}

describe('with contracts', () => {
  test('an intent carries the hash that its data was checked against, and the lane', async () => {
    const { tidings, transport } = setUp()
    await tidings.emit('order-shipped', { to, data: { order: 'A-17' } })
    expect(transport.sent).toMatchObject([{ contract: contract.hash, lane: 'critical', data: { order: 'A-17' } }])
  })

  test('an unknown template is refused with those that are known', async () => {
    const { tidings } = setUp()
    for (const name of ['order-shiped', 'toString', '__proto__']) {
      await expect(tidings.emit(name as 'order-shipped', { to, data: { order: 'A' } })).rejects.toMatchObject({
        code: 'UnknownTemplate',
        message: expect.stringContaining('Known: order-shipped'),
      })
    }
  })

  test('everything that is wrong is told at once, and nothing was sent', async () => {
    const { tidings, transport } = setUp()
    const error: unknown = await tidings
      .emit('order-shipped', {
        to: { email: 'ann@example.com\r\nBcc: all@example.com', phone: '0151' },
        data: { order: 17, note: 'x' } as never,
        idempotencyKey: 'k'.repeat(201),
        expiresAt: new Date(Number.NaN),
      })
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(TidingsError)
    const { issues, message } = error as TidingsError
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'control-character /to/email',
      'bad-format /to/phone',
      'limit /idempotencyKey',
      'bad-format /expiresAt',
      'contract /data/order',
      'contract /data/note',
    ])
    for (const { path } of issues) expect(message).toContain(path)
    expect(message).toMatch(/^"order-shipped" was not emitted, 6 things are wrong:\n/)
    expect(transport.sent).toEqual([])
  })

  test('a batch in which one is wrong is refused as a whole, with its place', async () => {
    const { tidings, transport } = setUp()
    const good = { template: 'order-shipped', to, data: { order: 'A' } } as const
    const bad = { ...good, to: { email: 'no address' } }
    await expect(tidings.emitMany([good, bad, good])).rejects.toMatchObject({
      code: 'InvalidIntent',
      issues: [{ path: '/1/to/email', code: 'bad-format' }],
    })
    expect(transport.sent).toEqual([])
    expect(await tidings.emitMany([])).toEqual([])
  })
})

describe('what is not valid never reaches a transport', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic.self = cyclic

  test.each<[what: string, emission: Record<string, unknown>, issue: string]>([
    ['a cycle', { data: cyclic }, 'not-plain /data/self'],
    ['a BigInt', { data: { n: 1n } }, 'not-plain /data/n'],
    ['NaN', { data: { n: Number.NaN } }, 'not-plain /data/n'],
    ['a function', { data: { f: () => 1 } }, 'not-plain /data/f'],
    ['a __proto__ key', { data: JSON.parse('{"a":{"__proto__":{}}}') }, 'proto-key /data/a/__proto__'],
    ['NUL', { data: { t: '\0' } }, 'nul /data/t'],
    ['a lone surrogate', { data: { t: '\ud800' } }, 'lone-surrogate /data/t'],
    ['data that is no object', { data: 'x' }, 'wrong-type /data'],
    ['no data', {}, 'missing /data'],
    ['no address', { to: { id: 'cus_42' }, data: {} }, 'no-address /to'],
    ['21 push tokens', { to: { push: Array(21).fill({ token: 't', app: 'ios' }) }, data: {} }, 'limit /to/push'],
    ['an id over 200 characters', { id: 'i'.repeat(201), data: {} }, 'limit /id'],
    ['an id with a line break', { id: 'a\nb', data: {} }, 'control-character /id'],
    ['a misspelt option', { data: {}, sendat: new Date() }, 'unknown-member /sendat'],
    ['a misspelt address', { to: { ...to, mail: 'x' }, data: {} }, 'unknown-member /to/mail'],
    ['a time without a zone', { data: {}, sendAt: '2026-11-23T14:02:11' }, 'bad-format /sendAt'],
    [
      'an expiry before the start',
      { data: {}, sendAt: '2026-11-24T00:00:00Z', expiresAt: '2026-11-23T00:00:00Z' },
      'bad-format /expiresAt',
    ],
    ['more than 256 KB', { data: { t: 'x'.repeat(limits.intentBytes) } }, 'limit '],
    ['more than 256 KB of UTF-8', { data: { t: 'ä'.repeat(limits.intentBytes / 2) } }, 'limit '],
  ])('%s', async (_what, emission, issue) => {
    const transport = memoryTransport()
    const tidings = createTidings({ source: 'orders', transport })
    const error: unknown = await tidings.emit('any', { to, ...emission } as never).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'InvalidIntent', retryable: false })
    expect((error as TidingsError).issues.map(({ code, path }) => `${code} ${path}`)).toEqual([issue])
    expect(transport.sent).toEqual([])
  })

  test('every limit is named in its error', async () => {
    const tidings = createTidings({ source: 'orders', transport: memoryTransport() })
    const messageOf = (call: Promise<unknown>): Promise<string> =>
      call.then(
        () => 'passed',
        (error: Error) => error.message,
      )
    const emit = (emission: Record<string, unknown>) =>
      messageOf(tidings.emit('any', { to, data: {}, ...emission } as never))
    const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ inner }), 0)
    const push = Array(21).fill({ token: 't', app: 'ios' })
    expect(await emit({ data: { t: 'x'.repeat(300_000) } })).toContain('limit intentBytes')
    expect(await emit({ data: deep })).toContain('limit depth')
    expect(await emit({ to: { push } })).toContain('limit pushTargets')
    expect(await emit({ to: { push: [{ token: 't'.repeat(5000), app: 'ios' }] } })).toContain('limit pushTokenLength')
    expect(await emit({ to: { email: `a@${'b'.repeat(260)}` } })).toContain('limit emailLength')
    expect(await emit({ to: { ...to, id: 'i'.repeat(201) } })).toContain('limit recipientIdLength')
    expect(await emit({ id: 'i'.repeat(201) })).toContain('limit idLength')
    expect(await emit({ collapseKey: 'k'.repeat(201) })).toContain('limit keyLength')
    expect(await emit({ brand: 'b'.repeat(101) })).toContain('limit nameLength')
    expect(await messageOf(tidings.emit('t'.repeat(101), { to, data: {} }))).toContain('limit nameLength')
    expect(await messageOf(tidings.emit('any', { to, data: {} }, { deadline: 1e9 }))).toContain('limit maxDeadlineMs')
    expect(await messageOf(tidings.emitMany(Array(1001).fill({ template: 'any', to, data: {} })))).toContain(
      'limit batchIntents',
    )
    expect(() => createTidings({ source: 's'.repeat(101), transport: memoryTransport() })).toThrow('limit sourceLength')
  })

  test.each([{ source: '' }, { source: 'two words' }, { source: 'or\nders' }, { source: undefined as never }])(
    'createTidings refuses $source as source',
    ({ source }) => {
      expect(() => createTidings({ source, transport: memoryTransport() })).toThrow(/^createTidings: source /)
    },
  )
})

describe('every promise settles', () => {
  test.each([
    [true, 'EmitIndeterminate'],
    [false, 'DeadlinePassed'],
  ])('when the transport never answers and bytes may have left: %s', async (sending, code) => {
    const tidings = createTidings({ source: 'orders', transport: silent(sending), deadline: 20 })
    await expect(tidings.emit('any', { to, data: {}, id: 'mine' })).rejects.toMatchObject({ code, id: 'mine' })
    await expect(tidings.emitMany([{ template: 'any', to, data: {} }])).rejects.toMatchObject({ code })
    await expect(tidings.cancel({ id: 'mine' })).rejects.toMatchObject({ code: 'DeadlinePassed' })
    await expect(tidings.close()).rejects.toMatchObject({ code: 'DeadlinePassed' })
  })

  test('at once when the signal was aborted before', async () => {
    const { tidings, transport } = setUp()
    const signal = AbortSignal.abort(new Error('gone'))
    await expect(tidings.emit('order-shipped', { to, data: { order: 'A' } }, { signal })).rejects.toMatchObject({
      code: 'Aborted',
      cause: { message: 'gone' },
    })
    expect(transport.sent).toEqual([])
  })

  test.each([
    ['a rejection', () => Promise.reject(new TypeError('oops'))],
    [
      'an exception',
      () => {
        throw new TypeError('oops')
      },
    ],
  ])('with an error of ours when the transport fails with %s of its own', async (_what, publish) => {
    const tidings = createTidings({ source: 'orders', transport: { ...silent(false), publish } })
    await expect(tidings.emit('any', { to, data: {} })).rejects.toMatchObject({
      code: 'TransportFailed',
      cause: { message: 'oops' },
    })
  })

  test('a signal that outlives many emits keeps no listener of them', async () => {
    const { tidings } = setUp()
    const { signal } = new AbortController()
    let listeners = 0
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1
      add(...args)
    }
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1
      remove(...args)
    }
    for (let n = 0; n < 20; n += 1) await tidings.emit('order-shipped', { to, data: { order: 'A' } }, { signal })
    expect(listeners).toBe(0)
  })
})

test('without contracts any template and any data go out, and wait in the transactional order', async () => {
  const lanes: string[] = []
  const transport: Transport = {
    ...silent(false),
    publish: async (envelopes) => {
      lanes.push(...envelopes.map(({ lane }) => lane))
    },
  }
  await createTidings({ source: 'orders', transport }).emit('whatever', { to, data: { any: ['thing'] } })
  expect(lanes).toEqual(['transactional'])
})

test('the trace context of the moment travels along, an invalid one does not', async () => {
  const transport = memoryTransport()
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
  const contexts = [{ traceparent, tracestate: 'a=b' }, { traceparent: 'nonsense' }, undefined]
  const tidings = createTidings({ source: 'orders', transport, trace: () => contexts.shift() })
  for (let n = 0; n < 3; n += 1) await tidings.emit('any', { to, data: {} })
  expect(transport.sent[0]).toMatchObject({ traceparent, tracestate: 'a=b' })
  expect(transport.sent[1]).not.toHaveProperty('traceparent')
  expect(transport.sent[2]).not.toHaveProperty('traceparent')
})

test('a client closes at the end of its block', async () => {
  const { tidings } = setUp()
  {
    await using inBlock = tidings
    await inBlock.emit('order-shipped', { to, data: { order: 'A' } })
  }
  await expect(tidings.emit('order-shipped', { to, data: { order: 'A' } })).rejects.toMatchObject({ code: 'Closed' })
})
