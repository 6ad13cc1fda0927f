import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { mailWith, yamlWith } from '#dispatcher/lint/example-mail.js'
import { createMjmlCompiler, type MjmlCompiler } from '#dispatcher/templates/mjml/compiler.js'

import { findInTemplate } from './find-in.js'

let mjml: MjmlCompiler
beforeAll(() => {
  mjml = createMjmlCompiler()
})
afterAll(() => mjml.close())

const sample = (data: object, to: object = { email: 'ann@example.com' }) =>
  JSON.stringify({ to, data: { name: 'Ann', url: 'https://shop.example/1', ...data } })
const items = {
  ...yamlWith({
    required: 'items',
    property:
      'items: { type: array, maxItems: 9, items: { type: object, properties: { note: { type: string, maxLength: 9 } } } }',
  }),
  ...mailWith(
    '<mj-text>{% for item in items %}{% if item.note %}{{ item.note }}{% endif %}{% else %}None{% endfor %}</mj-text>',
  ),
}

describe('TPL404 and TPL405, optional values', () => {
  it('count in each entry of a list, and are found at their name in the schema', async () => {
    const none = { ...items, 'samples/short.json': sample({ items: [{}, {}] }) }
    expect(await findInTemplate('TPL404', none, mjml)).toEqual([
      'template.yaml 13:77 no sample has the optional `items[].note`',
    ])
    expect(await findInTemplate('TPL405', none, mjml)).toEqual([])
    const all = { ...items, 'samples/short.json': sample({ items: [{ note: 'a' }, { note: 'b' }] }) }
    expect(await findInTemplate('TPL404', all, mjml)).toEqual([])
    expect(await findInTemplate('TPL405', all, mjml)).toEqual([
      'template.yaml 13:77 every sample has the optional `items[].note`',
    ])
    const both = { ...items, 'samples/short.json': sample({ items: [{ note: 'a' }, {}] }) }
    expect([...(await findInTemplate('TPL404', both, mjml)), ...(await findInTemplate('TPL405', both, mjml))]).toEqual(
      [],
    )
  })

  it('say nothing where no sample comes to them', async () => {
    const empty = { ...items, 'samples/short.json': sample({ items: [] }) }
    expect([
      ...(await findInTemplate('TPL404', empty, mjml)),
      ...(await findInTemplate('TPL405', empty, mjml)),
    ]).toEqual([])
  })
})

describe('TPL406, choices', () => {
  const kinds = (mail: string) => ({
    ...yamlWith({ required: 'kind', property: 'kind: { enum: [box, letter, bag] }' }),
    ...mailWith(`<mj-text>${mail}</mj-text>`),
    'samples/short.json': sample({ kind: 'box' }),
  })

  it('are those that the template asks for by name', async () => {
    const asked = "{% case kind %}{% when 'box' %}A box{% when 'letter', \"bag\" %}Paper{% endcase %}"
    expect(await findInTemplate('TPL406', kinds(asked), mjml)).toEqual([
      'template.yaml 13:5 no sample has `letter`, `bag` as `kind`',
    ])
    expect(await findInTemplate('TPL406', kinds('A {{ kind }}, no letter, no bag'), mjml)).toEqual([])
  })
})

describe('TPL407 and TPL408, lists', () => {
  const list = (limits: string, loop: string) => ({
    ...yamlWith({
      required: 'items',
      property: `items: { type: array, ${limits}items: { type: string, maxLength: 9 } }`,
    }),
    ...mailWith(`<mj-text>{% for item in items ${loop}%}{{ item }}{% else %}None{% endfor %}</mj-text>`),
    'samples/short.json': sample({ items: ['a'] }),
  })

  it('show two entries, unless there is never more than one', async () => {
    expect(await findInTemplate('TPL407', list('maxItems: 9, ', ''), mjml)).toEqual([
      'template.yaml 13:5 no sample has two entries in `items`',
    ])
    expect(await findInTemplate('TPL407', list('maxItems: 1, ', ''), mjml)).toEqual([])
  })

  it('end in the schema or in the loop', async () => {
    expect(await findInTemplate('TPL408', list('', ''), mjml)).toEqual([
      'template.yaml 13:5 `items` may have any number of entries',
    ])
    expect(await findInTemplate('TPL408', list('', 'limit: 3 '), mjml)).toEqual([])
    expect(await findInTemplate('TPL408', list('maxItems: 9, ', ''), mjml)).toEqual([])
  })
})

describe('TPL409, addresses of samples', () => {
  it('are found where they stand in the JSON', async () => {
    const real = {
      'samples/short.json':
        '{\n  "to": { "email": "ann@gmail.com" },\n  "data": { "name": "Ann", "url": "https://shop.example/1" }\n}',
    }
    expect(await findInTemplate('TPL409', real, mjml)).toEqual([
      "samples/short.json 2:21 ann@gmail.com may be somebody's address",
    ])
  })

  it.each(['ann@example.com', 'ann@mail.example.org', 'ann@shop.example', 'ann@shop.test'])(
    '%s is nobody',
    async (email) => {
      expect(await findInTemplate('TPL409', { 'samples/short.json': sample({}, { email }) }, mjml)).toEqual([])
    },
  )

  it('may be those of the brand itself', async () => {
    const brand = { name: 'main', sender: { email: 'hello@shop.com', name: 'Shop' }, variables: {} }
    const example = { 'samples/short.json': sample({}, { email: 'tests@shop.com' }) }
    expect(await findInTemplate('TPL409', example, mjml, { brand })).toEqual([])
  })
})

it('TPL404 leaves a field that nothing uses to compiling', async () => {
  const unused = { ...yamlWith({ property: 'note: { type: string, maxLength: 9 }' }), ...mailWith('') }
  expect(await findInTemplate('TPL404', unused, mjml)).toEqual([expect.stringMatching(/^TPL106 /)])
})
