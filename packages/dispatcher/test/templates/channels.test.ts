import { afterAll, describe, expect, it } from 'vitest'

import { loadTemplate } from '#dispatcher/render/load-template.js'

import { artefactOf, findingsOf, mjml, smsSource } from './template-source.js'

afterAll(() => mjml.close())

const sms = (keys: string, body = 'Hello') => {
  const source = smsSource(body, '{ type: object, properties: {} }')
  return { ...source, yaml: source.yaml.replace('sms: {}', `sms: ${keys}`) }
}
const brand = { name: 'main', sender: { email: 'a@shop.example', name: 'Shop' }, variables: {} }
const request = {
  recipient: { locale: 'en' },
  data: {},
  brand,
  admittedAt: new Date('2026-11-24T09:30:00Z'),
  messageId: '0199f3c2.1',
}

describe('channels.sms', () => {
  it('sends what was written, and the nearest of GSM-7 where the template asks for it', async () => {
    const text = async (keys: string) => {
      const template = loadTemplate(await artefactOf(sms(keys, '“Łódź”…\u00a0')))
      const rendered = template.render({ ...request, channel: 'sms', address: '+4915112345678' })
      return rendered.channel === 'sms' ? rendered.text : ''
    }
    expect(await text('{}')).toBe('“Łódź”…')
    expect(await text('{ transliterate: true }')).toBe('"Lodz"...')
    expect(await text('{ transliterate: false }')).toBe('“Łódź”…')
  })

  it.each([
    ['{ transliterate: maybe }', 'channels.sms.transliterate must be true or false'],
    ['{ maxSegments: 0 }', 'channels.sms.maxSegments must be 1 to 10 segments'],
    ['{ maxSegments: 11 }', 'channels.sms.maxSegments must be 1 to 10 segments'],
    ['{ maxSegment: 2 }', 'unknown key `maxSegment`; did you mean `maxSegments`?'],
  ])('refuses %s', async (keys, message) => {
    expect(await findingsOf(sms(keys))).toEqual([expect.stringMatching(/^TPL003 code\/template.yaml:6:\d+ /)])
    expect((await findingsOf(sms(keys)))[0]).toContain(message)
  })
})
