import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

import { describe, expect, it, onTestFinished } from 'vitest'

import { smtpKind } from '#dispatcher/providers/smtp/send.js'

import { makeCertificates } from '../certificates.js'
import { makeCall } from '../provider-contract.js'
import { openSmtpServer } from '../smtp-server-stand.js'

const certificates = makeCertificates()

const open = async (account: object = {}) => {
  const stand = await openSmtpServer(certificates, {}, account)
  const provider = stand.create()
  onTestFinished(async () => {
    await provider.close()
    await stand.close()
  })
  return { stand, provider }
}

/** A server that speaks so many lines and then nothing. It is no judge: nothing is ever sent to it. */
const openSilent = async (lines: readonly string[]) => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    const left = [...lines]
    const speak = () => {
      const line = left.shift()
      if (line !== undefined) socket.write(line)
    }
    speak()
    socket.on('data', speak)
    socket.on('error', () => undefined)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, connected: () => sockets.size }
}

const makeProvider = (block: object) =>
  smtpKind.create('mailer', smtpKind.configuration.parse(block), { folder: certificates.folder })

describe('connections to the mail server', () => {
  it('are kept: many mails go over few', async () => {
    const { stand, provider } = await open({ connections: 3 })
    const outcomes = await Promise.all(Array.from({ length: 60 }, () => provider.call(makeCall('email'))))
    expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true)
    expect(stand.connections()).toBeLessThanOrEqual(3)
    expect(stand.received()).toHaveLength(60)
  })

  it('are never more than configured, however many calls come', async () => {
    const { stand, provider } = await open({ connections: 2 })
    stand.follow({ at: 'end', hang: true })
    const deadline = new AbortController()
    const calls = Array.from({ length: 6 }, () => provider.call(makeCall('email', { signal: deadline.signal })))
    await expect.poll(() => stand.transactions()).toBe(2)
    deadline.abort()
    const outcomes = (await Promise.all(calls)).map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'unknown')).toHaveLength(2)
    expect(outcomes.filter((outcome) => outcome === 'interrupted')).toHaveLength(4)
    expect(stand.connections()).toBe(2)
  })

  it('that the server closed while idle lose no mail and send none twice', async () => {
    const { stand, provider } = await open({ connections: 4 })
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 4 }, () => provider.call(makeCall('email'))))
      // Not waited for on our side: some calls meet a connection whose end has not been seen yet.
      void stand.endConnections()
      const calls = Array.from({ length: 4 }, () => makeCall('email'))
      const outcomes = await Promise.all(calls.map((call) => provider.call(call)))
      const logged = await stand.log()
      for (const [index, call] of calls.entries()) {
        const own = logged.filter(({ messageId, taken }) => messageId === call.messageId && taken)
        expect(outcomes[index]?.outcome).toMatch(/accepted|interrupted/)
        expect(own).toHaveLength(outcomes[index]?.outcome === 'accepted' ? 1 : 0)
      }
    }
  })

  it('are replaced when they are old', async () => {
    const { stand, provider } = await open({ connections: 1, maxAge: 1 })
    await expect
      .poll(
        async () => {
          await provider.call(makeCall('email'))
          return stand.connections()
        },
        { timeout: 15_000 },
      )
      .toBeGreaterThan(2)
    expect(stand.received().length).toBe((await stand.log()).length)
  }, 20_000)

  it('being opened are kept for the next mail when a deadline passes meanwhile', async () => {
    const { stand, provider } = await open({ connections: 1 })
    const deadline = new AbortController()
    stand.follow({ at: 'connect', afterMs: 200 })
    const first = provider.call(makeCall('email', { signal: deadline.signal }))
    await expect.poll(() => stand.connections()).toBe(1)
    deadline.abort()
    expect(await first).toMatchObject({ outcome: 'interrupted', code: 'deadline' })
    expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'accepted' })
    expect(stand.connections()).toBe(1)
  })

  it('are destroyed at a deadline in the envelope: the mail is not sent later', async () => {
    const { stand, provider } = await open({ connections: 1 })
    const deadline = new AbortController()
    stand.follow({ at: 'rcpt', afterMs: 200 })
    const call = makeCall('email', { signal: deadline.signal })
    const result = provider.call(call)
    await expect.poll(() => stand.transactions()).toBe(1)
    deadline.abort()
    expect(await result).toMatchObject({ outcome: 'interrupted', code: 'deadline' })
    stand.follow(undefined)
    expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'accepted' })
    expect((await stand.log()).filter(({ messageId }) => messageId === call.messageId)).toEqual([])
  })

  const silences: readonly (readonly [string, readonly string[]])[] = [
    ['greets', []],
    ['answers EHLO', ['220 hello\r\n']],
    ['answers STARTTLS', ['220 hello\r\n', '250-hello\r\n250 STARTTLS\r\n']],
    ['begins TLS after it agreed to', ['220 hello\r\n', '250-hello\r\n250 STARTTLS\r\n', '220 go ahead\r\n']],
  ]
  for (const [title, lines] of silences) {
    it(`are given up at the deadline, and at the close, when the server never ${title}`, async () => {
      const { port, connected } = await openSilent(lines)
      const provider = makeProvider({ host: '127.0.0.1', port, connections: 2 })
      const deadline = new AbortController()
      const call = provider.call(makeCall('email', { signal: deadline.signal }))
      await expect.poll(connected).toBe(1)
      deadline.abort()
      expect(await call).toMatchObject({ outcome: 'interrupted', code: 'deadline' })
      const open = provider.call(makeCall('email'))
      await provider.close()
      expect(await open).toMatchObject({ outcome: 'interrupted' })
      expect(await provider.check(AbortSignal.timeout(50))).toMatchObject({ ok: false })
    })
  }

  it('cannot be opened to a host that does not exist, or a port where nobody listens', async () => {
    for (const block of [{ host: 'mail.invalid' }, { host: '127.0.0.1', port: 1 }]) {
      const provider = makeProvider(block)
      expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'interrupted' })
      await provider.close()
    }
  })
})
