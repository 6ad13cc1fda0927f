import { describe, expect, it } from 'vitest'

import { findInFile } from './find-in.js'

const body = (html: string) => `<html><body>${html}</body></html>`

describe('TPL550 and TPL551, addresses of pictures', () => {
  it('find a picture without an address', () => {
    expect(findInFile('TPL550', '<img alt="">')).toEqual(['1:1 <img> has no src, and shows nothing'])
    expect(findInFile('TPL550', '<img src="" alt="">')).toEqual(['1:11 the src is empty'])
    expect(findInFile('TPL550', '<mj-attributes><mj-image padding="0" /></mj-attributes>', 'a.mjml')).toEqual([])
  })

  it('find http at the address', () => {
    expect(findInFile('TPL551', '<img\n src="http://shop.com/a.png">')).toEqual([
      '2:7 `http://shop.com/a.png` is not encrypted',
    ])
  })

  it.each([
    'https://shop.com/a.png',
    'https://shop.com/svg/a.png',
    'https://shop.com/{{ file }}',
    'https://shop.com/a.svg.png',
  ])('let %s be', (src) => {
    for (const id of ['TPL550', 'TPL551']) {
      expect(findInFile(id, `<img src="${src}">`)).toEqual([])
    }
  })
})

describe('TPL555 and TPL556, widths', () => {
  it.each(['style="max-width:100%"', 'width="100%"', 'style="width:100%;height:auto"'])('is none: %s', (attributes) => {
    expect(findInFile('TPL555', `<img src="a.png" ${attributes}>`)).toEqual(['1:1 <img> has no width in pixels'])
  })

  it.each(['width="20"', 'height="20"', 'style="width:20px"', 'width="{{ width }}"', 'style="height:1.2em"'])(
    'is one: %s',
    (attributes) => {
      expect(findInFile('TPL555', `<img src="a.png" ${attributes}>`)).toEqual([])
    },
  )

  it('are those of the mail', () => {
    const mail = (width: string) =>
      `<mjml><mj-body width="640px"><mj-text><img width="${width}" src="a.png"></mj-text></mj-body></mjml>`
    expect(findInFile('TPL556', mail('641'), 'a.mjml')).toEqual([
      '1:51 the picture is 641 pixels wide, and the mail 640',
    ])
    expect(findInFile('TPL556', mail('640'), 'a.mjml')).toEqual([])
    expect(findInFile('TPL556', mail('100%'), 'a.mjml')).toEqual([])
    expect(findInFile('TPL556', '<img width="1200" src="a.png">')).toEqual([])
  })
})

describe('TPL558, mails of pictures', () => {
  it.each([
    '<img src="a.png">',
    '<a href="/x"><img src="a.png" alt="All of it"></a> <a href="/x">Unsubscribe</a>',
    '<img src="a.png"><div style="display:none">The preheader</div>',
  ])('say nothing: %s', (html) => {
    expect(findInFile('TPL558', body(html))).toHaveLength(1)
  })

  it.each(['<img src="a.png"> {{ code }}', '<img src="a.png"><p>Hello</p>', '<a href="/x">A link and no picture</a>'])(
    'say something: %s',
    (html) => {
      expect(findInFile('TPL558', body(html))).toEqual([])
    },
  )
})
