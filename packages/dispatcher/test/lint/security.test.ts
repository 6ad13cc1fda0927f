import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mailWith, yamlWith } from '#dispatcher/lint/example-mail.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { findInFile, findInTemplate } from './find-in.js'

let mjml: MjmlCompiler
beforeAll(() => {
  mjml = createMjmlCompiler()
})
afterAll(() => mjml.close())

const link = (href: string) => `<a href="${href}">Order</a>`

describe('TPL660, personal data in addresses', () => {
  it.each([
    'https://shop.com/?email={{ recipient.email }}',
    'https://shop.com/u/{{email}}/orders',
    'https://shop.com/?a=1&amp;e=*|EMAIL|*',
    'https://shop.com/?p=<%= user.phone_number %>',
    'https://{{ host }}/?iban={{ iban | url_encode }}',
  ])('is found in %s', (href) => {
    expect(findInFile('TPL660', link(href))).toEqual([expect.stringMatching(/^1:\d+ .* makes the address personal$/)])
  })

  it.each([
    'mailto:{{ email }}',
    '{{ email_url }}',
    'https://shop.com/?t={{ email_token }}',
    'https://shop.com/?id={{ order.id }}&utm_source=email',
    'https://shop.com/email/{{ id }}',
    'https://shop.com/phone-cases?id={{ id }}',
  ])('is none in %s', (href) => {
    expect(findInFile('TPL660', link(href))).toEqual([])
  })
})

describe('TPL661, secrets', () => {
  it('are looked for in every file of a template', async () => {
    const key = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')
    expect(await findInTemplate('TPL661', { 'sms.liquid': `Hello {{ name }}\n ${key}` }, mjml)).toEqual([
      'sms.liquid 2:2 this looks like a key of AWS',
    ])
    const sample = `{ "to": {}, "data": { "name": "${key}", "url": "https://shop.example/1" } }`
    expect(await findInTemplate('TPL661', { 'samples/short.json': sample }, mjml)).toHaveLength(1)
  })

  it.each(['AKIA', 'order A-17', 'eyJhbGciOi', 'sk_test_4eC39HqLyjWDarjtT1zdp7dc', 'ghp_short'])(
    '%s is none',
    (text) => {
      expect(findInFile('TPL661', `<p>${text}</p>`)).toEqual([])
    },
  )
})

describe('TPL662 and TPL663, what belongs to pages', () => {
  it('is found where it stands', () => {
    expect(findInFile('TPL662', '<p>\n<script>a()</script></p>')).toEqual(['2:1 no client runs a script'])
    expect(findInFile('TPL662', '<td class="a" onclick="a()">A</td>')).toEqual([
      '1:15 no client runs what `onclick` says',
    ])
    expect(findInFile('TPL662', link('JavaScript:a()'))).toHaveLength(1)
    expect(findInFile('TPL663', '<object data="a"><embed src="b"></object>')).toEqual(['1:1 clients remove <object>'])
    expect(findInFile('TPL663', '<meta http-equiv="Refresh" content="0;url=/">')).toHaveLength(1)
  })

  it.each([
    '<script type="application/ld+json">{"@type":"Order"}</script>',
    '<html ⚡4email><script async src="https://cdn.ampproject.org/v0.js"></script></html>',
    '<meta http-equiv="Content-Type" content="text/html">',
    '<p once="a" on="b">A</p>',
    '<label><input type="checkbox">Menu</label>',
    '<!-- <script>a()</script> -->',
  ])('is not %s', (html) => {
    for (const id of ['TPL662', 'TPL663']) expect(findInFile(id, html)).toEqual([])
  })
})

describe('TPL665, names and passwords in addresses', () => {
  it('are found, and the password is not repeated', () => {
    expect(findInFile('TPL665', link('https://ann:secret@shop.com/a'))).toEqual([
      '1:10 the address has `ann:…` before its host',
    ])
    expect(findInFile('TPL665', link('https://medium.com/@ann'))).toEqual([])
    expect(findInFile('TPL665', link('https://shop.com/?to=a@b.com'))).toEqual([])
    expect(findInFile('TPL665', link('mailto:a@b.com'))).toEqual([])
  })
})

describe('TPL666, passwords in messages', () => {
  it('are found in each channel, by the name of the value', async () => {
    const example = {
      ...yamlWith({
        required: 'login',
        property:
          'login: { type: object, required: [pin_code], properties: { pin_code: { type: string, maxLength: 8 } } }',
      }),
      ...mailWith('<mj-text>{{ login.pin_code | upcase }}</mj-text>'),
      'samples/short.json':
        '{ "to": {}, "data": { "name": "Ann", "url": "https://shop.example/1", "login": { "pin_code": "1" } } }',
    }
    expect(await findInTemplate('TPL666', example, mjml)).toEqual([
      'email.mjml 9:18 `login.pin_code` is put out, and anyone who sees the message can use it',
    ])
  })

  it('are none where the mail only asks whether there is one', async () => {
    const example = {
      ...yamlWith({ property: 'password: { type: string, maxLength: 8 }' }),
      ...mailWith('{% if password %}<mj-text>You have a password.</mj-text>{% endif %}'),
    }
    expect(await findInTemplate('TPL666', example, mjml)).toEqual([])
  })
})

describe('TPL667, pixels', () => {
  it.each(['width="1" height="1"', 'style="width:1px;height:0"'])('with %s tell that a mail was opened', (size) => {
    expect(findInFile('TPL667', `<img src="https://shop.com/o?{{ id }}" ${size}>`)).toHaveLength(1)
  })

  it.each([
    '<img src="https://shop.com/spacer.gif" width="1" height="1">',
    '<img src="https://shop.com/line.png" width="600" height="1">',
    '<img src="cid:x" width="1" height="1">',
    '<img src="https://shop.com/a.png" width="1">',
  ])('are none: %s', (html) => {
    expect(findInFile('TPL667', html)).toEqual([])
  })
})
