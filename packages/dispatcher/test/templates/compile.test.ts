import { afterAll, describe, expect, it } from 'vitest'

import { encodeArtefact, loadTemplate } from '#dispatcher/render/index.js'
import { compileTemplate } from '#dispatcher/templates/index.js'

import {
  artefactOf,
  everything,
  findingsOf,
  mail,
  mjml,
  renderPart,
  smsSource,
  templateSource,
  yaml,
} from './template-source.js'

afterAll(() => mjml.close())

const data = {
  order: { id: 'A-17', url: 'https://shop.example/o/A-17' },
  items: [
    { name: 'Lemon chicken', price: 12.9, note: 'hot' },
    { name: 'Bread & butter', price: 4 },
  ],
}
const brand = { name: 'main', sender: { email: 'orders@shop.example', name: 'Shop' }, variables: {} }
const withNote = { ...data, order: { ...data.order, note: 'Ring <twice>\nplease' } }

/** The HTML or text of a mail with this in its column. */
async function column(
  inner: string,
  part: 'html' | 'text' = 'html',
  given: unknown = data,
  partials: Readonly<Record<string, string>> = {},
): Promise<string> {
  const unused = `<mj-text>${everything}</mj-text>`
  return renderPart(
    await artefactOf(templateSource({ files: { 'email.mjml': mail(inner + unused) }, partials })),
    part,
    given,
  )
}

/** HTML without what mjml adds. */
function plain(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->|<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

describe('an artefact', () => {
  it('has the same bytes however often the source is compiled, also with parts that mjml names at random', async () => {
    const body = mail(
      `<mj-navbar hamburger="hamburger"><mj-navbar-link href="https://a.example">a</mj-navbar-link></mj-navbar><mj-text>${everything}</mj-text>`,
    )
    const source = templateSource({ files: { 'email.mjml': body } })
    const first = encodeArtefact(await artefactOf(source))
    await artefactOf(templateSource({ files: { 'email.mjml': body.replace('>a<', '>b<') } }))
    const { createMjmlCompiler } = await import('#dispatcher/templates/index.js')
    await using other = createMjmlCompiler()
    const { artefact } = await compileTemplate(source, { mjml: other })
    expect(artefact && encodeArtefact(artefact)).toEqual(first)
  })

  it('has another hash when the source or a setting changes what is sent, and the same contract', async () => {
    const one = await artefactOf(templateSource())
    const other = await artefactOf(templateSource({ files: { 'sms.liquid': 'Order no. {{ order.id }}' } }))
    const marketing = await artefactOf(templateSource(), { categories: { 'order-updates': { marketing: true } } })
    const partials = { '_partials/unused.mjml': '<mj-text />' }
    const same = await artefactOf(templateSource({ samples: { short: '{}' }, partials }), {
      brands: { main: { variables: { colour: 'red' } } },
    })
    expect(new Set([one.hash, other.hash, marketing.hash]).size).toBe(3)
    expect(same.hash).toBe(one.hash)
    expect([other.contract, marketing.contract]).toEqual([one.contract, one.contract])
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/)
    expect([one.marketing, marketing.marketing]).toEqual([false, true])
  })

  it('is made of one compiled MJML for all locales that share it, in each with its own words', async () => {
    const seen = new Set<string>()
    const counting = { ...mjml, compile: (body: string) => mjml.compile(seen.add(body) && body) }
    const { artefact } = await compileTemplate(templateSource(), { mjml: counting })
    expect(seen.size).toBe(1)
    const firstText = (locale: string): unknown => artefact?.email?.[locale]?.html.body[0]
    expect(firstText('en')).toMatch(/<html lang="en" dir="ltr"[\s\S]*<title>Order $/)
    // No catalogue is used: the body of German mails is the English one.
    expect(firstText('de')).toMatch(/<html lang="en" dir="ltr"[\s\S]*<title>Bestellung $/)
  })

  it('closes the schema, so that a typo in what is emitted is refused', async () => {
    const template = loadTemplate(await artefactOf(templateSource()))
    expect(template.validate(data)).toEqual([])
    expect(template.validate({ ...data, order: { ...data.order, nots: 'x' } })).toEqual([
      { path: '/order', message: 'has the property "nots", which the template does not know' },
    ])
    expect(template.validate({ order: { id: 1 } })).toEqual([
      { path: '', message: 'lacks the property "items"' },
      { path: '/order', message: 'lacks the property "url"' },
      { path: '/order/id', message: 'must be string' },
    ])
  })

  it('is not made where a finding is an error, and is where all are warnings', async () => {
    const broken = await compileTemplate(smsSource('{{ x }}', '{ type: object, properties: {} }'), { mjml })
    expect(broken.artefact).toBeUndefined()
    const warned = await compileTemplate(smsSource('x', '{ type: object, properties: { y: { type: string } } }'), {
      mjml,
    })
    expect(warned.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['TPL106', 'warning']])
    expect(warned.artefact?.name).toBe('code')
  })
})

describe('control tags may stand', () => {
  const note = { without: data, with: withNote }
  it.each([
    ['between rows of a column', '{% if order.note %}<mj-text>NOTE</mj-text>{% endif %}'],
    ['around a divider', '{% if order.note %}<mj-divider /><mj-text>NOTE</mj-text>{% endif %}'],
    ['inside of a text', '<mj-text>a {% if order.note %}NOTE{% endif %} b</mj-text>'],
    [
      'between rows of a table',
      '<mj-table>{% if order.note %}<tr><td>NOTE</td></tr>{% endif %}<tr><td>x</td></tr></mj-table>',
    ],
    [
      'inside of a button',
      '<mj-button href="{{ order.url }}">{% if order.note %}NOTE{% else %}go{% endif %}</mj-button>',
    ],
    [
      'inside of a link',
      '<mj-button href="{% if order.note %}https://a.example/NOTE{% else %}{{ order.url }}{% endif %}">go</mj-button>',
    ],
    [
      'inside of an alternative text',
      '<mj-image src="https://a.example/a.png" alt="{% if order.note %}NOTE{% endif %}" />',
    ],
    ['around whole attributes', '<mj-text><b {% if order.note %}title="NOTE"{% endif %}>b</b></mj-text>'],
    ['behind the name of an element', '<mj-text><b{% if order.note %} title="NOTE"{% endif %}>b</b></mj-text>'],
    ['before an attribute', '<mj-text><b {% if order.note %}title="NOTE" {% endif %}class="x">b</b></mj-text>'],
    [
      'between parts of a navigation',
      '<mj-navbar>{% if order.note %}<mj-navbar-link href="https://a.example">NOTE</mj-navbar-link>{% endif %}</mj-navbar>',
    ],
  ])('%s', async (_name, inner) => {
    expect(await column(inner, 'html', note.with)).toContain('NOTE')
    expect(await column(inner, 'html', note.without)).not.toContain('NOTE')
  })

  it('between sections and columns', async () => {
    const body = `<mjml><mj-body>
{% for item in items %}<mj-section><mj-column><mj-text>[{{ item.name }}]</mj-text></mj-column></mj-section>{% endfor %}
<mj-section>{% if order.note %}<mj-column width="50%"><mj-text>NOTE</mj-text></mj-column>{% endif %}<mj-column width="50%"><mj-text>${everything}</mj-text></mj-column></mj-section>
</mj-body></mjml>`
    const artefact = await artefactOf(templateSource({ files: { 'email.mjml': body } }))
    const html = plain(renderPart(artefact, 'html', data))
    expect(html).toContain('[Lemon chicken] [Bread &amp; butter]')
    expect(html).not.toContain('NOTE')
    expect(renderPart(artefact, 'html', withNote)).toContain('NOTE')
  })

  it('and Outlook gets the same structure as all others', async () => {
    const html = await column('{% for item in items %}<mj-text>{{ item.name }}</mj-text>{% endfor %}')
    const opened = html.match(/<!--\[if mso \| IE\]>/g) ?? []
    expect(opened.length).toBe(
      (html.match(/<!\[endif\]-->/g) ?? []).length - (html.match(/<!--\[if (?!mso \| IE)/g) ?? []).length,
    )
  })
})

describe('a mail', () => {
  it('takes preheader, title, language and direction from template.yaml', async () => {
    const html = await column('')
    expect(html).toContain('<title>Order A-17</title>')
    expect(html).toMatch(/<div style="display:none;[^"]*">Soon &amp; fast<\/div>/)
    expect(html).toContain('<html lang="en" dir="ltr"')
  })

  it('keeps its own language', async () => {
    const artefact = await artefactOf(
      templateSource({
        files: {
          'email.mjml': mail(`<mj-text>${everything}</mj-text>`).replace('<mjml>', '<mjml lang="ar" dir="rtl">'),
        },
      }),
    )
    expect(renderPart(artefact, 'html', data)).toContain('<html lang="ar" dir="rtl"')
  })

  it('is written from right to left in languages that are', async () => {
    const source = templateSource({
      yaml: yaml.replace('[en, de]', '[ar]').replaceAll('en:', 'ar:').replace(", de: 'Bestellung {{ order.id }}'", ''),
    })
    const { 'sms.de.liquid': _german, ...files } = source.files
    const { email } = await artefactOf({ ...source, files })
    expect(JSON.stringify(email?.ar?.html)).toContain('lang=\\"ar\\" dir=\\"rtl\\"')
  })

  it('takes colours of the brand, where MJML and Outlook need a colour', async () => {
    const artefact = await artefactOf(
      templateSource({
        files: {
          'email.mjml': mail(
            `<mj-button background-color="{{ brand.colour }}" href="{{ order.url }}">${everything}</mj-button>`,
          ),
        },
      }),
    )
    const html = renderPart(artefact, 'html', data, { globals: { brand: { colour: '#8c1d4f' } } })
    expect(html).toContain('bgcolor="#8c1d4f"')
    expect(html).toContain('background:#8c1d4f;')
    expect(() => renderPart(artefact, 'html', data, { globals: { brand: { colour: 'red;x:y' } } })).toThrow(
      /email\.mjml:6:30: a style takes a colour/,
    )
  })

  it('includes pieces of pieces, and renders partials with what they are given', async () => {
    const partials = {
      '_partials/outer.mjml': '<mj-text>outer</mj-text><mj-include path="inner.mjml" />',
      '_partials/inner.mjml': "<mj-text>inner {% render 'name', of: order, style: 'b' %}</mj-text>",
      '_partials/name.liquid': '<{% comment %}x{% endcomment %}b>{{ of.id }}{{ style }}</b>',
    }
    expect(
      plain(
        await column('<mj-include path="_partials/outer.mjml" />', 'html', data, {
          ...partials,
          '_partials/name.liquid': '<b>{{ of.id }}{{ style }}</b>',
        }),
      ),
    ).toContain('outer inner A-17b')
  })

  it('keeps line breaks of a text as breaks, and nothing else of it', async () => {
    expect(
      await column(
        '<mj-text>{% if order.note %}{{ order.note | newline_to_br }}{% endif %}</mj-text>',
        'html',
        withNote,
      ),
    ).toContain('Ring &lt;twice&gt;<br />\nplease')
  })

  it('may assign before <mjml> what both parts use', async () => {
    const body = `{% assign count = items.size %}{% capture who %}{{ order.id }}!{% endcapture %}\n${mail(`<mj-text>{{ count }} for {{ who }} ${everything}</mj-text>`)}`
    const artefact = await artefactOf(templateSource({ files: { 'email.mjml': body } }))
    expect(renderPart(artefact, 'html', data)).toContain('2 for A-17!')
    expect(renderPart(artefact, 'text', data)).toContain('2 for A-17!')
  })

  it('has comments and raw parts of Liquid', async () => {
    const inner =
      '{% comment %}<mj-text>{{ gone }}{% endcomment %}<mj-text>{% raw %}{{ kept }}{% endraw %}{% # note %}</mj-text>'
    const html = await column(inner)
    expect(html).toContain('{{ kept }}')
    expect(html).not.toContain('gone')
  })
})

describe('the text part', () => {
  it('is derived with its loops and conditions', async () => {
    const inner = `<mj-text><h1>Your order</h1>{% if order.note %}<p>{{ order.note }}</p>{% endif %}</mj-text>
<mj-table>{% for item in items %}<tr><td>{{ item.name }}</td><td align="right">{{ item.price }}</td></tr>{% endfor %}</mj-table>
<mj-button href="{{ order.url }}">Track</mj-button><mj-image href="{{ order.url }}" src="https://a.example/a.png" alt="box" />`
    const text = await column(inner, 'text', withNote)
    expect(text).toContain(`Your order

Ring <twice>
please

Lemon chicken 12.9
Bread & butter 4

Track (https://shop.example/o/A-17)
`)
    expect(await column(inner, 'text', data)).toContain('Your order\n\nLemon chicken 12.9\n')
  })

  it('is the author’s own where there is one, in its locale', async () => {
    const files = {
      'email.text.liquid': 'Own text of {{ order.id }}\n',
      'email.text.de.liquid': 'Eigener Text von {{ order.id }}\n',
    }
    const { email } = await artefactOf(templateSource({ files }))
    expect(email?.en?.text.body[0]).toBe('Own text of ')
    expect(email?.de?.text.body[0]).toBe('Eigener Text von ')
  })

  it('derives partials that are written in HTML', async () => {
    const partials = { '_partials/address.liquid': '<b>{{ of.id }}</b><br>{% if of.note %}{{ of.note }}{% endif %}' }
    expect(
      await column("<mj-text>To {% render 'address', of: order %}</mj-text>", 'text', withNote, partials),
    ).toContain('To A-17\nRing <twice>\nplease')
  })

  it('cannot be derived where a block loses one of its ends, and says so', async () => {
    const inner =
      '<mj-text><a href="https://a.example">{% if order.note %}<img src="https://a.example/a.png" alt=""></a><a href="https://b.example"><img src="https://b.example/b.png" alt="">{% endif %}</a></mj-text>'
    expect(
      await findingsOf(templateSource({ files: { 'email.mjml': mail(`${inner}<mj-text>${everything}</mj-text>`) } })),
    ).toEqual([])
    const half =
      '<mj-text><a href="https://a.example">{% if order.note %}<img src="https://a.example/a.png" alt=""></a>b{% endif %}</mj-text>'
    expect(
      await findingsOf(templateSource({ files: { 'email.mjml': mail(`${half}<mj-text>${everything}</mj-text>`) } })),
    ).toEqual([expect.stringMatching(/^TPL203 .*no text part can be derived from the HTML/)])
  })
})

describe('locales', () => {
  it('fall back from region to language to default, each channel on its own', async () => {
    const source = templateSource({
      yaml: yaml
        .replace('[en, de]', '[en, de, de-AT, fr]')
        .replace("de: 'Bestellung", "de: 'Bestellung")
        .replace("title: 'Order'", "title: { en: 'Order', fr: 'Commande' }"),
      files: {
        'email.de.mjml': mail('<mj-text>Deutsch {{ order.id }}</mj-text>'),
        'sms.de-AT.liquid': 'Servus {{ order.id }}',
      },
    })
    const template = loadTemplate(await artefactOf(source))
    const render = (channel: 'sms' | 'push', locale: string) => {
      const rendered = template.render({
        channel,
        address: channel === 'sms' ? '+491' : { token: 't', app: 'ios' },
        recipient: { locale },
        data,
        brand,
        admittedAt: new Date(0),
        messageId: 'm.1',
      })
      return rendered.channel === 'sms' ? rendered.text : rendered.channel === 'push' ? rendered.title : ''
    }
    expect(
      ['en', 'de', 'de-AT', 'de-CH', 'fr', 'xx', 'nonsense_', 'DE-at'].map((locale) => render('sms', locale)),
    ).toEqual([
      'Order A-17',
      'Bestellung A-17',
      'Servus A-17',
      'Bestellung A-17',
      'Order A-17',
      'Order A-17',
      'Order A-17',
      'Servus A-17',
    ])
    expect(['fr', 'fr-CA', 'de-AT'].map((locale) => render('push', locale))).toEqual(['Commande', 'Commande', 'Order'])
  })
})

describe('the MJML compiler', () => {
  it('reports what mjml itself does not survive, and stays usable', async () => {
    const { html, errors, crash } = await mjml.compile(
      '<mjml><mj-body><mj-section><mj-column><mj-image width="x" padding="y" src="a" /></mj-column></mj-section></mj-body></mjml>',
    )
    expect(html === '' ? crash : errors.map(({ message }) => message).join()).toMatch(/.+/)
    const next = await mjml.compile(
      '<mjml><mj-body><mj-section><mj-column><mj-text>ok</mj-text></mj-column></mj-section></mj-body></mjml>',
    )
    expect(next.errors).toEqual([])
    expect(next.html).toContain('ok')
  })

  it('loads no web font and no .mjmlconfig', async () => {
    const html = await column('<mj-text font-family="Roboto">x</mj-text>')
    expect(html).not.toMatch(/fonts\.googleapis|@import/)
  })
})
