import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Outcome } from '#dispatcher/providers/outcome.js'
import type { Rendered } from '#dispatcher/render/rendered.js'

import { makeCall } from '../provider-contract.js'
import { findSmtpSink, openSmtpSink } from '../smtp-sink-stand.js'

const path = findSmtpSink()

/** smtp-sink's flags for hanging up at a command, and for a 421 there; and what each must come to. */
const cuts: readonly (readonly [readonly string[], Outcome['outcome']])[] = [
  [['-q', 'CONNECT'], 'interrupted'],
  [['-q', 'EHLO'], 'interrupted'],
  [['-q', 'MAIL'], 'interrupted'],
  [['-q', 'RCPT'], 'interrupted'],
  [['-q', 'DATA'], 'interrupted'],
  [['-q', '.'], 'unknown'],
  [['-Q', 'CONNECT'], 'deferred'],
  [['-Q', 'EHLO'], 'deferred'],
  [['-Q', 'MAIL'], 'deferred'],
  [['-Q', 'RCPT'], 'deferred'],
  [['-Q', 'DATA'], 'deferred'],
  [['-Q', '.'], 'deferred'],
  [['-r', 'MAIL'], 'deferred'],
  [['-r', 'DATA'], 'deferred'],
  [['-r', '.'], 'deferred'],
  [['-f', 'RCPT'], 'rejected'],
  [['-f', 'DATA'], 'rejected'],
  [['-f', '.'], 'rejected'],
]

describe.skipIf(path === undefined)('a conversation with smtp-sink', () => {
  let sink: Awaited<ReturnType<typeof openSmtpSink>>
  beforeAll(async () => {
    sink = await openSmtpSink(path ?? '')
  })
  afterAll(() => sink.close())

  for (const pipelining of [[], ['-p']]) {
    for (const [flags, wanted] of cuts) {
      const title = [...pipelining, ...flags].join(' ')
      it(`that is cut by ${title} comes to ${wanted}`, async () => {
        await sink.use([...pipelining, ...flags])
        const provider = sink.create()
        const outcomes: string[] = []
        // The second call meets the connection that the first one left, if it left one.
        for (let count = 0; count < 2; count++) outcomes.push((await provider.call(makeCall('email'))).outcome)
        await provider.close()
        expect(outcomes).toEqual([wanted, wanted])
      })
    }
  }

  it('that is broken off by 550 in the middle of the mail is never taken for an acceptance', async () => {
    await sink.use(['-A', '0'])
    const provider = sink.create()
    for (let count = 0; count < 5; count++) {
      expect((await provider.call(makeCall('email'))).outcome).toMatch(/^(rejected|unknown)$/)
    }
    await provider.close()
  })

  it('has the domain of an address as DNS has it', async () => {
    await sink.behave('accept')
    await sink.use([])
    const provider = sink.create()
    const call = makeCall('email')
    const rendered = { ...call.rendered, to: 'ann@käse.example' } as Rendered
    expect(await provider.call({ ...call, rendered })).toMatchObject({ outcome: 'accepted', ref: call.messageId })
    await provider.close()
    const logged = (await sink.log()).find(({ messageId }) => messageId === call.messageId)
    expect(logged?.to).toBe('ann@xn--kse-qla.example')
  })
})
