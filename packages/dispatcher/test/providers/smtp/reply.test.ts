import { describe, expect, it } from 'vitest'

import { parseQueueId, parseReply } from '#dispatcher/providers/smtp/reply.js'

describe('parseReply', () => {
  it('reads code, enhanced code and text', () => {
    expect(parseReply('550 5.1.1 no such user')).toEqual({ code: 550, enhanced: '5.1.1', text: 'no such user' })
    expect(parseReply('421 closing')).toEqual({ code: 421, text: 'closing' })
    expect(parseReply('250')).toEqual({ code: 250, text: '' })
  })

  it('joins the lines of one reply', () => {
    const reply =
      '550-5.7.26 This mail has been blocked\r\n550-5.7.26 because it is unauthenticated.\r\n550 5.7.26 gsmtp'
    expect(parseReply(reply)).toEqual({
      code: 550,
      enhanced: '5.7.26',
      text: 'This mail has been blocked because it is unauthenticated. gsmtp',
    })
  })

  it('takes the last of two enhanced codes: some servers put a general one in front', () => {
    expect(parseReply('451 4.3.0 4.7.1 later')).toEqual({ code: 451, enhanced: '4.7.1', text: 'later' })
  })

  it('knows what is no reply', () => {
    for (const text of ['', 'hello', '99 no', '1000 no', '55', '600 no', '550x'])
      expect(parseReply(text)).toBeUndefined()
  })
})

describe('parseQueueId', () => {
  const replies: readonly (readonly [string, string | undefined])[] = [
    ['Ok: queued as 4bXyZ12AbC', '4bXyZ12AbC'],
    ['OK id=1tAbCd-000000001-Xy', '1tAbCd-000000001-Xy'],
    ['48OAbCdE012345 Message accepted for delivery', '48OAbCdE012345'],
    ['Message Queued (A1B2C3D4-E5F6-7890-ABCD-EF1234567890.1)', 'A1B2C3D4-E5F6-7890-ABCD-EF1234567890.1'],
    [
      'Ok 0100018b5c3c0a4f-1b2c3d4e-aaaa-bbbb-cccc-000000000000-000000',
      '0100018b5c3c0a4f-1b2c3d4e-aaaa-bbbb-cccc-000000000000-000000',
    ],
    ['OK  1700000000 d2e1a72fcca58-6c4cb1a2b3csi123.456 - gsmtp', '1700000000 d2e1a72fcca58-6c4cb1a2b3csi123.456'],
    ['<abc@example.com> [InternalId=12345678, Hostname=x] Queued mail for delivery', '12345678'],
    [
      'OK <AM0PR01@eurprd01.prod.outlook.com> [Hostname=AM0PR01.eurprd01.prod.outlook.com]',
      '<AM0PR01@eurprd01.prod.outlook.com>',
    ],
    ['Ok', undefined],
    ['OK: message queued', undefined],
  ]
  for (const [text, id] of replies) {
    it(`finds ${id ?? 'nothing'} in \`${text}\``, () => expect(parseQueueId(text)).toBe(id))
  }
})
