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

const push = (keys: string, body = 'Hello {{ n }}') => {
  const source = smsSource('', '{ type: object, required: [n], properties: { n: { type: string } } }')
  return {
    ...source,
    yaml: source.yaml.replace('sms: {}', `push: { title: Hi, ${keys} }`),
    files: { 'push.liquid': body },
  }
}

describe('channels.push', () => {
  const render = async (keys: string, n = 'Ann') => {
    const template = loadTemplate(await artefactOf(push(keys)))
    return template.render({ ...request, data: { n }, channel: 'push', address: { token: 't', app: 'ios' } })
  }

  it('renders what the platforms are told, the collapse key from the data', async () => {
    const keys =
      "ttl: 0, collapseKey: ' order-{{ n }} ', ios: { sound: default, badge: 0, interruptionLevel: passive }, android: { channel: orders, priority: normal }"
    expect(await render(keys)).toEqual({
      channel: 'push',
      locale: 'en',
      target: { token: 't', app: 'ios' },
      title: 'Hi',
      body: 'Hello Ann',
      data: {},
      ttl: 0,
      collapseKey: 'order-Ann',
      ios: { sound: 'default', badge: 0, interruptionLevel: 'passive' },
      android: { channel: 'orders', priority: 'normal' },
    })
  })

  it('leaves out a collapse key that comes out empty', async () => {
    expect(await render("collapseKey: '{{ n }}'", ' ')).not.toHaveProperty('collapseKey')
  })

  it.each([
    ['ttl: 2419201', 'channels.push.ttl must be 0 to 2419200 seconds'],
    ['ios: { badge: -1 }', 'channels.push.ios.badge must be 0 to 2147483647'],
    ['ios: { sound: 7 }', 'channels.push.ios.sound must be a text'],
    ['ios: { interruptionLevel: critical }', 'channels.push.ios.interruptionLevel is `critical`'],
    ['ios: { silent: true }', 'unknown key `silent`'],
    ['android: { priority: urgent }', 'channels.push.android.priority is `urgent`'],
    ['android: loud', 'channels.push.android must be a map of keys'],
    ["collapseKey: '{{ m }}'", 'unknown value `m`'],
  ])('refuses %s', async (keys, message) => {
    expect((await findingsOf(push(keys)))[0]).toContain(message)
  })
})

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
