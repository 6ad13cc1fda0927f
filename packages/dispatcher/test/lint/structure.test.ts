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
      'b.liquid 1:1 nothing that is sent includes b.liquid',
    ])
  })

  it('are used by no piece that nobody uses, and by no word that only sounds like them', async () => {
    const pieces = {
      ...mailWith('<mj-text>This is a.</mj-text>'),
      'a.mjml': "<mj-text>{% render 'b' %}</mj-text>",
      'b.liquid': 'B',
    }
    expect(await findInTemplate('TPL435', pieces, mjml)).toEqual([
      'a.mjml 1:1 nothing that is sent includes a.mjml',
      'b.liquid 1:1 nothing that is sent includes b.liquid',
    ])
  })
})

describe('TPL436, HTML that is not closed', () => {
  const page = (body: string): string => `<html><body>\n${body}\n</body></html>`

  it('is found where it begins, once for each mistake', () => {
    expect(findInFile('TPL436', page('<div><p>a</p>'))).toEqual(['2:1 <div> is not closed before </body>'])
    expect(findInFile('TPL436', page('<table><tr><td><div>a</td></tr></table>'))).toEqual([
      '2:16 <div> is not closed before </td>',
    ])
    expect(findInFile('TPL436', page('<p><b><i>a</b></i></p>'))).toEqual(['2:7 <i> is not closed before </b>'])
    expect(findInFile('TPL436', page('<div><table><tr><td>a</div></td></tr></table></div>'))).toEqual([
      '2:22 </div> closes nothing',
    ])
    expect(findInFile('TPL436', page('a</center>'))).toEqual(['2:2 </center> closes nothing'])
    expect(findInFile('TPL436', page('<a name="top" />\n<a href="https://a.example">a</a>'))).toEqual([
      '2:1 <a> is not closed before </body>',
    ])
  })

  it.each([
    ['what HTML lets be left out', '<table><tr><td>a<td>b<tr><td>c</table><ul><li>a<li>b</ul><p>a<p>b'],
    ['elements without content', '<img src="a.png"><br></br><hr/><p>a</p></p>'],
    ['drawings and Word', '<svg><path d="M0 0"/></svg><p>a<o:p/></p>'],
    [
      'what Outlook alone reads',
      '<!--[if mso]><table><tr><td><![endif]-->a<!--[if mso]></td></tr></table><![endif]-->',
    ],
    [
      'what Outlook does not read',
      '<!--[if !mso]><!--><div><!--<![endif]-->a<!--[if !mso]><!--></div><!--<![endif]-->',
    ],
    ['arms that open the same', '{% if a %}<td class="a">{% else %}<td>{% endif %}<b>x</b></td>'],
    ['cases', '{% case a %}{% when 1 %}<b>x</b>{% when 2 %}<i>x</i>{% else %}y{% endcase %}'],
    ['conditions at both ends', '{% if a %}<a href="https://a.example">{% endif %}x{% if a %}</a>{% endif %}'],
    ['arms that open others', '{{#if a}}<b>{{else}}<i>{{/if}}x{{#if a}}</b>{{else}}</i>{{/if}}'],
    ['programs', '<% if (a) { %><b><% } else { %><i><% } %>x'],
    ['names that are filled in', '<{{ tag }} class="a">x</{{ tag }}>'],
    ['tags in attributes', '<td{% if a %} class="a"{% endif %}>x</td>'],
  ])('does not mean %s', (_, body) => {
    expect(findInFile('TPL436', page(body))).toEqual([])
  })

  it('is found in the arm of a condition, and behind it', () => {
    expect(findInFile('TPL436', page('{% if a %}<b>x{% else %}<b>y</b>{% endif %}'))).toEqual([])
    expect(findInFile('TPL436', page('{% if a %}<b>x{% endif %}'))).toEqual(['2:11 <b> is not closed before </body>'])
    expect(findInFile('TPL436', page('{% if a %}x{% else %}y{% endif %}<i>z'))).toEqual([
      '2:34 <i> is not closed before </body>',
    ])
    expect(findInFile('TPL436', page('{% for a in b %}<i>z</b></i>{% endfor %}'))).toEqual(['2:21 </b> closes nothing'])
  })

  it('is found in what Outlook reads', () => {
    expect(findInFile('TPL436', page('<!--[if mso]><table><tr><td><![endif]-->a'))).toEqual([
      '2:14 <table> is not closed, as Outlook for Windows reads it',
    ])
  })

  it('is read as deep as browsers read it', () => {
    expect(findInFile('TPL436', page('<div>'.repeat(40_000)))).toEqual([
      '2:2491 <div> is nested deeper than 500 elements',
    ])
  })

  it('may be closed by another piece', () => {
    expect(findInFile('TPL436', '<html><body><table><tr><td>')).toEqual([])
    expect(findInFile('TPL436', '</td></tr></table></body></html>')).toEqual([])
    expect(findInFile('TPL436', '<div><b><i>a</b></div>')).toEqual(['1:9 <i> is not closed before </b>'])
  })

  it('is no matter of MJML, where compiling finds it', () => {
    expect(findInFile('TPL436', '<mjml><mj-body><mj-raw><div></mj-raw></mj-body></mjml>', 'mail.mjml')).toEqual([])
  })
})
