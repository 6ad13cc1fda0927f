import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'

import { fixLookAlikes } from '#dispatcher/lint/fix-look-alikes.js'
import { segmentsOf } from '#dispatcher/render/sms/segments.js'

import { definitionOf, findingsIn, mjml, sampleOf } from './lint-example.js'

afterAll(() => mjml.close())

type Options = Parameters<typeof definitionOf>[1]

/** Findings in a template of one SMS in English. The URL is used, so that no other rule misses it. */
const sms = (body: string, { sms: keys = '{}', ...options }: Options & { readonly sms?: string } = {}, data = {}) =>
  findingsIn({
    'template.yaml': definitionOf(`sms: ${keys}`, options),
    'email.mjml': '',
    'push.liquid': '',
    'sms.liquid': `{% comment %}{% if name == '' or url == '' %}{% endif %}{% endcomment %}${body}`,
    'samples/short.json': sampleOf(data),
  })
const filler = (length: number): string => 'Fresh soup '.repeat(Math.ceil(length / 11)).slice(0, length)
const both = (body: string): string => `{{ name }}${body}{{ url }}`

describe('TPL700, look-alikes', () => {
  it('names each character once, at its first place, with what to write', async () => {
    expect(await sms(both(' “it’s” '))).toEqual([
      'TPL700 sms.liquid:1:84 "“" (U+201C) is not in GSM-7, so the SMS goes as UCS-2',
      'TPL700 sms.liquid:1:87 "’" (U+2019) is not in GSM-7, so the SMS goes as UCS-2',
      'TPL700 sms.liquid:1:89 "”" (U+201D) is not in GSM-7, so the SMS goes as UCS-2',
    ])
  })

  it('names what cannot be seen by its code', async () => {
    expect(await sms(both('\u00a0and '))).toEqual([expect.stringContaining('U+00A0 is not in GSM-7')])
  })

  it.each([
    ['a tag', "{% if name == '’' %}x{% endif %}{{ name }} {{ url }}"],
    ['a comment', '{% comment %} it’s {% endcomment %}{{ name }} {{ url }}'],
    ['a language that needs UCS-2', both(' – «привет» ')],
    ['an accent that costs nothing', both(' ¿Cuándo? ')],
    ['an emoji that costs nothing', both(' 🚚 ')],
    ['letters that GSM-7 has', both(' Grüße, señor Ø: 5€ ')],
  ])('has nothing to say about %s', async (_, body) => {
    expect(await sms(body)).toEqual([])
  })

  it('reports a shared piece where a sample pays for it, and only where it is used', async () => {
    const template = (piece: string, body: string) =>
      findingsIn({
        'template.yaml': definitionOf('sms: {}'),
        'email.mjml': '',
        'push.liquid': '',
        'sms.liquid': body,
        '_partials/closing.liquid': piece,
        'samples/short.json': sampleOf({}),
      })
    const used = both(" {% render 'closing' %} ")
    expect(await template('It’s fresh.', used)).toEqual([])
    expect(await template(`It’s fresh. ${filler(60)}`, used)).toEqual([
      expect.stringMatching(/^TPL700 _partials\/closing\.liquid:1:3 "’".* 2 segments instead of 1/),
    ])
    expect(await template(`It’s fresh. ${filler(60)}`, both(' closing '))).toEqual([])
  })

  it('reports an accent and an emoji where a sample pays for them', async () => {
    expect(await sms(`${filler(60)}¿Cuándo? {{ name }} {{ url }}`)).toEqual([
      expect.stringMatching(/^TPL700 .*"á" \(U\+00E1\).*: 2 segments instead of 1 in sample "short"$/),
    ])
    expect(await sms(`${filler(60)}🚚 {{ name }} {{ url }}`)).toEqual([expect.stringMatching(/^TPL700 .*U\+1F69A/)])
  })
})

describe('TPL701, values', () => {
  it('reports a name that doubles the price', async () => {
    expect(await sms(`{{ url }} ${filler(70)}{{ name }}`, {}, { name: 'Łukasz' })).toEqual([
      expect.stringMatching(/^TPL701 sms\.liquid:1:1 .*"Ł" \(U\+0141\).* 2 segments instead of 1$/),
    ])
  })

  it.each([
    ['a name that fits all the same', both(' '), { name: 'Łukasz' }],
    ['a name that nothing can be done about', `{{ url }} ${filler(70)}{{ name }}`, { name: 'Дмитрий' }],
  ])('has nothing to say about %s', async (_, body, data) => {
    expect(await sms(body, {}, data)).toEqual([])
  })

  it('is content with a template that transliterates, which TPL702 then speaks of', async () => {
    const found = await sms(`{{ url }} ${filler(70)}{{ name }}`, { sms: '{ transliterate: true }' }, { name: 'Łukasz' })
    expect(found).toEqual(['TPL702 template.yaml:12:25 sample "short" (en) is sent with "Ł" (U+0141) as "L"'])
  })
})

it('TPL702 is silent about white space and what is invisible', async () => {
  expect(await sms(both('\u00a0a\u00adb '), { sms: '{ transliterate: true }' })).toEqual([])
})

describe('TPL703, length', () => {
  it('takes what the template allows', async () => {
    const body = `{{ url }}\n{{ name }} ${filler(500)}`
    expect(await sms(body)).toEqual([
      'TPL703 sms.liquid:1:1 sample "short" (en) takes 4 segments in GSM-7, and 3 are allowed',
    ])
    expect(await sms(body, { sms: '{ maxSegments: 4 }' })).toEqual([])
  })
})

describe('TPL704, links at a border', () => {
  it('names the link, the segments and the sample', async () => {
    expect(await sms(`{{ name }} ${filler(140)} {{ url }}`)).toEqual([
      'TPL704 sms.liquid:1:1 https://shop.example/t/1 lies across the border of segments 1 and 2 in sample "short" (en)',
    ])
  })

  it('knows that a longer value moves a link across, where the schema allows it', async () => {
    const body = `{{ name }} ${filler(80)} {{ url }}`
    expect(await sms(body, { name: 'maxLength: 60' })).toEqual([
      'TPL704 sms.liquid:1:1 with values as long as the schema allows a link (en) may lie across the border of two segments',
    ])
    expect(await sms(body, { name: 'maxLength: 12' })).toEqual([])
  })

  it('knows that a longer link reaches across', async () => {
    const body = `{{ name }} ${filler(80)} {{ url }}`
    expect(await sms(body, { name: 'maxLength: 12', url: 'maxLength: 120' })).toEqual([
      expect.stringMatching(/^TPL704 .* may lie across/),
    ])
  })

  it.each([
    ['a link that comes first', `{{ url }} {{ name }} ${filler(200)}`],
    ['a link behind the border', `{{ name | truncate: 20 }} ${filler(170)} {{ url }}`],
    ['a text that is one segment however long its values are', `{{ name }} ${filler(54)} {{ url }}`],
  ])('has nothing to say about %s', async (_, body) => {
    expect(await sms(body)).toEqual([])
  })
})

describe('TPL705 and TPL706, where links lead', () => {
  it.each([
    ['TPL705', both(' http://shop.example '), {}],
    ['TPL705', both(' www.shop.example '), {}],
    ['TPL705', both(' '), { url: 'http://shop.example/t/1' }],
    ['TPL706', both(' '), { url: 'https://bit.ly/3xyz' }],
    ['TPL706', both(' https://www.TinyURL.com/abc, '), {}],
    ['TPL706', both(' https://adf.ly/abc, '), {}],
  ])('%s: %s %o', async (rule, body, data) => {
    expect(await sms(body, {}, data)).toEqual([expect.stringMatching(new RegExp(`^${rule} `))])
  })

  it.each([
    both(' https://bit.ly.shop.example/ '),
    both(' https://shop.example/bit.ly '),
    both(' write to a@www.example '),
  ])('has nothing to say about %s', async (body) => {
    expect(await sms(body)).toEqual([])
  })

  it('points to the link where the author wrote it', async () => {
    expect(await sms(both(' http://shop.example '))).toEqual([expect.stringMatching(/^TPL705 sms\.liquid:1:84 /)])
  })
})

describe('TPL707, opt-out', () => {
  const offer = { category: 'offers', lane: 'bulk' }
  it.each([
    ['en', both(' Text STOP to end. ')],
    ['en', '{{ name }}: {{ unsubscribe_url }} {{ url }}'],
    ['de', both(' Abmelden: Antwort NEIN ')],
    ['fr', both(' Pour vous désabonner, écrivez-nous ')],
    ['ja', both(' ')],
  ])('is content in %s with %s', async (locale, body) => {
    expect(await sms(body, { ...offer, locales: `[${locale}]` })).toEqual([])
  })

  it('is asked for in marketing alone', async () => {
    expect(await sms(both(' '), offer)).toEqual([expect.stringMatching(/^TPL707 /)])
    expect(await sms(both(' '))).toEqual([])
  })
})

describe('TPL708, white space', () => {
  it.each([
    ['several spaces in a row', both('  ')],
    ['more than one empty line', both('\n\n\n')],
    ['white space at the end of a line', both(' \n')],
  ])('finds %s', async (what, body) => {
    expect(await sms(body)).toEqual([`TPL708 sms.liquid:1:1 sample "short" (en) has ${what}`])
  })

  it('has nothing to say about white space of a value', async () => {
    expect(await sms(both(' '), {}, { name: 'A  B' })).toEqual([])
  })

  it('lets an empty line stand', async () => {
    expect(await sms(`\n\n${both('\n\n')}\n\n`)).toEqual([])
  })
})

describe('TPL709, the line of a code', () => {
  const critical = { lane: 'critical' }
  it.each([
    ['a scheme', '{{ name }} {{ url }}\n\n@https://shop.example #{{ name }}'],
    ['two parts in one word', '{{ name }} {{ url }}\n\n@shop.example#{{ name }}'],
    ['words before it', '{{ name }} {{ url }}\n\nUse @shop.example #{{ name }}'],
    ['words below it', '@shop.example #{{ name }}\n{{ name }} {{ url }}'],
  ])('finds %s', async (_, body) => {
    expect(await sms(body, critical)).toEqual([expect.stringMatching(/^TPL709 /)])
  })

  it.each([
    ['the line as it should be', '{{ name }} {{ url }}\n\n@shop.example #{{ name }}'],
    ['the line of a frame in another site', '{{ name }} {{ url }}\n\n@shop.example #{{ name }} @bank.example'],
    ['no such line', both(' is your code ')],
    ['a mail address', both(' or write to help@shop.example. Order #7 ')],
  ])('is content with %s', async (_, body) => {
    expect(await sms(body, critical)).toEqual([])
  })
})

describe('TPL710, replies', () => {
  it.each([
    'Reply STOP to end.',
    'Please reply with "STOP" to end.',
    'Antworten Sie mit STOPP.',
    'Zum Abmelden antworte bitte STOP',
    'Répondez STOP pour ne plus en recevoir.',
    'Responde BAJA.',
    'Rispondi STOP.',
    'Antwoord met STOP.',
  ])('finds %s', async (call) => {
    expect(await sms(both(` ${call} `))).toEqual([
      expect.stringMatching(/^TPL710 .*nobody can reply (?:STOPP?|BAJA) to the sender "Shop" \(en\)$/),
    ])
  })

  it.each([
    'Text STOP to 12345.',
    'Reply STOP to 12345.',
    'Do not reply to this message.',
    'Please do not reply.',
    'Reply to us at shop.example',
    'Bitte nicht antworten. DHL bringt es.',
    'STOP au 36180.',
  ])('has nothing to say about %s', async (call) => {
    expect(await sms(both(` ${call} `))).toEqual([])
  })

  it('has nothing to say where the sender is a number', async () => {
    const example = {
      'template.yaml': definitionOf('sms: {}'),
      'email.mjml': '',
      'push.liquid': '',
      'sms.liquid': both(' Reply STOP to end. '),
      'samples/short.json': sampleOf({}),
    }
    expect(await findingsIn(example, '+4915112345678')).toEqual([])
    expect(await findingsIn(example, 'Shop')).toHaveLength(1)
  })
})

describe('fixing look-alikes', () => {
  it('replaces what stands in the text, and leaves outputs, tags and comments', () => {
    expect(
      fixLookAlikes('“{{ name | default: "–" }}” – {% if a == \'’\' %}it’s…{% endif %}{% comment %}’{% endcomment %}'),
    ).toBe('"{{ name | default: "–" }}" - {% if a == \'’\' %}it\'s...{% endif %}{% comment %}’{% endcomment %}')
  })

  it.each(['«Привет» – {{ name }}', 'It’s here 🚚', 'plain', '', '{{ open', '{% open'])(
    'leaves %s as it is',
    (text) => {
      expect(fixLookAlikes(text)).toBe(text)
    },
  )

  it('changes nothing the second time, and all that it changes is in GSM-7', () => {
    const piece = fc.constantFrom(
      '’',
      '“',
      '–',
      '…',
      '\u00a0',
      'a',
      ' ',
      'ü',
      '{{ x }}',
      '{% if a %}',
      '{% endif %}',
      'й',
      '{ ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('')
        const once = fixLookAlikes(text)
        expect(fixLookAlikes(once)).toBe(once)
        if (once !== text) expect(segmentsOf(once).encoding).toBe('GSM-7')
      }),
      { numRuns: 1000 },
    )
  })
})
