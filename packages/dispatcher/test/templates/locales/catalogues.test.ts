import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'

import { decodeArtefact, encodeArtefact } from '#dispatcher/render/index.js'
import { readTemplates } from '#dispatcher/templates/index.js'

import { artefactOf, everything, findingsOf, mail, mjml, renderPart, templateSource, yaml } from '../template-source.js'
import { localizedSource, smsFor } from './localized-source.js'

afterAll(() => mjml.close())

const errors = async (...source: Parameters<typeof localizedSource>): Promise<readonly string[]> =>
  (await findingsOf(localizedSource(...source))).filter((finding) => !/^TPL106/.test(finding))

const sent = { order: { id: 'A-1', url: 'https://a.example' }, items: [] }

const two = {
  'locales/en.yaml': 'greeting:\n  hello: Hello {name}\n  bye: Bye\n',
  'locales/de.yaml': 'greeting:\n  hello: Hallo {name}\n  bye: Tschüss\n',
}

describe('a text of a catalogue', () => {
  it('is sent in the language of the recipient, with its arguments', async () => {
    const artefact = await artefactOf(
      localizedSource("{{ 'greeting.hello' | t: name: name }}. {{ 'greeting.bye' | t }}", two),
    )
    expect(smsFor(artefact, 'en')).toBe('Hello Ann. Bye')
    expect(smsFor(artefact, 'de-AT')).toBe('Hallo Ann. Tschüss')
    expect(smsFor(artefact, 'fr')).toBe('Hello Ann. Bye')
  })

  it('is taken from the most special catalogue, and from the own one before the shared one', async () => {
    const artefact = await artefactOf(
      localizedSource(
        "{{ 'a' | t }}{{ 'b' | t }}{{ 'c' | t }}",
        {
          'locales/en.yaml': "a: 'own en '\nb: 'own en '\nc: 'own en '\n",
          'locales/de.yaml': "a: 'own de '\nb: 'own de '\n",
          'locales/de-AT.yaml': "a: 'own de-AT '\n",
          '_locales/de.yaml': "a: 'shared de '\nb: 'shared de '\nc: 'shared de '\n",
          '_locales/en.yaml': "a: 'shared en '\n",
        },
        ['en', 'de', 'de-AT'],
      ),
    )
    expect(smsFor(artefact, 'de-AT')).toBe('own de-AT own de shared de')
    expect(smsFor(artefact, 'de')).toBe('own de own de shared de')
    expect(smsFor(artefact, 'en')).toBe('own en own en own en')
  })

  it('is in the artefact itself: nothing is looked up when a message is rendered', async () => {
    const artefact = await artefactOf(
      localizedSource("{{ 'greeting.bye' | t }}{{ 'greeting.hello' | t: name: name }}", two),
    )
    const stored = new TextDecoder().decode(encodeArtefact(artefact))
    expect(stored).not.toContain('greeting.')
    expect(smsFor(decodeArtefact(encodeArtefact(artefact)), 'de')).toBe('TschüssHallo Ann')
  })

  it('is escaped like any other value, and so are its arguments', async () => {
    const source = templateSource({
      files: {
        'email.mjml': mail(
          `<mj-text>{{ 'offer' | t: what: order.id }}</mj-text><mj-text>{% for item in items %}{{ item.name }}{{ item.price }}{{ item.note | default: '-' }}{% endfor %}{{ order.url }}{{ order.note | default: '' }}</mj-text>`,
        ),
        'locales/en.yaml': "offer: 'Fish & chips <{what}>'\n",
        'locales/de.yaml': "offer: 'Fisch & Pommes <{what}>'\n",
      },
    })
    const artefact = await artefactOf(source)
    const data = { order: { id: '<b>"', url: 'https://a.example' }, items: [] }
    expect(renderPart(artefact, 'html', data)).toContain('Fish &amp; chips &lt;&lt;b&gt;&#34;&gt;')
    expect(renderPart(artefact, 'text', data)).toContain('Fish & chips <<b>">')
    expect(artefact.email?.de?.html.body.join('')).toContain('lang="de"')
  })

  it('may hold braces, and takes filters behind it', async () => {
    const artefact = await artefactOf(
      localizedSource("{{ 'a' | t: name: name | upcase | append: '!' }}", {
        'locales/en.yaml': 'a: "\\\\{x\\\\} {name}"\n',
        'locales/de.yaml': 'a: "{name} {name}"\n',
      }),
    )
    expect(smsFor(artefact, 'en')).toBe('{X} ANN!')
    expect(smsFor(artefact, 'de')).toBe('ANN ANN!')
  })

  it('is put in place wherever a value may stand: slots, attributes, pieces, partials and the text part', async () => {
    const artefact = await artefactOf(
      templateSource({
        yaml: yaml
          .replace(/subject: .*/, 'subject: "{{ \'subject\' | t: id: order.id }}"')
          .replace("'Soon & fast'", '"{{ \'soon\' | t }}"'),
        files: {
          'email.mjml': mail(
            `<mj-include path="picture.mjml" /><mj-text>{% render 'note', id: order.id %}</mj-text><mj-text>${everything}</mj-text>`,
          ),
          'picture.mjml': `<mj-image src="https://a.example/{{ 'file' | t }}" alt="{{ 'alt' | t }}" />`,
          'note.liquid': "{{ 'subject' | t: id: id }}",
          'locales/en.yaml': 'subject: Order {id} & more\nsoon: Soon > later\nfile: "a b.png"\nalt: A "box"\n',
          'locales/de.yaml': 'subject: Bestellung {id}\nsoon: Bald\nfile: b.png\nalt: Kiste\n',
        },
      }),
    )
    const html = renderPart(artefact, 'html', sent)
    expect(html).toContain('<title>Order A-1 &amp; more</title>')
    expect(html).toContain('Soon &gt; later')
    expect(html).toContain('src="https://a.example/a%20b.png"')
    expect(html).toContain('alt="A &#34;box&#34;"')
    expect(renderPart(artefact, 'subject', sent)).toBe('Order A-1 & more')
    expect(renderPart(artefact, 'text', sent)).toContain('Order A-1 & more')
    const { de } = artefact.email ?? {}
    expect(JSON.stringify(de?.html.body)).toContain('Kiste')
  })

  it('changes the hash of the template where it changes what is sent', async () => {
    const body = "{{ 'greeting.bye' | t }}{{ 'x' | t }}"
    const source = (shared: string) => localizedSource(body, { ...two, '_locales/en.yaml': shared })
    const [one, same, other] = await Promise.all(
      ['x: a\n', 'y: b\nx: a\n', 'x: b\n'].map(async (shared) => (await artefactOf(source(shared))).hash),
    )
    expect(same).toBe(one)
    expect(other).not.toBe(one)
  })
})

describe('a plural', () => {
  const forms = {
    'locales/en.yaml': "items:\n  one: '{count} item for {name}'\n  other: '{count} items for {name}'\n",
    'locales/pl.yaml':
      "items:\n  one: '{count} rzecz'\n  few: '{count} rzeczy'\n  many: '{count} rzeczy dla {name}'\n  other: '{count} rzeczy'\n",
    'locales/ar.yaml':
      'items:\n  zero: "لا شيء"\n  one: "شيء"\n  two: "شيئان"\n  few: "{count} أشياء"\n  many: "{count} شيئا"\n  other: "{count} شيء"\n',
  }

  it('of a catalogue has the form that its language needs for the number, which is written as numbers are there', async () => {
    const artefact = await artefactOf(
      localizedSource("{{ 'items' | t: count: count, name: name }}", forms, ['en', 'pl', 'ar']),
    )
    const read = (locale: string, count: number) => smsFor(artefact, locale, { count })
    expect([0, 1, 2, 1500].map((count) => read('en', count))).toEqual([
      '0 items for Ann',
      '1 item for Ann',
      '2 items for Ann',
      '1,500 items for Ann',
    ])
    expect([1, 2, 5, 22, 1.5].map((count) => read('pl', count))).toEqual([
      '1 rzecz',
      '2 rzeczy',
      '5 rzeczy dla Ann',
      '22 rzeczy',
      '1,5 rzeczy',
    ])
    expect([0, 1, 2].map((count) => read('ar', count))).toEqual(['لا شيء', 'شيء', 'شيئان'])
  })

  it('in a template goes by the language that the template is written in, whoever gets it', async () => {
    const artefact = await artefactOf(
      localizedSource("{{ count | plural: one: '# day', other: '# days' }}", {}, ['en', 'pl']),
    )
    expect([1, 2, 5, 0].map((count) => smsFor(artefact, 'pl', { count }))).toEqual([
      '1 day',
      '2 days',
      '5 days',
      '0 days',
    ])
  })

  it('takes values and filters before and behind it, and a # in a value is no number', async () => {
    const artefact = await artefactOf(
      localizedSource("{{ count | plus: 1 | plural: one: '# <day>', other: '# days' | upcase | append: name }}"),
    )
    expect(smsFor(artefact, 'en', { count: 0, name: '#' })).toBe('1 <DAY>#')
    expect(smsFor(artefact, 'en', { count: 2, name: '' })).toBe('3 DAYS')
  })

  it.each([
    ["{{ count | plural: one: '#' }}", /^TPL103 cart\/sms.liquid:1:12 `plural` needs the form `other`/],
    ["{{ count | plural: on: '#', other: '#' }}", /^TPL103 .*:1:12 `plural` has no form `on`; did you mean `one`\?/],
    ["{{ count | plural: other: '#' }}", /^TPL125 .*:1:12 the plural has no form `one`, which en needs/],
    ['{{ count | plural: one: name, other: name }}', /^TPL103 .*the form `one` is a text in quotes/],
    ["{{ count | plural: 'a', 'b' }}", /^TPL103 .*`plural` takes its forms by name/],
    ["{{ 'a' | split: '' | plural: one: '#', other: '#' }}", /^TPL108 .*a plural goes by a number, not by a list/],
    ["{{ note | plural: one: '#', other: '#' }}", /^TPL105 .*`note` may be missing/],
  ])('%s is a finding', async (body, expected) => {
    expect(await errors(body)).toContainEqual(expect.stringMatching(expected))
  })

  it('with an object in it fails and names the place, where the schema let it through', async () => {
    const source = localizedSource("{{ 'a' | t: count: count, what: any | upcase }}", {
      'locales/en.yaml': "a: { one: '{count} {what}', other: '{count} {what}' }\n",
      'locales/de.yaml': "a: { one: '{count} {what}', other: '{count} {what}' }\n",
    })
    const artefact = await artefactOf({
      ...source,
      yaml: source.yaml
        .replace('[count, name, at]', '[count, name, at, any]')
        .replace('properties: {', 'properties: { any: {},'),
    })
    expect(smsFor(artefact, 'en', { any: 'x' })).toBe('1 X')
    expect(() => smsFor(artefact, 'en', { any: { b: 1 } })).toThrow(
      /cart sms \(en\) cart\/sms.liquid:1:10: an object cannot be printed/,
    )
  })

  it('that goes by a text which is no number fails and names the place', async () => {
    const artefact = await artefactOf(localizedSource("{{ name | plural: one: '#', other: '#' }}"))
    expect(() => smsFor(artefact, 'en')).toThrow(/cart sms \(en\) cart\/sms.liquid:1:11: "Ann" is no number/)
  })
})

describe('what is wrong with a catalogue is a finding', () => {
  const t = "{{ 'a' | t }}"
  it.each([
    ['a list', t, { 'locales/en.yaml': 'a: [b]\n' }, 'TPL120 cart/locales/en.yaml:1:1 `a` is a list'],
    ['a number', t, { 'locales/en.yaml': 'x: y\na: 5\n' }, 'TPL120 cart/locales/en.yaml:2:1 `a` is no text'],
    ['nothing behind a key', t, { 'locales/en.yaml': 'a:\n' }, 'TPL120 cart/locales/en.yaml:1:1 `a` is empty'],
    ['a list of texts', t, { 'locales/en.yaml': '- a\n' }, /^TPL120 cart\/locales\/en.yaml:1:1 .* is a list/],
    [
      'Liquid',
      t,
      { 'locales/en.yaml': 'a: "hi {{ name }}"\n' },
      'TPL120 cart/locales/en.yaml:1:8 a text of a catalogue has no Liquid in it',
    ],
    [
      'half an argument',
      t,
      { 'locales/en.yaml': 'a: hi {name\n' },
      'TPL120 cart/locales/en.yaml:1:7 `{` without its other half',
    ],
    [
      'an argument with a space',
      t,
      { 'locales/en.yaml': "a: 'x {a b}'\n" },
      'TPL120 cart/locales/en.yaml:1:7 `{a b}` is no argument',
    ],
    ['a key with a dot', t, { 'locales/en.yaml': 'a: b\nc.d: e\n' }, 'TPL120 cart/locales/en.yaml:2:1 "c.d" is no key'],
    [
      'a category that is none',
      t,
      { 'locales/en.yaml': 'a:\n  one: b\n  others: c\n' },
      /^TPL120 cart\/locales\/en.yaml:3:3 `others` is no plural category; did you mean `other`\?/,
    ],
    [
      'a category without text',
      t,
      { 'locales/en.yaml': 'a:\n  one: b\n  other: [c]\n' },
      'TPL120 cart/locales/en.yaml:3:3 the form `other` is no text',
    ],
    [
      'a category that is missing',
      "{{ 'a' | t: count: count }}",
      { 'locales/en.yaml': 'a: { one: b, other: c }\n', 'locales/de.yaml': 'a:\n  other: "{count} c"\n' },
      'TPL125 cart/locales/de.yaml:1:1 `a` has no form `one`, which de needs',
    ],
    ['no YAML', t, { 'locales/en.yaml': 'a: "b\n' }, /^TPL002 cart\/locales\/en.yaml:\d+:\d+ not valid YAML/],
    ['a key twice', t, { 'locales/en.yaml': 'a: b\na: c\n' }, /^TPL002 cart\/locales\/en.yaml:2:1 not valid YAML/],
    [
      'an anchor bomb',
      t,
      {
        'locales/en.yaml': `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d]\n`,
      },
      /^TPL002 cart\/locales\/en.yaml:2:8 aliases \(\*name\) repeat/,
    ],
    [
      'a name that is no locale',
      t,
      { 'locales/en.yaml': 'a: b\n', 'locales/de_AT.yaml': 'a: b\n' },
      'TPL127 cart/locales/de_AT.yaml:1:1 "de_AT" is no locale',
    ],
    [
      'a locale that nobody gets',
      t,
      { 'locales/en.yaml': 'a: b\n', 'locales/fr.yaml': 'a: b\n' },
      /^TPL127 cart\/locales\/fr.yaml:1:1 the template has no locale fr/,
    ],
    [
      'a key that no catalogue has',
      "{{ 'b.greetng' | t }}",
      { 'locales/en.yaml': 'b: { greeting: c }\n' },
      'TPL121 cart/sms.liquid:1:18 no catalogue has the text `b.greetng`; did you mean `b.greeting`?',
    ],
    ['no catalogue at all', t, {}, 'TPL121 cart/sms.liquid:1:10 no catalogue has the text `a`'],
    [
      'a key that is only in the default',
      t,
      { 'locales/en.yaml': 'x: y\na: b\n', 'locales/de.yaml': 'x: y\n' },
      'TPL122 cart/locales/en.yaml:2:1 `a` has no text in de: customers get the one in en',
    ],
    [
      'an argument that is not given',
      t,
      { 'locales/en.yaml': 'a: "{name}"\n', 'locales/de.yaml': 'a: b\n' },
      'TPL123 cart/sms.liquid:1:10 the text `a` in en needs the argument `name`',
    ],
    [
      'a plural without its number',
      t,
      { 'locales/en.yaml': 'a: { one: b, other: c }\n' },
      'TPL123 cart/sms.liquid:1:10 the text `a` in en needs the argument `count`',
    ],
    [
      'an argument that the text does not use',
      "{{ 'a' | t: nme: name }}",
      { 'locales/en.yaml': 'a: "{name}"\n' },
      /^TPL124 cart\/sms.liquid:1:10 the text `a` in en has no argument `nme`; did you mean `name`\?/,
    ],
    [
      'an argument that only one language uses',
      "{{ 'a' | t: name: name }}",
      { 'locales/en.yaml': 'a: "{name}"\n', 'locales/de.yaml': 'a: b\n' },
      'TPL124 cart/sms.liquid:1:10 the text `a` in de has no argument `name`',
    ],
    [
      'an argument that is a list',
      "{% assign x = 'a' | split: '' %}{{ 'a' | t: name: x }}",
      { 'locales/en.yaml': 'a: "{name}"\n' },
      /^TPL108 cart\/sms.liquid:1:51 a list cannot be printed/,
    ],
    [
      'an argument that may be missing',
      "{{ 'a' | t: name: note }}",
      { 'locales/en.yaml': 'a: "{name}"\n' },
      'TPL105 cart/sms.liquid:1:19 `note` may be missing',
    ],
    [
      'an argument without a name',
      "{{ 'a' | t: name }}",
      { 'locales/en.yaml': 'a: b\n' },
      'TPL103 cart/sms.liquid:1:10 `t` takes its arguments by name',
    ],
    [
      'a key that is a value',
      '{{ name | t }}',
      { 'locales/en.yaml': 'a: b\n' },
      'TPL103 cart/sms.liquid:1:11 `t` takes the key of a text in quotes',
    ],
    [
      'a text that nothing uses',
      t,
      { 'locales/en.yaml': 'a: b\nc:\n  d: e\n', 'locales/de.yaml': 'a: b\n' },
      'TPL126 cart/locales/en.yaml:3:3 nothing uses the text `c.d`',
    ],
  ])('%s', async (_what, body, catalogues, expected) => {
    const found = await errors(body, catalogues as Readonly<Record<string, string>>)
    expect(found).toContainEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected))
  })

  it('but an unused text of a shared catalogue is none, and neither is one that only millions or fractions need', async () => {
    const found = await errors(
      "{{ 'a' | t: count: count }}",
      {
        '_locales/en.yaml': 'unused: x\na: { one: b, other: "{count} c" }\n',
        '_locales/fr.yaml': 'a: { one: b, other: "{count} c" }\n',
        '_locales/cs.yaml': 'a: { one: b, few: d, other: "{count} c" }\n',
      },
      ['en', 'fr', 'cs'],
    )
    expect(found.filter((finding) => !finding.startsWith('TPL124'))).toEqual([])
  })
})

it('a catalogue with another ending is told, and not passed over', async () => {
  const found = await errors("{{ 'greeting.bye' | t }}{{ 'greeting.hello' | t: name: name }}", {
    ...two,
    'locales/de-AT.yml': 'a: b\n',
    '_locales/de.json': '{}',
  })
  expect(found).toEqual([
    'TPL127 _locales/de.json:1:1 a catalogue ends in .yaml, and this one in .json',
    'TPL127 cart/locales/de-AT.yml:1:1 a catalogue ends in .yaml, and this one in .yml',
  ])
})

it('a locale without any catalogue is one finding, and not one for each text', async () => {
  const found = await errors("{{ 'greeting.bye' | t }}{{ 'greeting.hello' | t: name: name }}", two, ['en', 'de', 'fr'])
  expect(found).toEqual(['TPL122 cart/template.yaml:4:19 there is no catalogue for fr: customers get texts in en'])
})

it('no catalogue makes compiling fail but by findings, however it was damaged', async () => {
  const sound = "greeting:\n  hello: 'Hello {name}'\nitems: { one: '{count} item', other: \"{count} items\" }\n"
  const body = "{{ 'greeting.hello' | t: name: name }}{{ 'items' | t: count: count }}"
  const pieces = [
    '',
    '{',
    '}',
    '\\',
    "'",
    '"',
    ':',
    '\n',
    '  ',
    '&a ',
    '*a',
    '- ',
    '{{',
    '__proto__: x\n',
    'constructor: "{toString}"\n',
    '?',
    '\u0000',
    '[',
  ]
  const damage = fc.record({ at: fc.nat(sound.length), gone: fc.nat(6), piece: fc.constantFrom(...pieces) })
  await fc.assert(
    fc.asyncProperty(damage, async ({ at, gone, piece }) => {
      const damaged = sound.slice(0, at) + piece + sound.slice(at + gone)
      const found = await findingsOf(localizedSource(body, { 'locales/en.yaml': damaged, 'locales/de.yaml': sound }))
      for (const finding of found) expect(finding).toMatch(/^TPL\d{3} \S+:\d+:\d+ /)
    }),
    { numRuns: 100, seed: 20261124 },
  )
})

it.each(['__proto__', 'constructor', 'toString'])('an argument or a key called %s is like any other', async (name) => {
  const source = localizedSource(`{{ '${name}' | t: ${name}: name }}`, {
    'locales/en.yaml': `${name}: 'a {${name}}'\n`,
    'locales/de.yaml': `${name}: 'b {${name}}'\n`,
  })
  expect(smsFor(await artefactOf(source), 'de')).toBe('b Ann')
  const missing = localizedSource(`{{ 'a' | t }}`, { 'locales/en.yaml': `a: '{${name}}'\n` })
  expect(await findingsOf(missing)).toContainEqual(expect.stringMatching(/^TPL123 /))
})

it('a catalogue of 20,000 texts is read without looking each of them up', async () => {
  const many = Array.from({ length: 20_000 }, (_, index) => `text${index}: 'x ${index}'\n`).join('')
  const source = localizedSource("{{ 'text19999' | t }}", { '_locales/en.yaml': many, '_locales/de.yaml': many })
  expect(smsFor(await artefactOf(source), 'en')).toBe('x 19999')
  const own = localizedSource("{{ 'text19999' | t }}", { 'locales/en.yaml': many, '_locales/de.yaml': many })
  expect(await findingsOf(own)).toContainEqual(
    expect.stringMatching(/^TPL126 cart\/locales\/en.yaml:1:1 nothing uses 19999 texts: `text0`, /),
  )
})

it('catalogues are read from disk, beside template.yaml and in _locales, as all files are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tidings-locales-'))
  try {
    const files: Readonly<Record<string, string>> = {
      'cart/template.yaml': localizedSource('').yaml,
      'cart/sms.liquid': "{{ 'a' | t }}{{ 'b' | t }}",
      'cart/locales/en.yaml': '\uFEFFa: own\r\n',
      '_locales/en.yaml': 'b: shared\n',
      '_locales/de.yaml': `# ${'x'.repeat(600 * 1024)}\nb: b\n`,
    }
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true })
      await writeFile(join(folder, file), text)
    }
    const [read] = await readTemplates(folder)
    expect(read?.findings).toMatchObject([{ rule: 'TPL008', file: '_locales/de.yaml' }])
    expect(read?.source?.files['locales/en.yaml']).toBe('a: own\n')
    expect(read?.source?.partials['_locales/en.yaml']).toBe('b: shared\n')
    const source = read?.source
    if (source === undefined) throw new Error('The template was not read.')
    expect(smsFor(await artefactOf(source), 'en')).toBe('ownshared')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
