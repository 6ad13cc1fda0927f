import { afterAll, describe, expect, it } from 'vitest'

import { encodeArtefact } from '#dispatcher/render/index.js'
import type { TemplateSource } from '#dispatcher/templates/index.js'

import { exportedMail } from './exported-mail.js'
import { artefactOf, findingsOf, mail, mjml, renderPart, templateSource } from './template-source.js'

afterAll(() => mjml.close())

const data = {
  order: { id: 'A-17', url: 'https://shop.example/o/A-17' },
  items: [
    { name: 'Lemon chicken', price: 12.9, note: 'hot' },
    { name: 'Bread & butter', price: 4 },
  ],
}

/** A template whose mail is HTML. */
function htmlSource(html: string, change: Partial<TemplateSource> = {}): TemplateSource {
  const { 'email.mjml': _, ...files } = templateSource().files
  return { ...templateSource(change), files: { ...files, 'email.html': html, ...change.files } }
}

const everything =
  '{{ order.url }}{{ order.note | default: 1 }}{% for item in items %}{{ item.name }}{{ item.price }}{{ item.note | default: 1 }}{% endfor %}'
/** A small document with this in its body. */
const page = (body: string, head = ''): string =>
  `<html>\n<head>${head}</head>\n<body>\n${body}\n<p>${everything}</p></body>\n</html>\n`

describe('a mail in HTML', () => {
  it('is compiled as it was exported, with language, direction, title and preheader added', async () => {
    const artefact = await artefactOf(htmlSource(exportedMail))
    const html = renderPart(artefact, 'html', data)
    expect(html).toContain('<html lang="en" dir="ltr">')
    expect(html).toContain('<head><title>Order A-17</title>')
    expect(html).toMatch(
      /<body style="background-color:#f6f9fc"><div style="display:none;[^"]*">Soon &amp; fast<\/div>/,
    )
    expect(html).toContain('<h1 style="font-size:24px;color:#1d1c1d">Order A-17 is on its way</h1>')
    expect(html).toContain('<td>Bread &amp; butter</td>')
    expect(html).toContain('<td align="right">12.90 (hot)</td>')
    expect(html).not.toContain('You wrote')
    expect(html.match(/<!--.*?-->/g)).toEqual([
      '<!--[if mso | IE]><table role="presentation" width="600" align="center"><tr><td><![endif]-->',
      '<!--[if mso | IE]></td></tr></table><![endif]-->',
    ])
  })

  it('has a derived text part without its preheader', async () => {
    const text = renderPart(await artefactOf(htmlSource(exportedMail)), 'text', data)
    expect(text).toBe(
      'Order A-17 is on its way\n\nLemon chicken 12.90 (hot)\nBread & butter 4.00\n\nFollow your order (https://shop.example/o/A-17)\n',
    )
  })

  it('gives the same bytes each time', async () => {
    const first = encodeArtefact(await artefactOf(htmlSource(exportedMail)))
    expect(encodeArtefact(await artefactOf(htmlSource(exportedMail)))).toEqual(first)
  })

  it('has findings at the line and column of the author', async () => {
    const wrong = exportedMail
      .replace('{{ order.url }}', '{{ order.uri }}')
      .replace('{{ item.name }}', '{{ order.note }}')
    expect(await findingsOf(htmlSource(wrong))).toEqual([
      'TPL105 order-shipped/email.html:31:34 `order.note` may be missing',
      'TPL104 order-shipped/email.html:37:33 unknown value `order.uri`, known here: order.id, order.url, order.note, items',
    ])
    expect(
      await findingsOf(
        htmlSource(page('<a href="javascript:{{ order.id }}">x</a>\n<p onclick="{{ order.id }}">y</p>')),
      ),
    ).toEqual([
      'TPL303 order-shipped/email.html:4:21 the URL begins with neither a scheme nor the value itself',
      'TPL301 order-shipped/email.html:5:13 a value may not stand in the event handler onclick',
    ])
    expect(await findingsOf(htmlSource(page('<!-- {{ order.id }} -->')))).toEqual([
      'TPL301 order-shipped/email.html:4:6 a value may not stand inside of a comment',
    ])
  })

  it('keeps what it says of itself', async () => {
    const own = page('x {{ order.id }}', '<title>Own</title>').replace('<html>', '<html dir="auto" xml:lang="fr">')
    const html = renderPart(await artefactOf(htmlSource(own)), 'html', data)
    expect(html).toContain('<html dir="auto" xml:lang="fr">\n<head><title>Own</title></head>')
  })

  it('is written per locale, and turned around where the language is', async () => {
    const source = htmlSource(page('Hello {{ order.id }}'), {
      yaml: templateSource()
        .yaml.replace('[en, de]', '[en, de, ar]')
        .replaceAll("de: 'Bestellung", "ar: 'x', de: 'Bestellung"),
      files: { 'email.de.html': page('Hallo {{ order.id }}'), 'email.ar.html': page('مرحبا {{ order.id }}') },
    })
    const { email } = await artefactOf(source)
    const start = (locale: string): string => String(email?.[locale]?.html.body[0]).split('\n')[0] ?? ''
    expect(['en', 'de', 'ar'].map(start)).toEqual([
      '<html lang="en" dir="ltr">',
      '<html lang="de" dir="ltr">',
      '<html lang="ar" dir="rtl">',
    ])
  })

  it('may render partials in HTML, shared and its own', async () => {
    const source = htmlSource(page("{% render 'footer', id: order.id %}{% render 'line' %}"), {
      partials: { '_partials/footer.html': '<p title="{{ id }}">Shop, {{ id }}</p>', '_partials/line.html': '<hr>' },
      files: { 'line.html': '<hr class="own">' },
    })
    const artefact = await artefactOf(source)
    expect(renderPart(artefact, 'html', data)).toContain('<p title="A-17">Shop, A-17</p><hr class="own">')
    expect(renderPart(artefact, 'text', data)).toMatch(/^Shop, A-17\n/)
  })

  it('says what is no whole document, and what is MJML', async () => {
    const [whole] = await findingsOf(htmlSource('<table><tr><td>x</td></tr></table>'))
    expect(whole).toBe('TPL201 order-shipped/email.html:1:1 there is no <html> element')
    expect(await findingsOf(htmlSource('<html><p>x</p></html>'))).toContain(
      'TPL201 order-shipped/email.html:1:1 there is no <body> element',
    )
    expect(await findingsOf(htmlSource(mail('<mj-text>x</mj-text>')))).toContain(
      'TPL201 order-shipped/email.html:1:1 this is MJML, and the file is called as HTML',
    )
    const twice = page('x {{ order.id }}').replace(
      '<body>',
      '{% if order.note %}<body>{% else %}<body class="a">{% endif %}',
    )
    expect(await findingsOf(htmlSource(twice))).toContain(
      'TPL201 order-shipped/email.html:3:36 there is a second <body>',
    )
  })

  it.each([
    ['whose elements are nested without end', '<div>'.repeat(40_000)],
    ['whose tables are', '<table><tr><td>'.repeat(20_000)],
    ['that closes what it never opened, at length', '<b>'.repeat(30_000) + '</i>'.repeat(30_000)],
  ])('is a finding %s', async (_, deep) => {
    expect(await findingsOf(htmlSource(page(`{{ order.id }}${deep}`)))).toEqual([
      'TPL203 order-shipped/email.html:1:1 no text part can be derived from the HTML: its elements are nested deeper than mail clients read',
    ])
    const source = htmlSource(page("{{ order.id }}{% render 'deep' %}"), { files: { 'deep.html': deep } })
    expect(await findingsOf(source)).toEqual([
      'TPL203 order-shipped/deep.html:1:1 no text part can be derived from the HTML: its elements are nested deeper than mail clients read',
    ])
  })

  it.each(['<!-- a comment without end', '<a href="', '<![CDATA[ x', '<!--[if mso]>'])(
    'has findings, and no crash, where a value comes behind %s',
    async (start) => {
      const found = await findingsOf(htmlSource(page(`{{ order.id }}${start}{{ order.id }}`)))
      expect(found).not.toEqual([])
      expect(found.filter((each) => !/^TPL\d+ order-shipped\/email\.html:\d+:\d+ /.test(each))).toEqual([])
    },
  )

  it('cannot stand beside one in MJML', async () => {
    expect(await findingsOf(templateSource({ files: { 'email.de.html': page('x {{ order.id }}') } }))).toEqual([
      'TPL005 order-shipped/email.de.html:1:1 the e-mail has bodies in MJML and in HTML, email.mjml and email.de.html',
    ])
  })

  it('states its preheader once', async () => {
    const own = page('<div style="display: none; max-height: 0">Soon</div>{{ order.id }}')
    expect(await findingsOf(htmlSource(own))).toEqual([
      'TPL003 order-shipped/email.html:4:1 the preheader is stated twice',
    ])
  })

  it('has a text part that knows what is set before the body, and drops addresses with their conditions', async () => {
    const body = page(
      '<p>{{ greeting }} {{ order.id }}, <a class="x" {% if order.note %}href="https://a.example/{{ order.note }}"{% endif %}>write</a></p>',
    ).replace('<head>', '{% assign greeting = order.id | prepend: "No. " %}<head>')
    const artefact = await artefactOf(htmlSource(body))
    expect(renderPart(artefact, 'text', data)).toMatch(/^No\. A-17 A-17, write\n/)
    const noted = { ...data, order: { ...data.order, note: 'n' } }
    expect(renderPart(artefact, 'text', noted)).toMatch(/^No\. A-17 A-17, write \(https:\/\/a\.example\/n\)\n/)
  })
})

describe('a partial in HTML', () => {
  it('is none for a text that is sent as it is', async () => {
    const partials = { '_partials/footer.html': '<p>Shop</p>' }
    expect(
      await findingsOf(templateSource({ partials, files: { 'sms.liquid': "{{ order.id }}{% render 'footer' %}" } })),
    ).toEqual(['TPL109 order-shipped/sms.liquid:1:15 the partial `footer` is HTML, and this text is sent as it is'])
  })

  it('cannot share its name with one in Liquid', async () => {
    const partials = { '_partials/footer.html': '<p>Shop</p>', '_partials/footer.liquid': 'Shop' }
    const found = await findingsOf(htmlSource(page("{{ order.id }}{% render 'footer' %}"), { partials }))
    expect(found).toEqual([
      'TPL109 order-shipped/email.html:4:15 there are two partials `footer`, as .liquid and as .html',
    ])
  })
})

describe('a body that no channel takes', () => {
  it.each(['email.liquid', 'email.text.html', 'sms.html', 'push.mjml'])('is a finding: %s', async (file) => {
    expect(await findingsOf(templateSource({ files: { [file]: 'x' } }))).toEqual([
      `TPL009 order-shipped/${file}:1:1 ${file} is sent in no channel and locale of the template`,
    ])
  })
})
