import type { SMTPServerOptions } from 'smtp-server'
import { describe, expect, it, onTestFinished } from 'vitest'

import { makeCertificates } from '../certificates.js'
import { makeCall } from '../provider-contract.js'
import { openSmtpServer } from '../smtp-server-stand.js'

const certificates = makeCertificates()

const open = async (options: SMTPServerOptions, account: object = {}) => {
  const stand = await openSmtpServer(certificates, options, account)
  const provider = stand.create()
  onTestFinished(async () => {
    await provider.close()
    await stand.close()
  })
  return { stand, provider }
}

const sealed = { outcome: 'interrupted', code: 'ETLS' }

describe('TLS to the mail server', () => {
  it('sends nothing, and no password, when STARTTLS was taken out of the greeting', async () => {
    const logins: unknown[] = []
    const { stand, provider } = await open(
      {
        disabledCommands: ['STARTTLS'],
        allowInsecureAuth: true,
        onAuth(auth, _session, done) {
          logins.push(auth)
          done(null, { user: 'anyone' })
        },
      },
      { user: 'orders', password: 'secret' },
    )
    expect(await provider.call(makeCall('email'))).toMatchObject(sealed)
    expect(await provider.check(AbortSignal.timeout(10_000))).toMatchObject({ ok: false })
    expect(stand.transactions()).toBe(0)
    expect(logins).toEqual([])
  })

  it('uses STARTTLS even when the greeting does not offer it', async () => {
    const { stand, provider } = await open({ hideSTARTTLS: true })
    expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'accepted' })
    expect(stand.transactions()).toBe(1)
  })

  const wrong: readonly (readonly [string, SMTPServerOptions, object])[] = [
    ['is for another host', certificates.otherHost, {}],
    ['is signed by itself', certificates.selfSigned, {}],
    ['is signed by an authority that is not trusted', certificates.own, { ca: 'self.pem' }],
  ]
  for (const [title, options, account] of wrong) {
    it(`sends nothing to a server whose certificate ${title}`, async () => {
      const { stand, provider } = await open(options, account)
      const outcome = await provider.call(makeCall('email'))
      expect(outcome).toMatchObject({ outcome: 'interrupted' })
      expect('detail' in outcome && outcome.detail).toMatch(/certificate|altnames/)
      expect(stand.transactions()).toBe(0)
    })

    it(`sends nothing when that is so from the first byte: the certificate ${title}`, async () => {
      const { stand, provider } = await open({ ...options, secure: true }, { ...account, tls: 'implicit' })
      expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'interrupted' })
      expect(stand.transactions()).toBe(0)
    })
  }

  it('sends nothing to a server that speaks no TLS on the port for it', async () => {
    const { stand, provider } = await open({}, { tls: 'implicit' })
    expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'interrupted' })
    expect(stand.transactions()).toBe(0)
  })
})
