import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'

import type { Channel } from '@tidings/sdk'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import type { Outcome } from '#dispatcher/providers/outcome.js'
import type { Call, Provider } from '#dispatcher/providers/provider.js'
import type { Rendered } from '#dispatcher/render/rendered.js'

import type { Behaviour, Logged, Stand, StandKind } from './stand.js'

/** Bytes of the mails that are sent: several socket writes, so that one can be cut in the middle. */
const mailBytes = 300_000

/** A message as the renderer makes it, for a channel. */
export const rendered = (channel: Channel, messageId: string): Rendered => {
  if (channel === 'sms') return { channel, to: '+4915112345678', from: 'Fennel', text: `Your code for ${messageId}` }
  if (channel === 'push') {
    const target = { token: `token-${messageId}`, app: 'ios' } as const
    return { channel, target, title: 'On its way', body: 'Today', data: { message: messageId }, ttl: 3600 }
  }
  const head = `From: Fennel <orders@fennel.example>\r\nTo: ann@example.com\r\nSubject: On its way\r\nX-Tidings-Message: ${messageId}\r\n`
  const line = `${'Lemon chicken. '.repeat(5)}\r\n.a line that starts with a dot\r\n`
  const body = line.repeat(Math.ceil(mailBytes / line.length))
  const raw = Buffer.from(`${head}MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n${body}`)
  return { channel, from: 'orders@fennel.example', to: 'ann@example.com', subject: 'On its way', raw }
}

/** A call as the dispatcher makes it. */
export const makeCall = (channel: Channel, change: Partial<Call> = {}): Call => {
  const messageId = change.messageId ?? `${randomUUID()}.1`
  return {
    messageId,
    key: `key-${messageId}`,
    rendered: rendered(channel, messageId),
    signal: AbortSignal.timeout(20_000),
    tooLate: () => false,
    ...change,
  }
}

/** What the log must say after an outcome: the outcome is true. */
const agrees = (outcome: Outcome, logged: readonly Logged[]): boolean => {
  switch (outcome.outcome) {
    case 'accepted':
      return logged.filter(({ taken }) => taken).length === 1
    case 'rejected':
    case 'deferred':
      return logged.every(({ taken }) => taken !== true)
    case 'interrupted':
      return logged.every(({ complete, taken }) => !complete && taken !== true)
    case 'unknown':
      return logged.length <= 1
  }
}

const expected: readonly (readonly [Behaviour, object])[] = [
  ['reject', { outcome: 'rejected' }],
  ['reject address', { outcome: 'rejected', fault: 'address' }],
  ['defer', { outcome: 'deferred' }],
  ['rate', { outcome: 'deferred', fault: 'rate' }],
  ['configuration', { outcome: 'deferred', fault: 'configuration' }],
  ['slow', { outcome: 'accepted' }],
  ['drop before', { outcome: 'interrupted' }],
  ['drop during', { outcome: 'unknown' }],
  ['drop after', { outcome: 'unknown' }],
]

/**
 * Holds an adapter to the port: exactly one true outcome for each call, at most one transaction, nothing written when
 * it is too late, and its capability record.
 */
export const providerContract = ({ name, open, gaps = {} }: StandKind): void => {
  describe(`provider contract: ${name}`, () => {
    let stand: Stand
    let provider: Provider
    const outcomes = new Map<string, Outcome>()

    const test = (title: string, body: () => Promise<void>) => {
      const gap = gaps[title]
      if (gap === undefined) it(title, body)
      else it.skip(`${title} (not shown: ${gap})`, body)
    }
    const channel = () => provider.capability.channels[0] ?? 'email'
    const logOf = async (messageId: string) => (await stand.log()).filter((one) => one.messageId === messageId)
    const run = async (call: Call): Promise<Outcome> => {
      const outcome = await provider.call(call)
      outcomes.set(call.messageId, outcome)
      return outcome
    }
    const behave = async (behaviour: Behaviour) => {
      await stand.behave(behaviour)
      // A service that is told by its start has another address now.
      await provider.close()
      provider = stand.create()
    }

    beforeAll(async () => {
      stand = await open()
      provider = stand.create()
    })
    afterEach(async () => {
      await provider.close()
      await stand.behave('accept')
      provider = stand.create()
    })
    afterAll(async () => {
      const logged = await stand.log()
      const wrong = [...outcomes].filter(([id, outcome]) => {
        const own = logged.filter(({ messageId }) => messageId === id)
        return own.length > 1 || !agrees(outcome, own)
      })
      await provider.close()
      await stand.close()
      expect(wrong).toEqual([])
    })

    test('accepts a message on each of its channels, once, with our id in it', async () => {
      for (const one of provider.capability.channels) {
        const call = makeCall(one)
        const outcome = await run(call)
        expect(outcome).toMatchObject({ outcome: 'accepted', ref: expect.stringMatching(/./) })
        const { rendered: message } = call
        const to = message.channel === 'push' ? message.target.token : message.to
        expect(await logOf(call.messageId)).toEqual([{ messageId: call.messageId, to, complete: true, taken: true }])
      }
    })

    for (const [behaviour, outcome] of expected) {
      test(`answers truly when the service does: ${behaviour}`, async () => {
        await behave(behaviour)
        const call = makeCall(channel())
        const got = await run(call)
        expect(got).toMatchObject(outcome)
        expect('fault' in got ? got.fault : undefined).toBe('fault' in outcome ? outcome.fault : undefined)
        expect(agrees(got, await logOf(call.messageId))).toBe(true)
      })
    }

    test('answers unknown at the deadline when the service took it and never answers', async () => {
      await behave('hang')
      const deadline = new AbortController()
      const call = makeCall(channel(), { signal: deadline.signal })
      const result = run(call)
      await expect.poll(() => logOf(call.messageId)).toHaveLength(1)
      deadline.abort(new Error('deadline'))
      expect(await result).toMatchObject({ outcome: 'unknown', code: 'deadline' })
    })

    test('works on after a call that hung', async () => {
      await behave('hang')
      const deadline = new AbortController()
      const call = makeCall(channel(), { signal: deadline.signal })
      const result = run(call)
      await expect.poll(() => logOf(call.messageId)).toHaveLength(1)
      deadline.abort()
      await result
      await stand.behave('accept')
      expect(await run(makeCall(channel()))).toMatchObject({ outcome: 'accepted' })
    })

    test('writes nothing when it is too late, and says interrupted', async () => {
      const call = makeCall(channel(), { tooLate: () => true })
      expect(await run(call)).toMatchObject({ outcome: 'interrupted' })
      await run(makeCall(channel()))
      expect(await logOf(call.messageId)).toEqual([])
    })

    test('asks whether it is too late once a connection is there, not before', async () => {
      let asked = 0
      const call = makeCall(channel(), { tooLate: () => ++asked > 0 })
      expect(await run(call)).toMatchObject({ outcome: 'interrupted' })
      expect(asked).toBe(1)
      expect(await logOf(call.messageId)).toEqual([])
    })

    test('writes nothing when the deadline has passed before it is called', async () => {
      const call = makeCall(channel(), { signal: AbortSignal.abort() })
      expect(await run(call)).toMatchObject({ outcome: 'interrupted', code: 'deadline' })
      await run(makeCall(channel()))
      expect(await logOf(call.messageId)).toEqual([])
    })

    test('says interrupted when the service is away, and works on when it is back', async () => {
      expect(await run(makeCall(channel()))).toMatchObject({ outcome: 'accepted' })
      await stand.vanish()
      await expect.poll(async () => (await run(makeCall(channel()))).outcome).toBe('interrupted')
      expect(await provider.check(AbortSignal.timeout(20_000))).toMatchObject({ ok: false })
      await stand.appear()
      await expect.poll(async () => (await run(makeCall(channel()))).outcome, { timeout: 10_000 }).toBe('accepted')
    })

    test('says unknown when the service vanishes with a message in its hands', async () => {
      await behave('hang')
      const call = makeCall(channel())
      const result = run(call)
      await expect.poll(() => logOf(call.messageId)).toHaveLength(1)
      await stand.vanish()
      expect(await result).toMatchObject({ outcome: 'unknown' })
      await stand.appear()
    })

    test('keeps as many calls open at once as it says', async () => {
      await behave('hang')
      const deadline = new AbortController()
      setMaxListeners(provider.concurrency * 2, deadline.signal)
      const calls = Array.from({ length: provider.concurrency }, () => makeCall(channel(), { signal: deadline.signal }))
      const results = calls.map(run)
      const ids = new Set(calls.map(({ messageId }) => messageId))
      const open = async () => (await stand.log()).filter(({ messageId }) => ids.has(messageId)).length
      await expect.poll(open, { timeout: 20_000 }).toBe(provider.concurrency)
      deadline.abort()
      for (const outcome of await Promise.all(results)) expect(outcome.outcome).toBe('unknown')
    })

    test('drops a repeat only where its record says so', async () => {
      const first = makeCall(channel())
      await run(first)
      const again = makeCall(channel(), { key: first.key })
      expect(await provider.call(again)).toMatchObject({ outcome: 'accepted' })
      const logged = await logOf(again.messageId)
      expect(logged).toHaveLength(provider.capability.dedupWindowMs === null ? 1 : 0)
    })

    test('refuses a channel that is not on its record, without a call', async () => {
      const before = (await stand.log()).length
      for (const other of ['email', 'sms', 'push'] as const) {
        if (provider.capability.channels.includes(other)) continue
        expect(await run(makeCall(other))).toMatchObject({ outcome: 'rejected' })
      }
      expect(await stand.log()).toHaveLength(before)
    })

    test('waits for open calls when it is closed, and takes none after', async () => {
      await behave('slow')
      const order: string[] = []
      const call = makeCall(channel())
      const result = provider.call(call).then((outcome) => {
        outcomes.set(call.messageId, outcome)
        order.push('call')
        return outcome
      })
      await expect.poll(() => logOf(call.messageId)).toHaveLength(1)
      await provider.close()
      order.push('closed')
      expect(await result).toMatchObject({ outcome: 'accepted' })
      expect(order).toEqual(['call', 'closed'])
      await provider.close()
      expect(await run(makeCall(channel()))).toMatchObject({ outcome: 'interrupted' })
    })

    test('finds the service, and says so without sending anything', async () => {
      const before = (await stand.log()).length
      expect(await provider.check(AbortSignal.timeout(20_000))).toMatchObject({ ok: true })
      expect(await stand.log()).toHaveLength(before)
    })
  })
}
