import { describe, expect, it, onTestFinished } from 'vitest'

import { makeCertificates } from '../certificates.js'
import { makeCall } from '../provider-contract.js'
import { openSmtpServer } from '../smtp-server-stand.js'

const certificates = makeCertificates()

const open = async (password: string, options: object = {}) => {
  const stand = await openSmtpServer(
    certificates,
    {
      authOptional: false,
      onAuth(auth, _session, done) {
        if (auth.username === 'orders' && auth.password === 'secret') return done(null, { user: 'orders' })
        done(Object.assign(new Error('5.7.8 credentials of orders@fennel.example refused'), { responseCode: 535 }))
      },
      ...options,
    },
    { user: 'orders', password },
  )
  const provider = stand.create()
  onTestFinished(async () => {
    await provider.close()
    await stand.close()
  })
  return { stand, provider }
}

describe('credentials of a mail server', () => {
  it('sends once it is logged in', async () => {
    const { provider } = await open('secret')
    expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'accepted' })
    expect(await provider.check(AbortSignal.timeout(10_000))).toMatchObject({ ok: true })
  })

  it('blames the configuration when they are refused, and names no address', async () => {
    const { stand, provider } = await open('wrong')
    expect(await provider.call(makeCall('email'))).toEqual({
      outcome: 'deferred',
      code: '535 5.7.8',
      detail: 'credentials of … refused',
      fault: 'configuration',
    })
    expect(stand.transactions()).toBe(0)
    const { ok, detail } = await provider.check(AbortSignal.timeout(10_000))
    expect({ ok, detail }).toMatchObject({ ok: false, detail: expect.stringContaining('535') })
  })

  it('blames the configuration when the server asks for none', async () => {
    const { stand, provider } = await open('secret', { disabledCommands: ['AUTH'], authOptional: true })
    expect(await provider.call(makeCall('email'))).toMatchObject({ outcome: 'deferred', fault: 'configuration' })
    expect(stand.transactions()).toBe(0)
  })
})
