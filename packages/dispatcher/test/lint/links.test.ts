import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { findInFile, findInTemplate } from './find-in.js'

let mjml: MjmlCompiler
beforeAll(() => {
  mjml = createMjmlCompiler()
})
afterAll(() => mjml.close())

const link = (href: string, text = 'Order') => `<p>\n <a class="x" href="${href}">${text}</a></p>`

describe('TPL530, links that lead nowhere', () => {
  it.each(['', '#', '#!', ' ', 'about:blank'])('finds `%s` at its address', (href) => {
    expect(findInFile('TPL530', link(href))).toEqual([expect.stringMatching(/^2:21 /)])
  })

  it('finds an id that nothing has', () => {
    expect(findInFile('TPL530', link('#menu'))).toEqual(['2:21 nothing in the mail has the id menu'])
    expect(findInFile('TPL530', `${link('#menu')}<h2 id="menu">Menu</h2>`)).toEqual([])
    expect(findInFile('TPL530', `${link('#menu')}<a name="menu"></a>`)).toEqual([])
  })

  it('finds a button without an address', () => {
    expect(findInFile('TPL530', '<mj-button>Order</mj-button>', 'a.mjml')).toHaveLength(1)
    expect(findInFile('TPL530', '<mj-attributes><mj-button color="#000" /></mj-attributes>', 'a.mjml')).toEqual([])
  })

  it.each(['{{ url }}', '*|UNSUB|*', '<%= url %>', '#{{ id }}', '[[url]]', 'https://shop.example/#top'])(
    'lets %s be',
    (href) => {
      expect(findInFile('TPL530', link(href))).toEqual([])
    },
  )
})

describe('TPL532 and TPL550, addresses that are relative', () => {
  it.each(['/orders', 'orders.html', 'www.shop.com/orders', '//shop.com/orders', '../a', '?id=1', '/a/{{ id }}'])(
    'finds %s',
    (href) => {
      expect(findInFile('TPL532', link(href))).toEqual([expect.stringMatching(/^2:21 `.*` is relative/)])
      expect(findInFile('TPL550', `<img src="${href}">`)).toHaveLength(1)
    },
  )

  it.each([
    ...['https://shop.com', 'HTTPS://shop.com', 'mailto:a@shop.com', 'tel:+4912', 'shopapp://x', '#top', 'cid:logo'],
    ...[
      '{{ url }}',
      '{{ base }}/orders',
      '{{#if a}}https://a.com{{/if}}',
      '*|URL|*',
      '<%= url %>/a',
      '${url}',
      '%%url%%',
      '[URL]',
    ],
  ])('lets %s be', (href) => {
    expect(findInFile('TPL532', link(href))).toEqual([])
    expect(findInFile('TPL550', `<img src="${href}">`)).toEqual([])
  })

  it('lets a navbar with a base be', () => {
    const bar = (base: string) => `<mj-navbar ${base}><mj-navbar-link href="/menu">Menu</mj-navbar-link></mj-navbar>`
    expect(findInFile('TPL532', bar('base-url="https://shop.com"'), 'a.mjml')).toEqual([])
    expect(findInFile('TPL532', bar(''), 'a.mjml')).toHaveLength(1)
  })

  it('leaves to compiling what compiling says', async () => {
    const button = '<mj-button href="/orders/{{ name }}">Order</mj-button>'
    const body = `<mjml><mj-body><mj-section><mj-column>${button}</mj-column></mj-section></mj-body></mjml>`
    const found = await findInTemplate('TPL532', { 'email.mjml': body }, mjml)
    expect(found).toEqual([expect.stringMatching(/^TPL303 /)])
  })
})

describe('TPL533, hosts of nobody', () => {
  it.each([
    'https://example.com',
    'http://www.example.org/a',
    'http://localhost:3000',
    'http://192.168.1.5/a',
    'https://shop.test',
    'https://yourdomain.com/x',
  ])('finds %s, and TPL531 says nothing more', (href) => {
    expect(findInFile('TPL533', link(href))).toEqual([expect.stringMatching(/^2:21 /)])
    expect(findInFile('TPL531', link(href))).toEqual([])
  })

  it.each([
    'https://myexample.com',
    'https://example.shop.com',
    'https://{{ host }}/a',
    'mailto:a@example.com',
    'https://locals.com',
  ])('lets %s be', (href) => {
    expect(findInFile('TPL533', link(href))).toEqual([])
  })
})

describe('TPL534, addresses to write and to call', () => {
  it.each(['mailto:', 'mailto:help', 'mailto:a@b', 'tel:', 'tel:call-us'])('finds %s', (href) => {
    expect(findInFile('TPL534', link(href))).toHaveLength(1)
  })

  it.each([
    ...['mailto:a@shop.com', 'mailto:a@shop.com,b@shop.com?subject=Hi', 'mailto:?subject=Look', 'mailto:{{ email }}'],
    ...['tel:+49-30-1234567', 'tel:(030) 123 45 67', 'tel:+49%2030%201234', 'tel:{{ phone }}', 'sms:+49301234?body=Hi'],
  ])('lets %s be', (href) => {
    expect(findInFile('TPL534', link(href))).toEqual([])
  })
})

describe('TPL535, addresses that are shown', () => {
  it.each([
    ['https://track.mailer.net/1', 'www.shop.com'],
    ['https://shop.evil.com', 'https://shop.com/orders'],
  ])('finds %s behind %s', (href, text) => {
    expect(findInFile('TPL535', link(href, text))).toEqual([expect.stringMatching(/^2:21 the link shows /)])
  })

  it.each([
    ['https://www.shop.com/orders', 'shop.com'],
    ['https://shop.com', 'https://orders.shop.com/a'],
    ['https://track.mailer.net/1', 'Order at shop.com'],
    ['{{ url }}', 'shop.com'],
    ['https://{{ host }}', 'shop.com'],
    ['mailto:a@shop.com', 'shop.com'],
    ['https://shop.com', '{{ site }}.com'],
  ])('lets %s behind %s be', (href, text) => {
    expect(findInFile('TPL535', link(href, text))).toEqual([])
  })
})

describe('TPL536 and TPL537, characters and shorteners', () => {
  it('find a blank where it stands', () => {
    expect(findInFile('TPL536', link('https://shop.com/my orders'))).toEqual(['2:40 the address has a blank in it'])
    expect(findInFile('TPL536', link('https://shop.com/{{ my orders | url_encode }}'))).toEqual([])
    expect(findInFile('TPL536', link(' https://shop.com/a '))).toEqual([])
  })

  it('find shorteners by their host', () => {
    expect(findInFile('TPL537', link('https://bit.ly/a'))).toHaveLength(1)
    expect(findInFile('TPL537', link('https://www.bitly.com/a'))).toHaveLength(1)
    expect(findInFile('TPL537', link('https://orbit.ly/a'))).toEqual([])
    expect(findInFile('TPL537', link('https://shop.com/?u=https://bit.ly/a'))).toEqual([])
  })
})

it('TPL530 takes the address of a button from its class', () => {
  const head = '<mj-attributes><mj-class name="cta" href="https://shop.com" /></mj-attributes>'
  expect(findInFile('TPL530', `${head}<mj-button mj-class="cta">Order</mj-button>`, 'a.mjml')).toEqual([])
  expect(findInFile('TPL530', `${head}<mj-button mj-class="cat">Order</mj-button>`, 'a.mjml')).toHaveLength(1)
})

it('a link in a shared piece is found in the file of the piece, once for all locales', async () => {
  const mail = (text: string) =>
    `<mjml><mj-body><mj-section><mj-column><mj-text>${text}</mj-text><mj-include path="_partials/foot.mjml" /></mj-column></mj-section></mj-body></mjml>`
  const example = {
    'email.mjml': mail('Hello'),
    '_partials/foot.mjml': '<mj-text>\n  Order: <a href="#">here</a></mj-text>',
  }
  const found = await findInTemplate('TPL530', example, mjml)
  expect(found.map((each) => each.replace(/ `.*/, ''))).toEqual(['_partials/foot.mjml 2:19'])
})
