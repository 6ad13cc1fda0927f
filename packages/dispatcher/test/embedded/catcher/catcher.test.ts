import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import nodemailer from 'nodemailer'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import {
  type CatcherClient,
  CatcherError,
  type Caught,
  createCatcherClient,
  type StartedCatcher,
  startCatcher,
} from '#dispatcher/embedded/catcher/index.js'

let folder: string
let catcher: StartedCatcher
let client: CatcherClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidings-catcher-'))
  catcher = await startCatcher({ folder, httpPort: 0, smtpPort: 0 })
  client = createCatcherClient(catcher.url)
})
afterEach(async () => {
  await client.clearRules()
  await client.clear()
})
afterAll(async () => {
  await catcher.stop()
  await rm(folder, { recursive: true })
})

const post = (body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${catcher.url}/messages`, { method: 'POST', headers, body: JSON.stringify(body) })

const sms = (text = 'Your code is 1234', more: object = {}) => ({
  messageId: '0199f3c2-7b1e-7000-8000-0123456789ab.1',
  key: 'k',
  rendered: { channel: 'sms', to: '+4915112345678', from: 'Fennel', text },
  ...more,
})

/** Sends a mail as any program would, with nodemailer as the outsider. */
const mail = async (change: object = {}) => {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: catcher.smtpPort, ignoreTLS: true })
  try {
    return await transport.sendMail({
      from: '"Fennel" <orders@fennel.example>',
      to: 'ann@example.com',
      subject: 'Bestellung ist unterwegs: Käse 🧀',
      text: 'Guten Tag',
      html: '<p>Guten Tag</p><script>alert(1)</script>',
      headers: { 'X-Tidings-Message': '0199f3c2-7b1e-7000-8000-0123456789ab.2', 'Content-Language': 'de' },
      ...change,
    })
  } finally {
    transport.close()
  }
}

describe('the catcher over HTTP', () => {
  it('keeps an SMS with all that is known of it', async () => {
    const emitted = new Date(Date.now() - 34)
    const response = await post(sms('Hallo', { locale: 'de', intentTime: emitted.toISOString() }))
    expect(response.status).toBe(201)
    const [caught] = await client.list()
    expect(caught).toMatchObject({
      via: 'http',
      channel: 'sms',
      to: '+4915112345678',
      from: 'Fennel',
      text: 'Hallo',
      messageId: '0199f3c2-7b1e-7000-8000-0123456789ab.1',
      intent: '0199f3c2-7b1e-7000-8000-0123456789ab',
      locale: 'de',
      reply: 'accepted',
    })
    expect(caught?.afterMs).toBe(Date.parse(caught?.at ?? '') - emitted.getTime())
  })

  it('knows the time since emit from the id of the intent', async () => {
    await post(sms())
    const [caught] = await client.list()
    expect(caught?.afterMs).toBe(Date.parse(caught?.at ?? '') - 0x0199f3c27b1e)
  })

  it('keeps a push message, its token as the address', async () => {
    const target = { token: 'device-1', app: 'android' }
    const rendered = {
      channel: 'push',
      target,
      title: 'On its way',
      body: 'Today',
      link: 'https://x.example',
      data: {},
      ttl: 60,
      collapseKey: 'order-17',
      ios: { sound: 'default', badge: 1, interruptionLevel: 'active' },
      android: { channel: 'orders', priority: 'high' },
    }
    await post({ messageId: 'm.1', key: 'k', rendered })
    const [caught] = await client.list({ channel: 'push' })
    expect(caught).toMatchObject({
      to: 'device-1',
      push: {
        title: 'On its way',
        body: 'Today',
        app: 'android',
        ttl: 60,
        collapseKey: 'order-17',
        ios: { sound: 'default', badge: 1, interruptionLevel: 'active' },
        android: { channel: 'orders', priority: 'high' },
      },
    })
    expect(await (await fetch(`${catcher.url}/messages/${caught?.n}/text`)).text()).toBe('Today')
  })

  it('answers a refused message with code, text and wait', async () => {
    await client.setRule('defer 429 retry-after 7 for 1', { channel: 'sms' })
    const deferred = await post(sms())
    expect([deferred.status, deferred.headers.get('retry-after')]).toEqual([503, '7'])
    await client.setRule('reject 30003 until lifted', { channel: 'sms', to: '+49*' })
    const rejected = await post(sms())
    expect(rejected.status).toBe(422)
    expect(await rejected.json()).toEqual({ outcome: 'rejected', code: '30003', detail: 'unreachable destination' })
    expect(await client.rules()).toMatchObject([{ channel: 'sms', to: '+49*', met: 1, left: null }])
    expect(await client.list()).toMatchObject([
      { reply: 'rejected', code: '30003' },
      { reply: 'deferred', code: '429' },
    ])
  })

  it('says what is wrong with a rule and keeps those in force', async () => {
    const error = await client.setRule('explode').catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(CatcherError)
    expect(error).toMatchObject({
      status: 400,
      message: expect.stringMatching(/`explode` is no action.*a rule is one of/s),
    })
    expect(await client.rules()).toEqual([])
  })

  const wrong: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['another channel', { ...sms(), rendered: { channel: 'fax', to: '1' } }],
    ['no address', { ...sms(), rendered: { channel: 'sms', text: 'x' } }],
    [
      'a mail that is no base64',
      { ...sms(), rendered: { channel: 'email', from: 'a', to: 'b', subject: 's', raw: '***' } },
    ],
    ['a time that is none', sms('x', { intentTime: 'yesterday' })],
  ]
  for (const [title, body] of wrong) {
    it(`refuses ${title} and keeps nothing`, async () => {
      expect((await post(body)).status).toBe(400)
      expect(await client.list()).toEqual([])
    })
  }

  it('says what it does not know', async () => {
    expect(await client.get(999_999)).toBeUndefined()
    expect(await client.raw(999_999)).toBeUndefined()
    const response = await fetch(`${catcher.url}/nowhere`)
    expect([response.status, await response.json()]).toEqual([
      404,
      { error: expect.stringContaining('try GET /messages') },
    ])
    expect((await fetch(`${catcher.url}/messages?since=soon`)).status).toBe(400)
  })

  it('refuses what a page in a browser could send', async () => {
    expect((await post(sms(), { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post(sms(), { 'content-type': 'application/json', origin: 'https://evil.example' })).status).toBe(403)
    const rebound = await new Promise<number>((resolve, reject) => {
      const options = {
        port: catcher.httpPort,
        host: '127.0.0.1',
        path: '/messages',
        headers: { host: 'evil.example' },
      }
      httpRequest(options, (response) => resolve(response.resume().statusCode ?? 0))
        .once('error', reject)
        .end()
    })
    expect(rebound).toBe(403)
    expect(await client.list()).toEqual([])
  })

  it('tells a listener of each message, once, in order, and of those that it missed', async () => {
    await post(sms('missed'))
    const [missed] = await client.list()
    const stop = new AbortController()
    const texts: (string | undefined)[] = []
    for await (const event of client.events(stop.signal, (missed?.n ?? 0) - 1)) {
      if (event === 'listening') for (const text of ['one', 'two', 'three']) await post(sms(text))
      else texts.push((event as Caught).text)
      if (texts.length === 4) stop.abort()
    }
    expect(texts).toEqual(['missed', 'one', 'two', 'three'])
  })
})

describe('the catcher over SMTP', () => {
  it('takes mail from any program and shows it as a mail program would', async () => {
    await mail({ attachments: [{ filename: 'bill.pdf', content: 'x', contentType: 'application/pdf' }] })
    const [caught] = await client.list()
    expect(caught).toMatchObject({
      via: 'smtp',
      channel: 'email',
      from: 'orders@fennel.example',
      to: 'ann@example.com',
      subject: 'Bestellung ist unterwegs: Käse 🧀',
      messageId: '0199f3c2-7b1e-7000-8000-0123456789ab.2',
      locale: 'de',
    })
    const full = await client.get(caught?.n ?? 0)
    expect(full?.mail).toMatchObject({
      html: expect.stringContaining('<p>Guten Tag</p>'),
      plain: expect.stringContaining('Guten Tag'),
      headers: { 'content-language': 'de' },
      attachments: [{ name: 'bill.pdf', type: 'application/pdf', bytes: 1 }],
    })
    expect((await client.raw(caught?.n ?? 0))?.toString()).toContain('X-Tidings-Message: 0199f3c2')
  })

  it('shows the HTML of a mail without rights', async () => {
    await mail()
    const [caught] = await client.list()
    const response = await fetch(`${catcher.url}/messages/${caught?.n}/html`)
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('asks for no password and takes any', async () => {
    const auth = { user: 'anyone', pass: 'anything' }
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: catcher.smtpPort, ignoreTLS: true, auth })
    expect(await transport.verify()).toBe(true)
    transport.close()
  })

  it('keeps a mail to several as one', async () => {
    await mail({ to: ['ann@example.com', 'bob@example.com'] })
    expect(await client.list()).toMatchObject([{ to: 'ann@example.com, bob@example.com' }])
  })

  const replies: readonly (readonly [string, string])[] = [
    ['reject 550', '550 mailbox unavailable'],
    ['reject 5.1.1', '550 5.1.1 no such mailbox'],
    ['reject 30003', '550 5.0.0 30003 unreachable destination'],
    ['reject 554 "5.7.1 no"', '554 5.7.1 no'],
    ['reject 421', '550 5.0.0 421 service not available, closing transmission channel'],
    ['defer 451 "4.7.1 later"', '451 4.7.1 later'],
    ['defer 4.2.2', '451 4.2.2 mailbox full'],
    ['defer 550', '451 4.0.0 550 mailbox unavailable'],
  ]
  for (const [rule, reply] of replies) {
    it(`answers \`${reply}\` under \`${rule}\``, async () => {
      await client.setRule(rule, { channel: 'email', to: '*@example.com' })
      await expect(mail()).rejects.toMatchObject({ response: reply })
      expect(await client.list()).toMatchObject([{ reply: rule.startsWith('reject') ? 'rejected' : 'deferred' }])
    })
  }

  it('takes a mail in full and hangs up under `drop`', async () => {
    await client.setRule('drop for 1')
    await expect(mail()).rejects.toMatchObject({ code: 'ECONNECTION' })
    expect(await client.list()).toMatchObject([{ reply: 'none' }])
  })

  it('meets a rule for any of the recipients', async () => {
    await client.setRule('reject 5.1.1', { to: 'bob@*' })
    await expect(mail({ to: ['ann@example.com', 'bob@example.com'] })).rejects.toMatchObject({ responseCode: 550 })
  })
})

describe('the catcher as a process', () => {
  it('keeps its folder to its user', async () => {
    for (const [name, mode] of [
      ['mail', 0o700],
      ['caught.jsonl', 0o600],
    ] as const) {
      expect((await stat(join(folder, name))).mode & 0o777).toBe(mode)
    }
  })

  it('says who it is', async () => {
    const { httpPort, smtpPort, pid } = catcher
    expect(await client.health()).toEqual({ name: 'tidings-catcher', httpPort, smtpPort, pid, stored: 0 })
  })

  it('does not start on a folder that another one holds', async () => {
    await expect(startCatcher({ folder, httpPort: 0, smtpPort: 0 })).rejects.toThrow(
      `in use by the catcher with process id ${catcher.pid}`,
    )
  })

  it('starts once on a folder, however many start at the same time', async () => {
    const other = await mkdtemp(join(tmpdir(), 'tidings-catcher-'))
    const starts = await Promise.allSettled(
      Array.from({ length: 3 }, () => startCatcher({ folder: other, httpPort: 0, smtpPort: 0 })),
    )
    const started = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
    expect(started).toHaveLength(1)
    for (const start of starts) {
      if (start.status === 'rejected') expect(String(start.reason)).toContain(`process id ${started[0]?.pid}`)
    }
    await started[0]?.stop()
    await rm(other, { recursive: true })
  })

  it('does not start on a port in use, and says which', async () => {
    const other = await mkdtemp(join(tmpdir(), 'tidings-catcher-'))
    for (const ports of [
      { httpPort: catcher.httpPort, smtpPort: 0 },
      { httpPort: 0, smtpPort: catcher.smtpPort },
    ]) {
      await expect(startCatcher({ folder: other, ...ports })).rejects.toThrow(/EADDRINUSE.*\d/)
    }
    await rm(other, { recursive: true })
  })

  it('opens a folder whose catcher was killed, with all that it kept', async () => {
    const other = await mkdtemp(join(tmpdir(), 'tidings-catcher-'))
    const first = await startCatcher({ folder: other, httpPort: 0, smtpPort: 0 })
    const url = `${first.url}/messages`
    const headers = { 'content-type': 'application/json' }
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        fetch(url, { method: 'POST', headers, body: JSON.stringify(sms(`${index}`)) }),
      ),
    )
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    const second = await startCatcher({ folder: other, httpPort: first.httpPort, smtpPort: 0 })
    expect(await createCatcherClient(second.url).list()).toHaveLength(30)
    await second.stop()
    await rm(other, { recursive: true })
  })

  it('ends on SIGTERM with an open listener and a hanging call, and lets its folder go', async () => {
    const other = await mkdtemp(join(tmpdir(), 'tidings-catcher-'))
    const one = await startCatcher({ folder: other, httpPort: 0, smtpPort: 0 })
    const own = createCatcherClient(one.url)
    await own.setRule('hang')
    const events = own.events(AbortSignal.timeout(20_000))
    await events.next()
    const headers = { 'content-type': 'application/json' }
    const hanging = fetch(`${one.url}/messages`, { method: 'POST', headers, body: JSON.stringify(sms()) }).catch(
      () => 'broken off',
    )
    await events.next()
    await one.stop()
    expect(await one.ended).toBe(0)
    expect(await hanging).toBe('broken off')
    await expect(readFile(join(other, 'catcher.lock'))).rejects.toThrow('ENOENT')
    await rm(other, { recursive: true })
  })

  it('says that nothing answers where no catcher is', async () => {
    const nobody = createCatcherClient('http://127.0.0.1:1')
    await expect(nobody.list()).rejects.toThrow(/no catcher answers at http:\/\/127\.0\.0\.1:1/)
    await expect(nobody.health()).rejects.toBeInstanceOf(CatcherError)
  })
})
