import { describe, expect, it } from 'vitest'

import { classify, type SmtpFailure } from '#dispatcher/providers/smtp/errors.js'

const failure = (change: Partial<SmtpFailure>): SmtpFailure => ({
  stage: 'envelope',
  command: 'RCPT TO',
  reason: 'EENVELOPE',
  detail: 'refused',
  ...change,
})

describe('classify', () => {
  it('leaves it open whether a mail was taken whenever a byte of it left and no reply came', () => {
    for (const reason of ['ECONNRESET', 'timeout', 'deadline', 'ETIMEDOUT', 'EPROTOCOL']) {
      expect(classify(failure({ stage: 'message', reason })).outcome).toBe('unknown')
      expect(classify(failure({ stage: 'envelope', reason })).outcome).toBe('interrupted')
      expect(classify(failure({ stage: 'connection', reason })).outcome).toBe('interrupted')
    }
  })

  it('never blames the address for a reply to the sender, the credentials or the connection', () => {
    for (const enhanced of ['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1']) {
      const reply = `550 ${enhanced} no`
      expect(classify(failure({ reply }))).toMatchObject({ outcome: 'rejected', fault: 'address' })
      for (const change of [{ command: 'MAIL FROM' }, { stage: 'connection', command: 'AUTH PLAIN' }] as const) {
        expect(classify(failure({ reply, ...change }))).toMatchObject({ outcome: 'deferred', fault: 'configuration' })
      }
    }
  })

  it('never says accepted, whatever the reply', () => {
    for (const stage of ['connection', 'envelope', 'message'] as const) {
      for (let code = 200; code < 600; code++) {
        const { outcome } = classify(failure({ stage, reply: `${code} text` }))
        expect(outcome).not.toBe('accepted')
        if (code < 400) expect(outcome).toBe(stage === 'message' ? 'unknown' : 'interrupted')
      }
    }
  })

  it('keeps no address in the detail', () => {
    const reply = '550-5.1.1 <ann@example.com>: Recipient address rejected\r\n550 5.1.1 see +49 151 1234 5678'
    expect(classify(failure({ reply }))).toMatchObject({
      code: '550 5.1.1',
      detail: '<…>: Recipient address rejected see …',
    })
  })

  it('does not believe a wait of more than an hour', () => {
    const reply = '451 4.7.1 try again in 99999 seconds'
    expect(classify(failure({ reply }))).toMatchObject({ outcome: 'deferred', retryAfterMs: 3_600_000 })
  })
})
