import { afterAll, describe, expect, it } from 'vitest'

import {
  decodeArtefact,
  encodeArtefact,
  type LoadedTemplate,
  loadTemplate,
  RenderError,
  type RenderRequest,
} from '#dispatcher/render/index.js'
import { chooseLocale, localeChain } from '#dispatcher/render/locale.js'

import { artefactOf, mail, mjml, smsSource, templateSource, yaml } from '../templates/template-source.js'

afterAll(() => mjml.close())

const brand = {
  name: 'main',
  sender: { email: 'orders@shop.example', name: 'Shop', sms: 'SHOP' },
  variables: { colour: '#fff' },
}
const data = { order: { id: 'A-17', url: 'https://shop.example/o/A-17' }, items: [{ name: 'a', price: 1 }] }

function request(own: Partial<RenderRequest> = {}): RenderRequest {
  return {
    channel: 'sms',
    address: '+4915112345678',
    recipient: { locale: 'en' },
    data,
    brand,
    admittedAt: new Date('2026-11-24T09:30:00Z'),
    messageId: '0199f3c2.1',
    ...own,
  }
}

async function template(own: Parameters<typeof templateSource>[0] = {}): Promise<LoadedTemplate> {
  return loadTemplate(decodeArtefact(encodeArtefact(await artefactOf(templateSource(own)))))
}

describe('a loaded template', () => {
  it('renders each channel from its artefact alone', async () => {
    const loaded = await template()
    expect(loaded.render(request())).toEqual({
      channel: 'sms',
      to: '+4915112345678',
      from: 'SHOP',
      locale: 'en',
      text: 'Order A-17',
    })
    expect(loaded.render(request({ channel: 'push', address: { token: 't', app: 'ios' } }))).toEqual({
      channel: 'push',
      locale: 'en',
      target: { token: 't', app: 'ios' },
      title: 'Order',
      body: '1 parts',
      link: 'https://shop.example/o/A-17',
      data: {},
      ttl: 2_419_200,
    })
    const email = loaded.render(request({ channel: 'email', address: 'ann@example.com' }))
    expect(email).toMatchObject({
      channel: 'email',
      from: 'orders@shop.example',
      to: 'ann@example.com',
      subject: 'Order A-17',
    })
  })

  it('gives the same bytes for the same request, however often', async () => {
    const loaded = await template()
    const email = request({ channel: 'email', address: 'ann@example.com' })
    const first = loaded.render(email)
    loaded.render({ ...email, data: { ...data, items: [] }, messageId: 'other.1' })
    expect(loaded.render(email)).toEqual(first)
    expect((await template()).render(email)).toEqual(first)
  })

  it('says what a template does not have', async () => {
    const { sms, ...rest } = await artefactOf(templateSource())
    expect(sms).toBeDefined()
    expect(() => loadTemplate(rest).render(request())).toThrow(
      'order-shipped sms (en): the template has no channel "sms"',
    )
  })

  it('refuses addresses of another channel, empty messages and header injection', async () => {
    const loaded = await template()
    expect(() => loaded.render(request({ address: { token: 't', app: 'ios' } }))).toThrow(RenderError)
    expect(() => loaded.render(request({ channel: 'push', address: '+49' }))).toThrow(RenderError)
    expect(() => loaded.render(request({ channel: 'email', address: 'a@b.example\r\nBcc: x@y.example' }))).toThrow(
      RenderError,
    )
    const empty = loadTemplate(
      await artefactOf(
        smsSource(' {% if x %}{{ x }}{% endif %} ', '{ type: object, properties: { x: { type: string } } }'),
      ),
    )
    expect(() => empty.render(request({ data: {} }))).toThrow('code sms (en): the message is empty')
  })

  it('puts a subject of several lines on one', async () => {
    const loaded = await template({ yaml: yaml.replace("'Order {{ order.id }}'", '"Order\\n{{ order.id }}"') })
    const rendered = loaded.render(
      request({
        channel: 'email',
        address: 'ann@example.com',
        data: { ...data, order: { ...data.order, id: 'A\r\nBcc: x' } },
      }),
    )
    expect(rendered).toMatchObject({ subject: 'Order A Bcc: x' })
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'relative/path', '', 'https://a b'])(
    'refuses %j as the link of a push message',
    async (url) => {
      const loaded = await template()
      const bad = request({
        channel: 'push',
        address: { token: 't', app: 'ios' },
        data: { ...data, order: { id: 'A', url } },
      })
      expect(() => loaded.render(bad)).toThrow(/order-shipped push \(en\): link: a URL/)
    },
  )

  it.each(['https://a.example/x', 'shop-app://orders/1', 'mailto:a@b.example'])(
    'takes %j as the link of a push message',
    async (url) => {
      const loaded = await template()
      const good = request({
        channel: 'push',
        address: { token: 't', app: 'ios' },
        data: { ...data, order: { id: 'A', url } },
      })
      expect(loaded.render(good)).toMatchObject({ link: url })
    },
  )

  it('offers recipient, brand and locale', async () => {
    const loaded = loadTemplate(
      await artefactOf(
        smsSource(
          "{{ brand.name }} {{ brand.colour }} {{ locale }} {{ recipient.id | default: '-' }} {{ recipient.time_zone | default: '-' }}",
          '{ type: object, properties: {} }',
        ),
      ),
    )
    const text = loaded.render(
      request({ data: {}, recipient: { id: 'cus_1', locale: 'en-AU', timeZone: 'Europe/Berlin' } }),
    )
    expect(text).toMatchObject({ text: 'Shop #fff en cus_1 Europe/Berlin' })
    expect(loaded.render(request({ data: {}, recipient: {} }))).toMatchObject({ text: 'Shop #fff en - -' })
  })

  it('formats for the recipient’s region where it speaks the language of the text, else for the text', async () => {
    const loaded = loadTemplate(
      await artefactOf(
        smsSource('{{ n | number }}', '{ type: object, required: [n], properties: { n: { type: number } } }'),
      ),
    )
    const text = (locale: string) => loaded.render(request({ data: { n: 1234.5 }, recipient: { locale } }))
    expect(text('en-IN')).toMatchObject({ text: '1,234.5' })
    expect(text('en-ZA')).not.toEqual(text('en'))
    expect(text('de')).toEqual(text('en'))
  })

  it('has a mail whose text part is there too', async () => {
    const loaded = await template({
      files: {
        'email.mjml': mail(
          '<mj-text>{{ order.id }} {{ order.url }} {{ order.note | default: "-" }}{% for i in items %}{{ i.name }}{{ i.price }}{{ i.note | default: "-" }}{% endfor %}</mj-text>',
        ),
      },
    })
    const rendered = loaded.render(request({ channel: 'email', address: 'ann@example.com' }))
    const raw = rendered.channel === 'email' ? Buffer.from(rendered.raw).toString() : ''
    expect(raw).toMatch(/text\/plain[\s\S]*A-17[\s\S]*text\/html[\s\S]*A-17/)
  })
})

it('an artefact of the first format renders as it did', async () => {
  const { format: _format, ...artefact } = await artefactOf(templateSource())
  const bytes = new TextEncoder().encode(JSON.stringify({ ...artefact, format: 1 }))
  expect(decodeArtefact(bytes)).toEqual({ ...artefact, format: 1 })
})

describe('bytes that are no artefact', () => {
  it.each([
    ['not JSON', new TextEncoder().encode('{'), /its bytes are no JSON/],
    ['not UTF-8', new Uint8Array([0xff]), /its bytes are no JSON/],
    [
      'of another format',
      new TextEncoder().encode('{"format":99}'),
      /has the format 99, and this version of Tidings reads formats up to 2/,
    ],
    [
      'of a newer format',
      new TextEncoder().encode('{"format":99,"compilerVersion":"9 mjml 6"}'),
      'The stored template has the format 99 of compiler 9 mjml 6, and this version of Tidings reads formats up to 2. Update the dispatcher to the version of Tidings that published it, or publish it again with the older one.',
    ],
    [
      'of no format',
      new TextEncoder().encode('{"format":"x"}'),
      /Publish it again with the version of Tidings that runs/,
    ],
    ['null', new TextEncoder().encode('null'), /has the format nothing/],
  ])('%s', (_name, bytes, message) => expect(() => decodeArtefact(bytes)).toThrow(message))
})

describe('the chain of a locale', () => {
  it('goes from special to general', () => {
    expect(localeChain('zh-hant-tw')).toEqual(['zh-Hant-TW', 'zh-Hant', 'zh'])
    expect(localeChain('de_AT')).toEqual(['de-AT', 'de'])
    expect(localeChain('not a locale')).toEqual([])
  })

  it.each([
    ['de-AT', ['en', 'de'], { locale: 'de', format: 'de-AT' }],
    ['de-AT', ['de-AT', 'en'], { locale: 'de-AT', format: 'de-AT' }],
    ['en-GB', ['en', 'de'], { locale: 'en', format: 'en-GB' }],
    ['en-GB', ['en-US', 'de'], { locale: 'en-US', format: 'en-GB' }],
    ['fr', ['en', 'de'], { locale: 'en', format: 'en' }],
    [undefined, ['de', 'en'], { locale: 'de', format: 'de' }],
    ['🙂', ['de', 'en'], { locale: 'de', format: 'de' }],
  ] as const)('%s of %j', (wanted, available, chosen) => expect(chooseLocale(wanted, available)).toEqual(chosen))
})
