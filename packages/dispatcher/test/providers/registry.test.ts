import { describe, expect, it } from 'vitest'

import { providerKinds } from '#dispatcher/providers/registry.js'

describe('the registry of providers', () => {
  it('names each kind as the kind names itself', () => {
    expect(Object.entries(providerKinds).map(([name, { kind }]) => [name, kind])).toEqual([
      ['catcher', 'catcher'],
      ['smtp', 'smtp'],
    ])
  })
})

const problems = (kind: string, block: object): readonly string[] => {
  const result = providerKinds[kind]?.configuration.safeParse(block)
  return result?.success === false
    ? result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    : []
}

describe('the block of an smtp provider', () => {
  const host = 'smtp.example.com'

  it('needs a host only: TLS is required, the port follows from it', () => {
    const parse = (block: object) => providerKinds.smtp?.configuration.parse(block)
    expect(parse({ host })).toMatchObject({ port: 587, tls: 'required', connections: 20, allowInsecure: false })
    expect(parse({ host, tls: 'implicit' })).toMatchObject({ port: 465 })
    expect(parse({ host, port: '2525' })).toMatchObject({ port: 2525 })
  })

  it('sends in clear text only on this machine, or when it is told to', () => {
    expect(problems('smtp', { host, tls: 'none' })).toEqual([
      'tls: `tls: none` would send mails to smtp.example.com in clear text; use `required`, or add `allowInsecure: true`',
    ])
    expect(problems('smtp', { host: '127.evil.example', tls: 'none' })).toHaveLength(1)
    for (const local of ['localhost', '127.0.0.1', '127.1.2.3', '::1']) {
      expect(problems('smtp', { host: local, tls: 'none' })).toEqual([])
    }
    expect(problems('smtp', { host, tls: 'none', allowInsecure: true })).toEqual([])
  })

  it('refuses what it does not know, and half a login', () => {
    expect(problems('smtp', { host, tsl: 'none' })).toEqual([expect.stringContaining('tsl')])
    expect(problems('smtp', { host, user: 'orders' })).toEqual(['password: `user` and `password` belong together'])
    expect(problems('smtp', { host, password: 'x' })).toEqual(['user: `user` and `password` belong together'])
    expect(problems('smtp', { host, name: 'a\r\nMAIL' })).toHaveLength(1)
  })

  it('reports a certificate file that cannot be read when the account is made', () => {
    const { smtp } = providerKinds
    const configuration = smtp?.configuration.parse({ host, ca: 'missing.pem' })
    expect(() => smtp?.create('mailer', configuration, { folder: '/nowhere' })).toThrow('/nowhere/missing.pem')
  })
})

describe('the block of a catcher provider', () => {
  it('needs an address', () => {
    expect(problems('catcher', { url: 'http://127.0.0.1:8025' })).toEqual([])
    for (const url of ['127.0.0.1:8025', 'https://127.0.0.1', 'nonsense', '']) {
      expect(problems('catcher', { url })).toEqual([
        'url: expected the address of the catcher, such as http://127.0.0.1:8025',
      ])
    }
  })
})
