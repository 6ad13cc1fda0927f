import { afterAll, describe, expect, it } from 'vitest'

import { definitionOf, findingsIn, mjml, sampleOf } from './lint-example.js'

afterAll(() => mjml.close())

/** As companies send them. A finding in one of these is a bug of the rule. */
const texts: readonly (readonly [locale: string, text: string])[] = [
  ['en', 'Shop: Hi {{ name }}, your parcel is out for delivery today, 2-4pm. Track it: {{ url }}'],
  ['en', 'Your table for 4 is booked, {{ name }}: Fri 27 Nov, 7:30pm. Need to change it? {{ url }}'],
  ['en', '{{ name }} is your Shop code. It expires in 10 minutes. Never share it. Not you? {{ url }}'],
  ['en', "Don't forget, {{ name }}: dentist tomorrow @ 9:15. Map & parking: {{ url }}"],
  ['de', 'Hallo {{ name }}, Ihr Paket kommt heute zwischen 14 und 16 Uhr. Verfolgen: {{ url }}'],
  ['de', 'Grüße von Shop! Größe 38 ist wieder da für 49,90€: {{ url }} ({{ name }})'],
  ['fr', 'Bonjour {{ name }}, votre colis arrive demain entre 9h et 12h. Suivi : {{ url }}'],
  ['es', '¿Recibiste tu pedido, {{ name }}? Cuéntanos: {{ url }}'],
  ['it', 'Ciao {{ name }}, il tuo ordine è in consegna oggi. Segui: {{ url }}'],
  ['pl', 'Cześć {{ name }}, paczka już w drodze: {{ url }}'],
  ['tr', 'Sayın {{ name }}, siparişiniz yolda: {{ url }}'],
  ['ru', '{{ url }} {{ name }}, ваш заказ будет завтра'],
  ['el', '{{ url }} {{ name }}, η παραγγελία σας έρχεται'],
  ['ja', '{{ url }} {{ name }}様、ご注文の商品を発送しました。'],
  ['ar', '{{ url }} {{ name }} طلبك في الطريق'],
  ['he', '{{ url }} {{ name }} ההזמנה בדרך'],
  ['hi', '{{ url }} {{ name }}, आपका ऑर्डर रास्ते में है'],
]

describe.each(texts)('%s %s', (locale, text) => {
  const template = (channels: string, body: string) =>
    findingsIn({
      'template.yaml': definitionOf(channels, { locales: `[${locale}]` }),
      'email.mjml': '',
      [body === 'sms.liquid' ? 'push.liquid' : 'sms.liquid']: '',
      [body]: text,
      'samples/short.json': sampleOf({}),
    })

  it('is a sound SMS', async () => {
    expect(await template('sms: {}', 'sms.liquid')).toEqual([])
  })

  it('is a sound push message', async () => {
    expect(await template('push: { title: Shop }', 'push.liquid')).toEqual([])
  })
})
