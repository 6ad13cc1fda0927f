import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'

import { prepareEmail } from '#dispatcher/render/mime/email-writer.js'
import type { RenderedPush } from '#dispatcher/render/rendered.js'
import { markAsTest } from '#dispatcher/render/test-mark.js'

import { bodyOf, sampleRequest } from './mime/sample-mail.js'

const mail = prepareEmail({
  text: bodyOf([{ text: 'Subject: in the body\r\n\r\nstays' }]),
  html: bodyOf([{ text: '<p>Grüße</p>' }]),
  marketing: false,
})

describe('the mark of a test message', () => {
  it.each([
    'Your order is on its way',
    'Заказ в пути: сегодня до восьми вечера, заберите его в магазине на углу, пожалуйста, и возьмите сумку',
    `${'a long subject that is folded '.repeat(6)}at last`,
    '=?utf-8?q?looks encoded?=',
    'Subject: within a subject',
  ])('stands before the subject in header and envelope: %s', async (subject) => {
    const plain = mail.write({ ...sampleRequest, subject })
    const marked = markAsTest(plain)
    if (marked.channel !== 'email') throw new Error('a mail stays a mail')
    expect(marked).toMatchObject({ from: plain.from, to: plain.to, subject: `[Test] ${subject}` })
    const parsed = await simpleParser(Buffer.from(marked.raw))
    expect(parsed.subject).toBe(`[Test] ${subject}`)
    expect(parsed.headers.get('x-tidings-test')).toBe('1')
    expect(
      Buffer.from(marked.raw)
        .toString('latin1')
        .match(/^Subject:/gm),
    ).toHaveLength(2)
    for (const line of Buffer.from(marked.raw).toString('latin1').split('\r\n')) expect(line.length).toBeLessThan(998)

    // Nothing else is another.
    const rest = (raw: Uint8Array): string =>
      Buffer.from(raw)
        .toString('latin1')
        .replace(/^Subject:.*\r\n(?:[ \t].*\r\n)*/m, '')
        .replace('X-Tidings-Test: 1\r\n', '')
    expect(rest(marked.raw)).toBe(rest(plain.raw))
  })

  it('stands before the text of an SMS and the title of a push message', () => {
    expect(markAsTest({ channel: 'sms', to: '+4915112345678', text: 'Your code is 123 456' })).toMatchObject({
      text: '[Test] Your code is 123 456',
    })
    const push: RenderedPush = {
      channel: 'push',
      target: { app: 'ios', token: 'device-1' },
      title: 'On its way',
      body: 'Today',
      data: {},
      ttl: 60,
    }
    expect(markAsTest(push)).toEqual({ ...push, title: '[Test] On its way' })
  })
})
