import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mailWith, yamlWith } from '#dispatcher/lint/example-mail.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { findInFile, findInTemplate } from './find-in.js'

let mjml: MjmlCompiler
beforeAll(() => {
  mjml = createMjmlCompiler()
})
afterAll(() => mjml.close())

const subject = (id: string, text: string) => findInTemplate(id, yamlWith({ subject: text }), mjml)

describe('subjects', () => {
  it('are measured as the longest sample fills them, and found where they are written', async () => {
    const example = {
      ...yamlWith({ subject: 'Your order is on its way to the house of {{ name }} and more' }),
      'samples/long.json':
        '{ "to": {}, "data": { "name": "Maximiliana of the Hohensteins", "url": "https://shop.example/1" } }',
    }
    expect(await findInTemplate('TPL500', example, mjml)).toEqual([
      'template.yaml 15:15 the subject of sample long in en has 80 characters',
    ])
  })

  it.each(['RE: Order', 'Fwd : Order', 'AW: Bestellung', 'Re[2]: Order'])(
    'that pretend to answer: %s',
    async (text) => {
      expect(await subject('TPL501', text)).toHaveLength(1)
    },
  )

  it.each(['Regarding your order', 'Return: A-17', 'Reset: done', 'Your order Re: A-17'])(
    'that do not: %s',
    async (text) => {
      expect(await subject('TPL501', text)).toEqual([])
    },
  )

  it('that have no word in one sample', async () => {
    expect(await subject('TPL502', '{% if name == "Bob" %}Hello{% endif %}')).toEqual([
      'template.yaml 15:15 the subject of sample short in en has no word: ``',
    ])
    expect(await subject('TPL502', '24 h')).toEqual([])
  })

  it.each(['YOUR IBAN', 'IMPORTANT', 'DHL UPS GLS: where is it'])('that are not shouted: %s', async (text) => {
    expect(await subject('TPL503', text)).toEqual([])
  })
})

describe('preheaders', () => {
  it('may stand in a single file or an included head', () => {
    expect(findInFile('TPL504', '<mjml><mj-body></mj-body></mjml>', 'a.mjml')).toEqual([
      '1:1 the mail has no preheader',
    ])
    expect(findInFile('TPL504', '<mjml><mj-head><mj-preview>Hi</mj-preview></mj-head></mjml>', 'a.mjml')).toEqual([])
    expect(findInFile('TPL504', '<html><body></body></html>')).toEqual([])
  })

  it('may stand hidden at the start of an HTML body, as other tools put them there', async () => {
    const page = (first: string) => ({
      ...yamlWith({ preheader: '' }),
      'email.mjml': '',
      'email.html': `<html><head></head><body>${first}<p>Hello {{ name }} <a href="{{ url }}">go</a></p></body></html>`,
    })
    expect(await findInTemplate('TPL504', page('<div style="display: none">It comes</div>'), mjml)).toEqual([])
    expect(await findInTemplate('TPL504', page('<div>It comes</div>'), mjml)).toEqual([
      'template.yaml 14:3 the e-mail has no preheader',
    ])
  })

  it('repeat the subject in the same words, whatever their ends', async () => {
    const same = yamlWith({ subject: 'Your order is on its way!', preheader: 'your order  is on its way.' })
    expect(await findInTemplate('TPL505', same, mjml)).toEqual([
      'template.yaml 16:17 the preheader repeats the subject',
    ])
    const more = yamlWith({ subject: 'Your order', preheader: 'Your order is on its way' })
    expect(await findInTemplate('TPL505', more, mjml)).toEqual([])
  })

  it('are long enough where one sample fills them', async () => {
    const example = yamlWith({ preheader: 'For {{ name }}' })
    expect(await findInTemplate('TPL506', example, mjml)).toEqual([
      'template.yaml 16:17 the preheader has 7 characters in its longest sample',
    ])
    const filled = {
      ...example,
      'samples/long.json':
        '{ "to": {}, "data": { "name": "Maximiliana of the Hohensteins", "url": "https://shop.example/1" } }',
    }
    expect(await findInTemplate('TPL506', filled, mjml)).toEqual([])
  })
})

describe('TPL507, names of senders', () => {
  it.each([
    ['Shop a@shop.example', 'an e-mail address'],
    ['www.shop.example', 'a web address'],
    ['Shop ✔', 'a picture character'],
    ['{{ recipient.id | default: "" }}, your shop', 'the name of the recipient'],
  ])('%s has %s in it', async (senderName, what) => {
    expect(await findInTemplate('TPL507', yamlWith({ senderName }), mjml)).toEqual([
      expect.stringContaining(`has ${what} in it`),
    ])
  })

  it.each(['{{ brand.name }} kitchen', 'Shop® 24', 'Ann @ Shop'])('%s is a name', async (senderName) => {
    expect(await findInTemplate('TPL507', yamlWith({ senderName }), mjml)).toEqual([])
  })
})

describe('TPL508, the text part', () => {
  it('is asked for links only where the HTML has some', async () => {
    const text = { 'email.text.liquid': 'Hello {{ name }}' }
    expect(await findInTemplate('TPL508', text, mjml)).toEqual([
      'email.text.liquid 1:1 the HTML has links, and the text part has none',
    ])
    const body =
      '<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>'
    expect(await findInTemplate('TPL508', { ...text, 'email.mjml': body }, mjml)).toEqual([])
  })
})

describe('TPL509, characters', () => {
  it.each(['GrÃ¼ÃŸe', 'Donâ€™t', '12 â‚¬', 'Â£12', 'a\uFFFDb', 'ðŸ˜€'])('%s were others', (text) => {
    expect(findInFile('TPL509', `<p>\n${text} and ${text}</p>`)).toEqual([expect.stringMatching(/^2:\d+ /)])
  })

  it.each(['Grüße', 'Don’t', '12 €', '£12', 'São João', 'CORAÇÃO', 'être Â', '😀', 'ÂNGELA', 'Ã'])(
    '%s are what they are',
    (text) => {
      expect(findInFile('TPL509', `<p>${text} and ${text}</p>`)).toEqual([])
    },
  )
})

describe('TPL510, tokens of other systems', () => {
  it.each(['*|FNAME|*', '%%first_name%%', '[[name]]', '${name}', '%recipient.name%'])(
    '%s is found in a template',
    async (token) => {
      expect(await findInTemplate('TPL510', mailWith(`<mj-text>Dear ${token}</mj-text>`), mjml)).toEqual([
        `email.mjml 9:23 \`${token}\` is filled in by nobody`,
      ])
      expect(findInFile('TPL510', `<p>Dear ${token}</p>`)).toEqual([])
    },
  )

  it.each(['{% raw %}*|FNAME|*{% endraw %}', '100%% sure', '[see below]', '$12', '50% off, 20% more'])(
    '%s is text',
    async (text) => {
      expect(await findInTemplate('TPL510', mailWith(`<mj-text>${text}</mj-text>`), mjml)).toEqual([])
    },
  )
})
