import { describe, expect, it } from 'vitest'

import { findInFile } from './find-in.js'

const mjml = (body: string, head = '') =>
  `<mjml><mj-head>${head}</mj-head><mj-body><mj-section><mj-column>\n${body}\n</mj-column></mj-section></mj-body></mjml>`
const inMjml = (id: string, body: string, head = '') => findInFile(id, mjml(body, head), 'mail.mjml')

describe('TPL570, the language of a mail', () => {
  it('is asked for in a file by itself, and where it is missing', () => {
    expect(findInFile('TPL570', '<!doctype html>\n<html><body>Hello</body></html>')).toEqual([
      '2:1 <html> does not say in which language the mail is written',
    ])
    expect(findInFile('TPL570', '<html lang="de-AT"></html>')).toEqual([])
    expect(findInFile('TPL570', '<html lang="{{ locale }}"></html>')).toEqual([])
    expect(findInFile('TPL570', '<p>A piece of a mail</p>')).toEqual([])
  })

  it('is that of the file, as far as its name tells', () => {
    expect(findInFile('TPL570', '<mjml lang="en"></mjml>', 'order/email.de.mjml')).toEqual([
      '1:7 `lang` says en, and the file is written in de',
    ])
    expect(findInFile('TPL570', '<mjml lang="de-AT"></mjml>', 'order/email.de.mjml')).toEqual([])
  })
})

describe('TPL571, alternative texts', () => {
  it('are missing where the picture stands, to the column', () => {
    expect(findInFile('TPL571', '<p>\n  {% if a %}<img src="a.png">{% endif %}</p>')).toEqual([
      '2:13 <img> has no alternative text',
    ])
    expect(inMjml('TPL571', '<mj-carousel><mj-carousel-image src="a.png" /></mj-carousel>')).toHaveLength(1)
  })

  it.each([
    '<img src="a.png" alt="">',
    '<img src="a.png" alt>',
    '<img src="a.png" alt="{{ name }}">',
    '<img src="a.png" role="presentation">',
    '<img src="a.png" aria-label="Box">',
    '<div style="display:none"><img src="a.png"></div>',
    '<!-- <img src="a.png"> -->',
  ])('are not asked for of %s', (html) => {
    expect(findInFile('TPL571', html)).toEqual([])
  })

  it('may come from the defaults of the head', () => {
    const picture = '<mj-image src="a.png" />'
    expect(inMjml('TPL571', picture, '<mj-attributes><mj-image alt="" /></mj-attributes>')).toEqual([])
    expect(inMjml('TPL571', picture, '<mj-attributes><mj-all alt="" /></mj-attributes>')).toEqual([])
    expect(inMjml('TPL571', picture, '<mj-attributes><mj-text alt="" /></mj-attributes>')).toHaveLength(1)
    expect(
      inMjml(
        'TPL571',
        '<mj-image mj-class="quiet" src="a.png" />',
        '<mj-attributes><mj-class name="quiet" alt="" /></mj-attributes>',
      ),
    ).toEqual([])
  })
})

describe('TPL572, the words of alternative texts', () => {
  it.each(['box.png', 'image', 'IMG_1234', 'Picture 3', 'logo-small.jpeg', 'placeholder'])('%s says nothing', (alt) => {
    expect(findInFile('TPL572', `<img src="a.png" alt="${alt}">`)).toEqual([
      `1:23 the alternative text \`${alt}\` says nothing of the picture`,
    ])
  })

  it.each(['Logo of Ladlewick', 'Image of a box', '{{ dish.name }}', 'v1.2 of the plan', 'iPhone'])(
    '%s says something',
    (alt) => {
      expect(findInFile('TPL572', `<img src="a.png" alt="${alt}">`)).toEqual([])
    },
  )
})

describe('TPL573, texts of links', () => {
  it.each([
    '<a href="/x"></a>',
    '<a href="/x"> &nbsp; </a>',
    '<a href="/x"><img src="a.png" alt=""></a>',
    '<a href="/x"><span class="icon"></span></a>',
    '<a href="/x">{% if a %}{% endif %}</a>',
  ])('%s has none', (html) => {
    expect(findInFile('TPL573', `\n ${html}`)).toEqual([
      '2:2 the link has no text, and no picture that says where it leads',
    ])
  })

  it.each([
    '<a href="/x">Order</a>',
    '<a href="/x">{{ name }}</a>',
    '<a href="/x"><%= name %></a>',
    '<a href="/x">{% include "logo" %}</a>',
    '<a href="/x"><img src="a.png" alt="Order"></a>',
    '<a href="/x" aria-label="Order"></a>',
    '<a name="top"></a>',
    '<a href="/x"><img src="a.png"></a>',
  ])('%s has one, or is no link, or has a finding of its own', (html) => {
    expect(findInFile('TPL573', html)).toEqual([])
  })
})

describe('TPL574, links that name nothing', () => {
  it.each(['Click here', 'here', 'HERE!', 'Hier klicken', '» more', 'En savoir plus'])('%s', (text) => {
    expect(findInFile('TPL574', `<a href="/x">${text}</a>`)).toHaveLength(1)
  })

  it.each(['Click here to follow your order', 'More dishes', 'Hierher', '{{ here }}', 'Moreover'])(
    'but not %s',
    (text) => {
      expect(findInFile('TPL574', `<a href="/x">${text}</a>`)).toEqual([])
    },
  )
})

describe('TPL575, contrast', () => {
  it('is counted as WCAG counts it, at the colour that the text has', () => {
    expect(findInFile('TPL575', '<html><body><p style="margin:0;color:#777777">Pale</p></body></html>')).toEqual([
      '1:32 #777777 on #ffffff has a contrast of 4.47, and this text needs 4.5',
    ])
    expect(findInFile('TPL575', '<html><body><p style="color:#767676">Readable</p></body></html>')).toEqual([])
  })

  it('takes the nearest background that is stated', () => {
    const on = (ground: string) =>
      findInFile(
        'TPL575',
        `<table bgcolor="#ffffff"><tr><td bgcolor="${ground}"><font color="#ffffff">Text</font></td></tr></table>`,
      )
    expect(on('#222222')).toEqual([])
    expect(on('#eeeeee')).toHaveLength(1)
  })

  it('asks less of large text', () => {
    const sized = (size: string) =>
      findInFile('TPL575', `<html><body><p style="color:#888;font-size:${size}">Text</p></body></html>`)
    expect(sized('16px')).toHaveLength(1)
    expect(sized('24px')).toEqual([])
  })

  it('follows the defaults of mjml, of classes and of the element', () => {
    const text = '<mj-text mj-class="quiet">Pale</mj-text>'
    const head = '<mj-attributes><mj-class name="quiet" color="#bbbbbb" /></mj-attributes>'
    expect(inMjml('TPL575', text, head)).toEqual([
      '2:1 #bbbbbb on #ffffff has a contrast of 1.91, and this text needs 4.5',
    ])
    expect(inMjml('TPL575', '<mj-button href="/x">White on the grey of mjml</mj-button>')).toEqual([])
    expect(inMjml('TPL575', '<mj-button href="/x" background-color="#dddddd">White</mj-button>')).toHaveLength(1)
  })

  it.each([
    ['a colour from data', '<p style="color:{{ brand.colour }}">Text</p>'],
    ["a link, whose colour is the client's", '<p style="color:#000"><a href="/x">Text</a></p>'],
    ['a picture behind', '<div style="background-image:url(a.png)"><p style="color:#eee">Text</p></div>'],
    [
      'a background that lets through',
      '<div style="background-color:rgba(0,0,0,.8)"><p style="color:#eee">Text</p></div>',
    ],
    ['hidden text', '<div style="display:none"><p style="color:#fff">Preheader</p></div>'],
    ['a class that a style sheet paints', '<div class="dark"><p style="color:#eee">Text</p></div>'],
    ['no text', '<p style="color:#fff">{% if a %}{% endif %}</p>'],
  ])('says nothing of %s', (_, html) => {
    const sheet = '<style>.dark { background: #000 } @media (max-width: 1px) { p { color: red } }</style>'
    expect(findInFile('TPL575', `<html><head>${sheet}</head><body>${html}</body></html>`)).toEqual([])
  })

  it('says nothing of a piece whose background is elsewhere', () => {
    expect(findInFile('TPL575', '<mj-text color="#eeeeee">Text</mj-text>', '_partials/x.mjml')).toEqual([])
  })
})

describe('TPL576, small text', () => {
  it('is found at its size', () => {
    expect(findInFile('TPL576', '<p style="color:#000;font-size:9px">Terms and conditions</p>')).toEqual([
      '1:22 the text is 9px tall',
    ])
    expect(findInFile('TPL576', '<p style="font-size:8pt">Terms</p>')).toHaveLength(1)
  })

  it.each([
    '<p style="font-size:9px"><span style="font-size:14px">Terms</span></p>',
    '<td style="font-size:0">&nbsp;</td>',
    '<div style="font-size:1px;display:none">Preheader</div>',
    '<p style="font-size:10px"> · </p>',
    '<p style="font-size:80%">Terms</p>',
    '<p>5 m<sup style="font-size:9px">20</sup></p>',
  ])('is none in %s', (html) => {
    expect(findInFile('TPL576', html)).toEqual([])
  })
})

describe('TPL577, headings', () => {
  it('may go up by any number of levels, and down by one', () => {
    expect(findInFile('TPL577', '<h2>A</h2>\n<h3>B</h3><h4>C</h4><h2>D</h2>')).toEqual([])
    expect(findInFile('TPL577', '<h1>A</h1>\n  <h4>B</h4>')).toEqual([
      '2:3 <h4> follows <h1>, so that a level is missing between them',
    ])
  })
})

describe('TPL578 and TPL579, tables', () => {
  it('find a table around tables, not one of data', () => {
    const inner = '<table><tr><td>A</td><td>1</td></tr></table>'
    expect(findInFile('TPL578', `<table>\n<tr><td>${inner}</td></tr></table>`)).toEqual([
      '1:1 the table only places other things, and does not say so',
    ])
    expect(findInFile('TPL578', `<table role="none"><tr><td>${inner}</td></tr></table>`)).toEqual([])
    expect(findInFile('TPL578', inner)).toEqual([])
    expect(inMjml('TPL578', `<mj-table><tr><td>A</td><td>1</td></tr></mj-table>`)).toEqual([])
  })

  it('find an empty heading where it heads something', () => {
    const table = (heading: string) => `<table><tr><th>Dish</th>${heading}</tr><tr><td>Soup</td><td>4</td></tr></table>`
    expect(findInFile('TPL579', table('<th></th>'))).toEqual(['1:25 the heading of the table is empty'])
    expect(findInFile('TPL579', table('<th>{{ label }}</th>'))).toEqual([])
    expect(findInFile('TPL579', table('<td></td>'))).toEqual([])
    expect(findInFile('TPL579', '<table><tr><th class="expander"></th></tr></table>')).toEqual([])
  })
})

describe('TPL580 to TPL582, text, title and zoom', () => {
  it('find justified text by attribute, style and default', () => {
    expect(findInFile('TPL580', '<td align="justify">A</td>')).toEqual(['1:5 <td> is justified'])
    expect(findInFile('TPL580', '<p style="text-align: justify">A</p>')).toEqual(['1:11 <p> is justified'])
    expect(inMjml('TPL580', '', '<mj-attributes><mj-text align="justify" /></mj-attributes>')).toHaveLength(1)
  })

  it('find a missing title, but not where an included head may bring it', () => {
    expect(findInFile('TPL581', '<html><head><title>{{ subject }}</title></head></html>')).toEqual([])
    expect(findInFile('TPL581', '<html><head></head></html>')).toEqual(['1:1 <html> has no title'])
    expect(findInFile('TPL581', '<mjml><mj-head><mj-include path="head.mjml" /></mj-head></mjml>', 'a.mjml')).toEqual(
      [],
    )
  })

  it('find what keeps a reader from enlarging', () => {
    expect(findInFile('TPL582', '<meta name="viewport" content="initial-scale=1, maximum-scale=1.0">')).toEqual([
      '1:32 `maximum-scale=1.0` keeps readers from enlarging the mail',
    ])
    expect(findInFile('TPL582', '<meta name="viewport" content="maximum-scale=5, user-scalable=yes">')).toEqual([])
  })
})

describe('style sheets', () => {
  const mail = (sheet: string, text: string) =>
    findInFile('TPL575', `<html><head><style>${sheet}</style></head><body>${text}</body></html>`)
  const pale = '<div style="color:#ddd"><p class="a b" id="c">Text</p></div>'

  it.each([
    'p { color: #000 }',
    '.a { color: #000 }',
    'td > p.b { color: #000 }',
    '#c { color: #000 }',
    '* { color: #000 }',
  ])('make a colour uncertain where they may set it: %s', (sheet) => {
    expect(mail(sheet, pale)).toEqual([])
  })

  it.each([
    '.a { margin: 0 }',
    'p.z { color: #000 }',
    '.a td { color: #000 }',
    '@media (max-width: 9px) { p { color: #000 } }',
    '',
  ])('and leave it alone where they do not: %s', (sheet) => {
    expect(mail(sheet, pale)).toHaveLength(1)
  })

  it('make a size uncertain too', () => {
    const small = '<div style="font-size:9px"><p class="a">Terms</p></div>'
    expect(findInFile('TPL576', `<style>.a { font: 14px Arial }</style>${small}`)).toEqual([])
    expect(findInFile('TPL576', `<style>.a { color: red }</style>${small}`)).toHaveLength(1)
  })
})
