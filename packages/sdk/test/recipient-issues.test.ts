import { describe, expect, it } from 'vitest'

import { recipientIssues } from '#sdk/index.js'

describe('recipientIssues', () => {
  it('finds nothing in who can be reached', () => {
    for (const to of [
      { email: 'ann@example.com' },
      { phone: '+4915112345678' },
      { push: [{ token: 't', app: 'ios' }] },
    ]) {
      expect(recipientIssues(to)).toEqual([])
    }
  })

  it('names each thing that is wrong, and where', () => {
    expect(recipientIssues({ email: 'ann', phone: '0151', push: [{ token: '', app: 'tv' }] })).toMatchObject([
      { code: 'bad-format', path: '/email' },
      { code: 'bad-format', path: '/phone' },
      { path: '/push/0/token' },
      { code: 'bad-format', path: '/push/0/app' },
    ])
    expect(recipientIssues({})).toMatchObject([{ code: 'no-address', path: '' }])
    expect(recipientIssues(undefined)).toMatchObject([{ code: 'missing', path: '' }])
  })
})
