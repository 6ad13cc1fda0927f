import { afterAll, describe, expect, it } from 'vitest'

import { definitionOf, findingsIn, mjml, sampleOf } from './lint-example.js'

afterAll(() => mjml.close())

type Options = Parameters<typeof definitionOf>[1]

/** Findings in a template of one push message in English. */
const push = (keys: string, options: Options = {}, body = 'It arrives tomorrow, {{ name }}.', data = {}) =>
  findingsIn({
    'template.yaml': definitionOf(`push: { title: Your order is on its way, link: '{{ url }}'${keys} }`, options),
    'email.mjml': '',
    'sms.liquid': '',
    'push.liquid': body,
    'samples/short.json': sampleOf(data),
  })
const titled = (title: string, options: Options = {}) =>
  findingsIn({
    'template.yaml': definitionOf(`push: { title: ${title}, link: '{{ url }}' }`, options),
    'email.mjml': '',
    'sms.liquid': '',
    'push.liquid': 'It arrives tomorrow, {{ name }}.',
    'samples/short.json': sampleOf({}),
  })

it('has nothing to say about all keys, used as they are meant', async () => {
  const keys =
    ", image: 'https://shop.example/box.png', ttl: 3600, collapseKey: 'order-{{ name }}', data: { order: '{{ name }}' }, ios: { sound: default, badge: 1, interruptionLevel: time-sensitive }, android: { channel: orders, priority: high }"
  expect(await push(keys)).toEqual([])
})

describe('TPL720, size', () => {
  it('counts what a sample comes to', async () => {
    const found = await push('', { name: 'minLength: 1' }, '{{ name }}', { name: 'x'.repeat(4100) })
    expect(found).toContainEqual(
      expect.stringMatching(/^TPL720 push\.liquid:1:1 sample "short" \(en\) is \d+ bytes for APNs, which takes 4096$/),
    )
  })

  it('counts bytes, not characters', async () => {
    const found = await push('', { name: 'minLength: 1' }, '{{ name }}', { name: '漢'.repeat(1400) })
    expect(found).toContainEqual(expect.stringMatching(/^TPL720 /))
  })

  it('counts what the schema allows, at the longest', async () => {
    const keys = ", data: { text: '{{ name }}' }"
    expect(await push(keys, { name: 'maxLength: 4000' }, 'It arrives tomorrow.')).toEqual([
      expect.stringMatching(
        /^TPL720 push\.liquid:1:1 with values as long as the schema allows the message \(en\) is \d+/,
      ),
    ])
    expect(await push(keys, { name: 'maxLength: 3000' }, 'It arrives tomorrow.')).toEqual([])
  })
})

describe('TPL721, TPL722 and TPL727, what is read on a lock screen', () => {
  it.each([
    ['TPL721', `'${'Your box '.repeat(6)}'`],
    ['TPL727', "'🎉'"],
    ['TPL727', "'!!!'"],
  ])('%s: %s', async (rule, title) => {
    expect(await titled(title)).toEqual([expect.stringMatching(new RegExp(`^${rule} template\\.yaml:12:18 `))])
  })

  it.each(["'Zugestellt 🎉'", "'24'", "'注文を発送しました'"])(
    'has nothing to say about the title %s',
    async (title) => {
      expect(await titled(title)).toEqual([])
    },
  )

  it('points to the title of the locale', async () => {
    expect(await titled("{ en: Delivered, de: '🎉' }", { locales: '[en, de]' })).toEqual([
      'TPL727 template.yaml:12:39 the title of sample "short" (de) has no letter and no digit',
    ])
  })

  it('measures a body by what it renders to', async () => {
    expect(await push('', {}, `{{ name }} ${'soup '.repeat(34)}`)).toEqual([])
    expect(await push('', {}, `{{ name }} ${'soup '.repeat(37)}`)).toEqual([
      expect.stringMatching(/^TPL722 push\.liquid:1:1 .* has 188 characters/),
    ])
  })
})

describe('TPL723 and TPL724, addresses', () => {
  it('looks at what values bring', async () => {
    expect(await push('', {}, 'Hello {{ name }}', { url: 'http://shop.example' })).toEqual([
      expect.stringMatching(
        /^TPL723 template\.yaml:12:\d+ http:\/\/shop\.example in sample "short" \(en\) is not https$/,
      ),
    ])
    expect(await push(", image: 'http://shop.example/{{ name }}.png'")).toEqual([expect.stringMatching(/^TPL724 /)])
  })

  it('lets an app have its own scheme', async () => {
    expect(await push(", data: { url: '{{ url }}' }".replace('url: ', 'page: '))).toEqual([])
    const found = await findingsIn({
      'template.yaml': definitionOf(
        "push: { title: Delivered, link: 'shop://orders/{{ name }}', data: { page: '{{ url }}' } }",
      ),
      'email.mjml': '',
      'sms.liquid': '',
      'push.liquid': 'It is here.',
      'samples/short.json': sampleOf({}),
    })
    expect(found).toEqual([])
  })
})

describe('TPL725, keys of the data', () => {
  it.each(['from', 'message_type', 'google.x', 'gcm.notification.title', 'aps', 'link'])('reports %s', async (key) => {
    expect(await push(`, data: { ${key}: '{{ name }}' }`)).toEqual([
      expect.stringMatching(/^TPL725 template\.yaml:12:\d+ .* the key `/),
    ])
  })

  it.each(['order', 'from_date', 'googled', 'gcmId', 'notification', 'image'])(
    'has nothing to say about %s',
    async (key) => {
      expect(await push(`, data: { ${key}: '{{ name }}' }`)).toEqual([])
    },
  )
})

it('TPL726 counts the bytes of a collapse key, of samples and of the longest values', async () => {
  const keys = ", collapseKey: 'order-{{ name }}'"
  expect(await push(keys, { name: 'maxLength: 58' }, 'Hello')).toEqual([])
  expect(await push(keys, { name: 'maxLength: 59' }, 'Hello')).toEqual([expect.stringMatching(/^TPL726 .*65 bytes/)])
  expect(await push(keys, { name: 'minLength: 1' }, 'Hello', { name: 'ü'.repeat(30) })).toEqual([
    expect.stringMatching(/^TPL726 .*66 bytes/),
  ])
})

describe('TPL728 to TPL730, urgency', () => {
  it.each([
    ['TPL728', ', ttl: 0', {}],
    ['TPL729', ', ttl: 86401', { lane: 'critical' }],
    ['TPL729', '', { lane: 'critical' }],
    ['TPL730', ', ios: { interruptionLevel: time-sensitive }', { lane: 'bulk', category: 'offers' }],
  ])('%s: %s in %o', async (rule, keys, options) => {
    expect(await push(keys, options)).toEqual([expect.stringMatching(new RegExp(`^${rule} template\\.yaml:`))])
  })

  it.each([
    [', ttl: 0', { lane: 'critical' }],
    [', ttl: 86400', { lane: 'critical' }],
    ['', { lane: 'bulk' }],
    [', ios: { interruptionLevel: active }', { lane: 'bulk', category: 'offers' }],
  ])('has nothing to say about %s in %o', async (keys, options) => {
    expect(await push(keys, options)).toEqual([])
  })
})
