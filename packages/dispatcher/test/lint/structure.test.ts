import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mailWith, yamlWith } from '#dispatcher/lint/example-mail.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { findInFile, findInTemplate } from './find-in.js'

let mjml: MjmlCompiler
beforeAll(() => {
  mjml = createMjmlCompiler()
})
afterAll(() => mjml.close())

describe('TPL430, columns', () => {
  const section = (...columns: readonly string[]) =>
    findInFile(
      'TPL430',
      `<mj-section>${columns.map((width) => `<mj-column ${width}></mj-column>`).join('\n')}</mj-section>`,
      'a.mjml',
    )

  it('add up to their section', () => {
    expect(section('width="60%"', 'width="50%"')).toEqual(['1:1 the columns are 110% wide together'])
    expect(section('width="60%"', '', '')).toEqual(['1:1 the columns are 127% wide together'])
    expect(section('width="33.33%"', 'width="33.33%"', 'width="33.34%"')).toEqual([])
    expect(section('', '', '')).toEqual([])
    expect(section('width="400px"', 'width="80%"')).toEqual([])
  })

  it('are not counted where some of them may not be there', () => {
    const mail =
      '<mj-section>{% if a %}<mj-column width="100%"></mj-column>{% else %}<mj-column width="100%"></mj-column>{% endif %}</mj-section>'
    expect(findInFile('TPL430', mail, 'a.mjml')).toEqual([])
  })
})

describe('TPL431, links in links', () => {
  it('are found at the inner one', () => {
    expect(findInFile('TPL431', '<a href="/a">\n<b><a href="/b">B</a></b></a>')).toEqual([
      '2:4 the link stands inside of <a>, which is a link itself',
    ])
  })

  it.each([
    '<a href="/a">A</a><a href="/b">B</a>',
    '<a href="/a"><a name="x"></a></a>',
    '<mj-button><a href="/b">B</a></mj-button>',
  ])('are none in %s', (html) => {
    expect(findInFile('TPL431', html)).toEqual([])
  })
})

describe('TPL432, ids', () => {
  it('stand once, but for the arms of a condition and what Outlook alone sees', () => {
    expect(findInFile('TPL432', '<p id="a">A</p>\n<p id="a">B</p>')).toEqual(['2:8 the id `a` stands above already'])
    expect(findInFile('TPL432', '{% if x %}<p id="a">A</p>{% else %}<p id="a">B</p>{% endif %}')).toEqual([])
    expect(findInFile('TPL432', '{{#if x}}<p id="a">A</p>{{else}}<p id="a">B</p>{{/if}}')).toEqual([])
    expect(findInFile('TPL432', '<p id="{{ x }}">A</p><p id="{{ x }}">B</p>')).toEqual([])
  })
})

describe('TPL433, character references', () => {
  it('are found where they stand', () => {
    expect(findInFile('TPL433', '<p>Bread\n &amp; butter&nsbp;&euro; 4</p>')).toEqual([
      '2:14 `&nsbp;` is no character of HTML',
    ])
  })

  it.each([
    '&nbsp;',
    '&rarr;',
    '&#8364;',
    '&copy 2026',
    'R&D',
    '{{ a | replace: "&foo;", "" }}',
    '<style>a{content:"&foo;"}</style>',
  ])('%s is fine', (text) => {
    expect(findInFile('TPL433', `<p>${text}</p>`)).toEqual([])
  })
})

describe('TPL434, words of a draft', () => {
  it.each(['Lorem ipsum', 'TODO: write this', 'FIXME', 'Placeholder text'])('%s', (text) => {
    expect(findInFile('TPL434', `<p>\n  ${text}</p>`)).toEqual([expect.stringMatching(/^2:3 /)])
  })

  it.each(['¡TODO al 50%!', 'Todo', 'TBD Bank', '[Your name]', '<!-- TODO: later -->'])(
    'but not %s in a single file',
    (text) => {
      expect(findInFile('TPL434', `<p>${text}</p>`)).toEqual([])
    },
  )

  it('finds brackets in a template, also in the subject', async () => {
    const example = {
      ...yamlWith({ subject: 'Hello [First name]' }),
      ...mailWith('<mj-text>From [Your company]</mj-text>'),
    }
    expect(await findInTemplate('TPL434', example, mjml)).toEqual([
      'email.mjml 9:23 `[Your company]` is a word of a draft',
      'template.yaml 15:21 `[First name]` is a word of a draft',
    ])
  })
})

describe('TPL435, pieces', () => {
  it('are used by a body, or by a piece that is', async () => {
    const pieces = {
      ...mailWith('<mj-include path="a.mjml" />'),
      'a.mjml': "<mj-text>{% render 'b' %}</mj-text>",
      'b.liquid': 'B',
    }
    expect(await findInTemplate('TPL435', pieces, mjml)).toEqual([])
    expect(await findInTemplate('TPL435', { ...pieces, 'a.mjml': '<mj-text>A</mj-text>' }, mjml)).toEqual([
      'b.liquid 1:1 no part of the template includes b.liquid',
    ])
  })
})
