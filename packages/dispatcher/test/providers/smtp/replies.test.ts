import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import type { Outcome } from '#dispatcher/providers/outcome.js'
import type { Provider } from '#dispatcher/providers/provider.js'

import { makeCertificates } from '../certificates.js'
import { makeCall } from '../provider-contract.js'
import { openSmtpServer, type Script, type SmtpServerStand } from '../smtp-server-stand.js'

type Expected = Partial<Record<'outcome' | 'code' | 'fault' | 'retryAfterMs' | 'detail', unknown>>

const reply = (at: Script['at'], code: number, text: string): Script => ({ at, reply: { code, text } })

const configuration = { outcome: 'deferred', fault: 'configuration' }
const address = { outcome: 'rejected', fault: 'address' }
const rejected = { outcome: 'rejected', fault: undefined }
const deferred = { outcome: 'deferred', fault: undefined }

const table: readonly (readonly [string, Script, Expected])[] = [
  ['a greeting that closes', reply('connect', 421, '4.3.2 too busy'), { ...deferred, code: '421 4.3.2' }],
  ['a greeting that refuses us', reply('connect', 554, '5.7.1 your address is listed'), configuration],
  ['421 at MAIL', reply('mail', 421, '4.7.0 closing'), deferred],
  ['421 at RCPT', reply('rcpt', 421, '4.7.0 closing'), deferred],
  ['421 after the mail', reply('end', 421, '4.7.0 closing'), deferred],
  ['an unknown sender', reply('mail', 550, '5.1.8 sender domain not found'), configuration],
  ['a sender refused without a reason', reply('mail', 550, 'no'), configuration],
  ['a mail too large, said at MAIL', reply('mail', 552, '5.3.4 too big'), rejected],
  ['no such mailbox', reply('rcpt', 550, '5.1.1 no such user'), { ...address, code: '550 5.1.1' }],
  ['no such domain', reply('rcpt', 550, '5.1.2 no such host'), address],
  ['a mailbox that moved', reply('rcpt', 551, '5.1.6 moved'), address],
  ['a domain that takes no mail', reply('rcpt', 556, '5.1.10 null MX'), address],
  ['a disabled mailbox', reply('rcpt', 550, '5.2.1 disabled'), address],
  ['no such mailbox, said after the mail', reply('end', 550, '5.1.1 no such user'), address],
  ['550 without a reason', reply('rcpt', 550, 'no'), { ...rejected, code: '550' }],
  ['a policy', reply('rcpt', 550, '5.7.1 refused by policy'), rejected],
  ['an unauthenticated domain', reply('end', 550, '5.7.26 unauthenticated mail'), rejected],
  ['a refused relay', reply('rcpt', 554, '5.7.1 relay access denied'), rejected],
  ['a full mailbox', reply('rcpt', 552, '5.2.2 over quota'), deferred],
  ['a full mailbox without an enhanced code', reply('rcpt', 552, 'full'), deferred],
  ['a mail too large, said after it', reply('end', 552, 'too big'), rejected],
  ['a busy mailbox', reply('rcpt', 450, '4.2.1 busy'), deferred],
  ['a grey list', reply('rcpt', 451, '4.7.1 try again in 5 minutes'), { ...deferred, retryAfterMs: 300_000 }],
  ['no storage', reply('end', 452, '4.3.1 no storage'), deferred],
  ['a missing login', reply('mail', 530, '5.7.0 authentication required'), configuration],
  ['a temporary failure of credentials', reply('mail', 454, '4.7.0 temporary'), configuration],
  ['SES at its rate', reply('mail', 454, 'Throttling failure: Maximum sending rate exceeded.'), { fault: 'rate' }],
  [
    'SES at its daily quota',
    reply('end', 454, 'Throttling failure: Daily message quota exceeded.'),
    { fault: 'rate', retryAfterMs: 3_600_000 },
  ],
  [
    'SES with an unverified sender',
    reply('end', 554, 'Message rejected: Email address is not verified.'),
    configuration,
  ],
  ['Gmail at its rate', reply('end', 421, '4.7.28 unusual rate'), { outcome: 'deferred', fault: 'rate' }],
  ['commands out of order', reply('rcpt', 503, '5.5.1 out of order'), deferred],
  ['an address in the text', reply('rcpt', 550, '5.7.1 <ann@example.com>: no'), { detail: '<…>: no' }],

  ['a connection closed at the greeting', { at: 'connect', drop: '' }, { outcome: 'interrupted' }],
  ['a connection closed at MAIL', { at: 'mail', drop: '' }, { outcome: 'interrupted' }],
  ['a connection closed at RCPT', { at: 'rcpt', drop: '' }, { outcome: 'interrupted' }],
  ['a connection closed in the middle of the mail', { at: 'data', drop: '' }, { outcome: 'unknown' }],
  ['a connection closed after the mail', { at: 'end', drop: '' }, { outcome: 'unknown' }],
  ['an acceptance cut short', { at: 'end', drop: '250 2.0.0 Ok: queued as 4X' }, { outcome: 'unknown' }],
  ['a refusal cut short', { at: 'end', drop: '550 5.1.1 no such us' }, { outcome: 'unknown' }],
  ['an acceptance with a missing last line', { at: 'end', drop: '250-2.0.0 Ok\r\n' }, { outcome: 'unknown' }],
  ['a refusal cut short before the mail', { at: 'rcpt', drop: '550 5.1.1 no such us' }, { outcome: 'interrupted' }],
  ['something that is no reply', { at: 'end', drop: 'hello\r\n' }, { outcome: 'unknown' }],
]

const certificates = makeCertificates()

describe('replies of a mail server', () => {
  let stand: SmtpServerStand
  let provider: Provider

  beforeAll(async () => {
    // One connection: each reply is met by the connection that met the one before.
    stand = await openSmtpServer(certificates, {}, { connections: 1 })
    provider = stand.create()
  })
  afterEach(() => stand.follow(undefined))
  afterAll(async () => {
    await provider.close()
    await stand.close()
  })

  const attempt = async (script: Script): Promise<{ outcome: Outcome; begun: number; taken: number }> => {
    // The greeting is only met by a new connection.
    if (script.at === 'connect') {
      await provider.close()
      provider = stand.create()
    }
    stand.follow(script)
    const before = stand.transactions()
    const call = makeCall('email')
    const outcome = await provider.call(call)
    const logged = (await stand.log()).filter(({ messageId }) => messageId === call.messageId)
    return { outcome, begun: stand.transactions() - before, taken: logged.filter(({ taken }) => taken).length }
  }

  for (const [title, script, wanted] of table) {
    it(`answers truly to ${title}`, async () => {
      const { outcome, begun, taken } = await attempt(script)
      const shown = Object.fromEntries(Object.keys(wanted).map((key) => [key, outcome[key as keyof Outcome]]))
      expect(shown).toEqual(wanted)
      expect(begun).toBeLessThanOrEqual(1)
      expect(taken).toBe(0)

      stand.follow(undefined)
      expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'accepted' })
    })
  }

  it('keeps the connection after a refused mail', async () => {
    await provider.call(makeCall('email'))
    const before = stand.connections()
    for (const script of [
      reply('rcpt', 550, '5.1.1 no'),
      reply('end', 554, '5.6.0 no'),
      reply('mail', 451, '4.3.0 no'),
    ]) {
      for (let count = 0; count < 12; count++) await attempt(script)
    }
    stand.follow(undefined)
    expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'accepted', ref: '4XyZ1' })
    expect(stand.connections()).toBe(before)
  })

  it('refuses an address that would start another command, without a transaction', async () => {
    const before = stand.transactions()
    const { rendered } = makeCall('email')
    for (const to of [
      'ann@example.com>\r\nRCPT TO:<bob@example.com',
      'ann@exa mple.com',
      'ann',
      '@example.com',
      'ann@',
    ]) {
      const call = makeCall('email', { rendered: { ...rendered, to } as typeof rendered })
      expect(await provider.call(call)).toMatchObject({ outcome: 'rejected', fault: 'address' })
    }
    const from = { ...rendered, from: 'orders@fennel.example>\r\nDATA' } as typeof rendered
    expect(await provider.call(makeCall('email', { rendered: from }))).toMatchObject(configuration)
    expect(stand.transactions()).toBe(before)
  })

  it('delivers the bytes that were rendered, dots and all', async () => {
    const call = makeCall('email')
    await provider.call(call)
    const raw = 'raw' in call.rendered ? Buffer.from(call.rendered.raw) : Buffer.alloc(0)
    expect(stand.received().at(-1)?.equals(raw)).toBe(true)
  })
})
