import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mailWith, yamlWith } from '#dispatcher/lint/example-mail.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { findInTemplate } from './find-in.js'

let mjml: MjmlCompiler
beforeAll(() => {
  mjml = createMjmlCompiler()
})
afterAll(() => mjml.close())

const offers = (piece: string) => ({ ...yamlWith({ category: 'offers', lane: 'bulk' }), ...mailWith(piece) })
const unsubscribe = '<mj-text><a href="{{ unsubscribe_url }}">Unsubscribe</a></mj-text>'

describe('TPL640, the link to unsubscribe', () => {
  it('is asked for in marketing alone', async () => {
    expect(await findInTemplate('TPL640', offers(''), mjml)).toEqual([
      'email.mjml 1:1 the mail in en has no link to unsubscribe',
    ])
    expect(await findInTemplate('TPL640', {}, mjml)).toEqual([])
  })

  it('may come from a shared piece, or stand in a condition', async () => {
    const piece = { ...offers('<mj-include path="_partials/foot.mjml" />'), '_partials/foot.mjml': unsubscribe }
    expect(await findInTemplate('TPL640', piece, mjml)).toEqual([])
    expect(await findInTemplate('TPL640', offers(`{% if true %}${unsubscribe}{% endif %}`), mjml)).toEqual([])
  })

  it('is asked for in a text part of its own', async () => {
    const text = { ...offers(unsubscribe), 'email.text.liquid': 'Hello {{ name }}: {{ url }}' }
    expect(await findInTemplate('TPL640', text, mjml)).toEqual([
      'email.text.liquid 1:1 the text part in en has no link to unsubscribe',
    ])
    const both = { ...text, 'email.text.liquid': '{{ name }}: {{ url }} {{ unsubscribe_url }}' }
    expect(await findInTemplate('TPL640', both, mjml)).toEqual([])
  })
})

describe('TPL641, the postal address', () => {
  it.each([
    ...[
      'Shop, Road 1, 10999 Berlin',
      'Shop, 1 Market St, San Francisco, CA 94105',
      'P.O. Box 12, Leeds',
      'Shop, London SW1A 1AA',
    ],
    ...['Keizersgracht 1, 1015 CJ Amsterdam', 'Beispielstraße 7, Wien'],
  ])('is recognised: %s', async (text) => {
    expect(await findInTemplate('TPL641', offers(`<mj-text>${text}</mj-text>`), mjml)).toEqual([])
  })

  it('may be a variable of the brand', async () => {
    const brand = {
      name: 'main',
      sender: { email: 'a@shop.example', name: 'Shop' },
      variables: { postal_address: 'Somewhere' },
    }
    const mail = offers('<mj-text>{{ brand.postal_address }}</mj-text>')
    expect(await findInTemplate('TPL641', mail, mjml, { brand })).toEqual([])
  })

  it('is missed in marketing alone', async () => {
    expect(await findInTemplate('TPL641', offers('<mj-text>24 dishes, 3 days, all yours</mj-text>'), mjml)).toEqual([
      'email.mjml 1:1 the mail in en has no postal address',
    ])
    expect(await findInTemplate('TPL641', {}, mjml)).toEqual([])
  })
})

describe('TPL643, advertising in other mails', () => {
  it.each(['Save 10% on your next order.', 'Ein Gutschein für Ihre nächste Bestellung.'])('finds %s', async (text) => {
    expect(await findInTemplate('TPL643', mailWith(`<mj-text>${text}</mj-text>`), mjml)).toHaveLength(1)
    expect(await findInTemplate('TPL643', offers(`<mj-text>${text}</mj-text>`), mjml)).toEqual([])
  })

  it.each([
    'Your discount: 10%',
    'Your next order arrives on Monday',
    'We took 10% off. Your next order is planned.',
    '100% of your next',
  ])('lets %s be', async (text) => {
    expect(await findInTemplate('TPL643', mailWith(`<mj-text>${text}</mj-text>`), mjml)).toEqual([])
  })
})
