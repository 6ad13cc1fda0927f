import { afterAll, expect, test } from 'vitest'

import { artefactFormat } from '#dispatcher/render/artefact.js'
import { type BundledTemplate, decodeBundle, encodeBundle } from '#dispatcher/templates/bundle/index.js'
import { compileTemplate, createMjmlCompiler, type TemplateSource } from '#dispatcher/templates/index.js'

const mjml = createMjmlCompiler()
afterAll(() => mjml.close())

const sourceOf = (name: string, files: Readonly<Record<string, string>>): TemplateSource => ({
  name,
  yaml: `title: ${name}
category: news
lane: bulk
locales: [en, de]
data: { type: object, required: [name], properties: { name: { type: string } } }
channels: { sms: {} }
`,
  files,
  partials: {},
  samples: { short: '{ "to": { "phone": "+4915112345678" }, "data": { "name": "Ann" } }' },
})

async function bundled(name: string, text: string = 'Hello {{ name }}'): Promise<BundledTemplate> {
  const source = sourceOf(name, { 'sms.liquid': text })
  const { artefact, findings } = await compileTemplate(source, { mjml })
  if (artefact === undefined) throw new Error(JSON.stringify(findings))
  return { artefact, source }
}

const read = (text: string) => decodeBundle(new TextEncoder().encode(text), 'it.json')
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test('the same templates give the same bytes, in whatever order they and their files come', async () => {
  const source = sourceOf('two', { 'sms.liquid': 'Hi {{ name }}', 'sms.de.liquid': 'Hallo {{ name }}' })
  const turned = { ...source, files: Object.fromEntries(Object.entries(source.files).reverse()) }
  const one = await bundled('one')
  const { artefact } = await compileTemplate(source, { mjml })
  const again = await compileTemplate(turned, { mjml })
  if (artefact === undefined || again.artefact === undefined) throw new Error('they compile')
  const there = encodeBundle([one, { artefact, source }])
  expect(textOf(encodeBundle([{ artefact: again.artefact, source: turned }, one]))).toBe(textOf(there))
})

test('what was written is read back, also from a copy that was formatted anew', async () => {
  const templates = [await bundled('one'), await bundled('two')]
  const text = textOf(encodeBundle(templates))
  expect(read(text).templates).toEqual(templates)
  expect(read(JSON.stringify(JSON.parse(text), null, 2))).toEqual(read(text))
})

test('a bundle that is not what it says is refused with the reason', async () => {
  const text = textOf(encodeBundle([await bundled('one', 'Hello {{ name }}'), await bundled('two')]))
  /** The same with another content whose hash was made to fit. */
  const forged = (
    change: (template: { artefact: Record<string, unknown>; source: Record<string, unknown> }) => void,
  ) => {
    const { templates } = JSON.parse(text) as { templates: Parameters<typeof change>[0][] }
    for (const template of templates) change(template)
    return textOf(encodeBundle(templates as unknown as BundledTemplate[]))
  }
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['no JSON', '{', /^it\.json is no bundle: it is not JSON/],
    ['another file', '{"kind":"package"}', /^it\.json is no bundle$/],
    [
      'another format',
      text.replace('"format":1', '"format":2'),
      /has the format 2, and this version of Tidings reads format 1/,
    ],
    [
      'cut content',
      text.replace(/,\n\{.*\n/, '\n'),
      /was changed or cut off: its content has the hash [0-9a-f]{8}, and it says [0-9a-f]{8}/,
    ],
    ['changed text', text.replace('Hello', 'Hullo'), /was changed or cut off/],
    ['no list', '{"kind":"tidings-bundle","format":1,"templates":{}}', /has no list of templates/],
    [
      'a changed artefact',
      forged(({ artefact }) => (artefact.title = 'Other')),
      /template 1 of 2 that does not have the hash that it says \(one\)/,
    ],
    [
      'a changed schema',
      forged(({ artefact }) => (artefact.schema = { type: 'object' })),
      /does not have the contract that it says \(one\)/,
    ],
    [
      'a changed source',
      forged(({ source }) => (source.files = { 'sms.liquid': 'Bye' })),
      /does not have the hash that it says \(one\)/,
    ],
    [
      'a name twice',
      forged(({ artefact, source }) => (artefact.name = source.name = 'one')),
      /does not have the hash|has the name one of another one/,
    ],
    [
      'a name that is a path',
      forged(({ artefact, source }) => (artefact.name = source.name = '../one')),
      /has no name/,
    ],
    [
      'another artefact',
      forged(({ artefact }) => (artefact.format = artefactFormat + 1)),
      /is one; it has the format 3 of compiler .*, and this version of Tidings reads formats up to 2/,
    ],
    ['samples that are no texts', forged(({ source }) => (source.samples = { a: 1 })), /has no samples in its source/],
    ['a template that is none', forged(({ artefact }) => delete artefact.name), /has no name/],
  ]
  for (const [what, bad, reason] of cases) expect(() => read(bad), what).toThrow(reason)
  expect(() => decodeBundle(new Uint8Array([0x7b, 0xff]), 'it.json')).toThrow('not JSON in UTF-8')
})
