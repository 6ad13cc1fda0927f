import { describe, expect, test, vi } from 'vitest'
import type { Artefact } from '#dispatcher/render/artefact.js'
import {
  type Brand,
  decodeArtefact,
  encodeArtefact,
  htmlOf,
  loadTemplate,
  type RenderRequest,
} from '#dispatcher/render/index.js'
import { spellAssets } from '#dispatcher/templates/assets/spell-assets.js'
import type { TemplateSource } from '#dispatcher/templates/index.js'
import { createFindings } from '#dispatcher/templates/source/findings.js'
import { fileText } from '#dispatcher/templates/source/mapped-text.js'

import { artefactOf, findingsOf, mail, mjml } from '../template-source.js'

const yaml = (more = ''): string => `title: Menu
category: offers
lane: bulk
locales: [en]
${more}data:
  type: object
  required: [dish]
  properties:
    dish: { type: string }
channels:
  email: { subject: 'Menu' }
  push: { title: 'Menu', image: _assets/mark.png }
`

function source(
  change: Partial<TemplateSource> & { readonly column?: string; readonly head?: string } = {},
): TemplateSource {
  const { column = '<mj-include path="logo.mjml" />', head = '', ...own } = change
  return {
    name: 'menu',
    yaml: yaml(),
    samples: {},
    partials: {
      '_partials/logo.mjml': '<mj-image src="_assets/mark.png" alt="Fennel" />',
      '_partials/foot.mjml': '<mj-text>{{ dish }}</mj-text>',
    },
    assets: { 'mark.png': 'aaaaaaaa11', 'dishes/soup.png': 'bbbbbbbb22', 'my logo.svg': 'cccccccc33' },
    ...own,
    files: {
      'email.mjml': mail(`${column}<mj-text>{{ dish }}</mj-text>`, head),
      'push.liquid': '{{ dish }}',
      ...own.files,
    },
  }
}

const brands = { main: { variables: {} }, berry: { variables: {} } }

const brandOf = (key: string): Brand => ({
  key,
  name: key,
  sender: { email: `${key}@example.com`, name: key },
  variables: {},
  assetBase: `https://${key}.example/mail`,
})

function htmlFor(artefact: Artefact, brand: Brand, data: unknown = { dish: 'soup' }): string {
  const request: RenderRequest = {
    channel: 'email',
    address: 'ann@example.com',
    recipient: {},
    data,
    brand,
    admittedAt: new Date(0),
    messageId: '00000000-0000-7000-8000-000000000000.1',
  }
  const rendered = loadTemplate(decodeArtefact(encodeArtefact(artefact))).render(request)
  if (rendered.channel !== 'email') throw new Error('no mail')
  return htmlOf(rendered.raw) ?? ''
}

test('a picture becomes an address below the assetBase of the brand, with the hash of its content', async () => {
  const artefact = await artefactOf(source(), { brands })
  expect(htmlFor(artefact, brandOf('main'))).toContain('src="https://main.example/mail/mark.aaaaaaaa.png"')
  expect(htmlFor(artefact, brandOf('berry'))).toContain('src="https://berry.example/mail/mark.aaaaaaaa.png"')
  expect(artefact.variants).toBeUndefined()
  expect(artefact.assets).toEqual({ 'mark.png': 'mark.aaaaaaaa.png' })
})

test('a brand with a file of its own at the same path shows that one, and nothing is compiled again', async () => {
  const compile = vi.spyOn(mjml, 'compile')
  const own = { berry: { partials: {}, assets: { 'mark.png': 'dddddddd44' } } }
  const artefact = await artefactOf(source({ brands: own }), { brands })
  expect(compile).toHaveBeenCalledTimes(1)
  compile.mockRestore()
  expect(artefact.variants).toBeUndefined()
  expect(artefact.brandAssets).toEqual({ berry: { 'mark.png': 'mark.dddddddd.png' } })
  expect(htmlFor(artefact, brandOf('main'))).toContain('"https://main.example/mail/mark.aaaaaaaa.png"')
  expect(htmlFor(artefact, brandOf('berry'))).toContain('"https://berry.example/mail/mark.dddddddd.png"')
})

describe('a variant is compiled', () => {
  const berry = (partials: Readonly<Record<string, string>>) => ({ berry: { partials, assets: {} } })
  const cases: readonly (readonly [string, Partial<TemplateSource>, number, readonly (readonly string[])[]])[] = [
    ['never where no brand has a folder', {}, 1, []],
    [
      'never where the brand overrides what the template does not use',
      { brands: berry({ '_partials/foot.mjml': '<mj-text>x</mj-text>' }) },
      1,
      [],
    ],
    [
      'never where the override says the same',
      { brands: berry({ '_partials/logo.mjml': '<mj-image src="_assets/mark.png" alt="Fennel" />' }) },
      1,
      [],
    ],
    [
      'once where the brand overrides a piece of it',
      { brands: berry({ '_partials/logo.mjml': '<mj-text>Berry</mj-text>' }) },
      2,
      [['berry']],
    ],
    [
      'never where the template does not allow the brand',
      { yaml: yaml('brands: [main]\n'), brands: berry({ '_partials/logo.mjml': '<mj-text>Berry</mj-text>' }) },
      1,
      [],
    ],
    [
      'instead of the usual one where no other brand is allowed',
      { yaml: yaml('brands: [berry]\n'), brands: berry({ '_partials/logo.mjml': '<mj-text>Berry</mj-text>' }) },
      1,
      [],
    ],
  ]
  test.each(cases)('%s', async (_name, change, compiled, variants) => {
    const compile = vi.spyOn(mjml, 'compile')
    const artefact = await artefactOf(source(change), { brands })
    expect(compile).toHaveBeenCalledTimes(compiled)
    compile.mockRestore()
    expect((artefact.variants ?? []).map((variant) => variant.brands)).toEqual(variants)
  })

  test('once for brands with the same pieces', async () => {
    const own = { partials: { '_partials/logo.mjml': '<mj-text>Fruit</mj-text>' }, assets: {} }
    const three = { ...brands, cherry: { variables: {} } }
    const { variants } = await artefactOf(source({ brands: { berry: own, cherry: own } }), { brands: three })
    expect(variants?.map((variant) => variant.brands)).toEqual([['berry', 'cherry']])
  })
})

test('a variant holds only what differs, and the message gets the one of its brand', async () => {
  const own = { berry: { partials: { '_partials/logo.mjml': '<mj-text>Berry {{ dish }}</mj-text>' }, assets: {} } }
  const artefact = await artefactOf(source({ brands: own }), { brands })
  expect(artefact.variants?.map((variant) => Object.keys(variant))).toEqual([['brands', 'email']])
  expect(htmlFor(artefact, brandOf('berry'))).toContain('Berry soup')
  expect(htmlFor(artefact, brandOf('main'))).not.toContain('Berry')
  expect(htmlFor(artefact, { ...brandOf('main'), key: 'cherry' })).not.toContain('Berry')
})

test('what is wrong in a piece of a brand is found in its file', async () => {
  const own = { berry: { partials: { '_partials/logo.mjml': '<mj-text>{{ dishes }}</mj-text>' }, assets: {} } }
  expect(await findingsOf(source({ brands: own }), { brands })).toEqual([
    'TPL104 _brands/berry/_partials/logo.mjml:1:13 unknown value `dishes`, known here: dish',
  ])
})

test('a field that only the piece of one brand uses is used', async () => {
  const own = { berry: { partials: { '_partials/logo.mjml': '<mj-text>{{ dish }}</mj-text>' }, assets: {} } }
  const change = { files: { 'email.mjml': mail('<mj-include path="logo.mjml" />'), 'push.liquid': 'Menu' } }
  expect(await findingsOf(source({ ...change, brands: own }), { brands })).toEqual([])
  expect(await findingsOf(source(change), { brands })).toEqual([expect.stringContaining('TPL106')])
})

describe('an address is found in', () => {
  const shown = async (column: string, head = ''): Promise<string> =>
    htmlFor(await artefactOf(source({ column, head }), { brands }), brandOf('main'))
  const base = 'https://main.example/mail'

  test.each([
    ['mj-image', '<mj-image src="_assets/mark.png" alt="" />', `src="${base}/mark.aaaaaaaa.png"`],
    [
      'an attribute with the other quotes',
      `<mj-text><img src='_assets/mark.png' alt=""></mj-text>`,
      `src='${base}/mark.aaaaaaaa.png'`,
    ],
    ['a link', '<mj-text><a href="_assets/mark.png">logo</a></mj-text>', `href="${base}/mark.aaaaaaaa.png"`],
    ['a path with a space', '<mj-image src="_assets/my logo.svg" alt="" />', `${base}/my%20logo.cccccccc.svg`],
    [
      'a style attribute',
      `<mj-text><b style="background:url('_assets/mark.png')">x</b></mj-text>`,
      `url('${base}/mark.aaaaaaaa.png')`,
    ],
    [
      'a path with a value in it',
      '<mj-image src="_assets/dishes/{{ dish }}.png" alt="" />',
      `src="${base}/dishes/soup.bbbbbbbb.png"`,
    ],
    [
      'a value that is the whole path',
      '<mj-image src="_assets/{{- dish | prepend: \'dishes/\' | append: \'.png\' -}}" alt="" />',
      `src="${base}/dishes/soup.bbbbbbbb.png"`,
    ],
    ['the filter', '<mj-text>{{ "mark.png" | asset_url }}</mj-text>', `${base}/mark.aaaaaaaa.png`],
    [
      'Outlook’s comments',
      '<mj-raw><!--[if mso]><img src="_assets/mark.png" alt=""><![endif]--></mj-raw>',
      `src="${base}/mark.aaaaaaaa.png"`,
    ],
  ])('%s', async (_name, column, expected) => expect(await shown(column)).toContain(expected))

  test('a style sheet', async () => {
    expect(await shown('', '<mj-style>.a{background:url(_assets/mark.png)}</mj-style>')).toContain(
      `url(${base}/mark.aaaaaaaa.png)`,
    )
  })

  test('a background of a section', async () => {
    const files = {
      'email.mjml':
        '<mjml><mj-body><mj-section background-url="_assets/mark.png"><mj-column><mj-text>{{ dish }}</mj-text></mj-column></mj-section></mj-body></mjml>',
    }
    expect(htmlFor(await artefactOf(source({ files }), { brands }), brandOf('main'))).toContain(
      `${base}/mark.aaaaaaaa.png`,
    )
  })

  test('the picture of a push message', async () => {
    const artefact = await artefactOf(source(), { brands })
    const rendered = loadTemplate(artefact).render({
      channel: 'push',
      address: { app: 'ios', token: 'x' },
      recipient: {},
      data: { dish: 'soup' },
      brand: brandOf('berry'),
      admittedAt: new Date(0),
      messageId: '00000000-0000-7000-8000-000000000000.1',
    })
    expect(rendered.channel === 'push' && rendered.image).toBe('https://berry.example/mail/mark.aaaaaaaa.png')
  })

  test('no comment, where nobody would see it', async () => {
    expect(
      await findingsOf(
        source({
          column:
            '<!-- <img src="_assets/gone.png"> --><mj-text>{% comment %}<img src="_assets/gone.png">{% endcomment %}</mj-text>',
        }),
        { brands },
      ),
    ).toEqual([])
  })
})

describe('a file that cannot be shown is a finding:', () => {
  test.each([
    [
      'one that is not there',
      '<mj-image src="_assets/marks.png" alt="" />',
      'TPL207 menu/email.mjml:6:16 there is no file `_assets/marks.png`; did you mean `mark.png`?',
    ],
    [
      'no file below a path with a value',
      '<mj-image src="_assets/plates/{{ dish }}.png" alt="" />',
      'TPL207 menu/email.mjml:6:16 there is no file `_assets/plates/….png`',
    ],
    [
      'one above the folder',
      '<mj-image src="_assets/../tidings.yaml" alt="" />',
      'TPL207 menu/email.mjml:6:16 _assets/../tidings.yaml leads out of the folder',
    ],
    [
      'one of the whole disk',
      '<mj-image src="_assets//etc/passwd" alt="" />',
      'TPL207 menu/email.mjml:6:16 _assets//etc/passwd leads out of the folder',
    ],
    [
      'a path with two values',
      '<mj-image src="_assets/{{ dish }}/{{ dish }}.png" alt="" />',
      'TPL207 menu/email.mjml:6:16 the address of a file holds one value at most, and no tags',
    ],
    [
      'a path with tags',
      '<mj-text><img src="_assets/{% if dish %}a{% endif %}.png" alt=""></mj-text>',
      'TPL207 menu/email.mjml:6:20 the address of a file holds one value at most, and no tags',
    ],
    [
      'one without quotes',
      '<mj-text><img src=_assets/mark.png alt=""></mj-text>',
      'TPL207 menu/email.mjml:6:19 the address of a file has no quotes',
    ],
    [
      'a path in quotes',
      `<mj-image src="{{ dish | default: '_assets/mark.png' }}" alt="" />`,
      'TPL207 menu/email.mjml:6:26 `_assets/mark.png` in quotes is no address',
    ],
  ])('%s', async (_name, column, expected) => {
    expect(await findingsOf(source({ column }), { brands })).toContain(expected)
  })

  test('one that only another brand has', async () => {
    const own = { berry: { partials: {}, assets: { 'b.png': 'eeeeeeee55' } } }
    const column = '<mj-image src="_assets/b.png" alt="" />'
    expect(await findingsOf(source({ column, brands: own }), { brands })).toContain(
      'TPL207 menu/email.mjml:6:16 there is no file `_assets/b.png` for the brand main',
    )
    expect(await findingsOf(source({ column, brands: own, yaml: yaml('brands: [berry]\n') }), { brands })).toEqual([])
  })
})

test('a value that names no file, and a brand that serves none, end the render with a reason', async () => {
  const artefact = await artefactOf(source({ column: '<mj-image src="_assets/dishes/{{ dish }}.png" alt="" />' }), {
    brands,
  })
  expect(() => htmlFor(artefact, brandOf('main'), { dish: '../mark' })).toThrow(
    'there was no file _assets/dishes/../mark.png when the template was compiled',
  )
  const { assetBase: _none, ...bare } = brandOf('main')
  expect(() => htmlFor(artefact, bare)).toThrow(
    'brand "main" has no assetBase in tidings.yaml, where _assets/dishes/soup.png would be served',
  )
})

test('brands that nobody has are findings, in template.yaml and as folders', async () => {
  const own = { bery: { partials: {}, assets: {} } }
  expect(await findingsOf(source({ yaml: yaml('brands: [main, bery]\n'), brands: own }), { brands })).toEqual([
    'TPL009 _brands/bery:1:1 the folder _brands/bery is of no brand; did you mean `berry`?',
    'TPL009 menu/template.yaml:5:16 there is no brand `bery`; did you mean `berry`?',
  ])
})

test.each(['main', '[]', '[1]', '[main, main]'])('brands: %s is no list of brands', async (written) => {
  expect(await findingsOf(source({ yaml: yaml(`brands: ${written}\n`) }), { brands })).toEqual([
    expect.stringMatching(/^TPL003 menu\/template\.yaml:5:/),
  ])
})

test('the hash of a version covers the pictures and the pieces of every brand', async () => {
  const hash = async (change: Partial<TemplateSource>) => (await artefactOf(source(change), { brands })).hash
  const berry = (partials: Readonly<Record<string, string>>, assets = {}) => ({
    brands: { berry: { partials, assets } },
  })
  const hashes = await Promise.all([
    hash({}),
    hash({ assets: { 'mark.png': '1234567890' } }),
    hash(berry({}, { 'mark.png': '1234567890' })),
    hash(berry({ '_partials/logo.mjml': '<mj-text>Berry</mj-text>' })),
    hash({ yaml: yaml('brands: [main]\n') }),
  ])
  expect(new Set(hashes).size).toBe(hashes.length)
  expect(await hash(berry({}, { 'unused.png': '1234567890' }))).toBe(hashes[0])
})

// Each would take minutes if a text were read again from every place of it.
test.each([
  ['comments that never end', '<!--'.repeat(100_000)],
  ['outputs that never end', 'src="_assets/{{'.repeat(30_000)],
  ['blanks before an address', `src=${' '.repeat(400_000)}"_assets/mark.png"`],
  ['tags of comments that never end', '{% comment '.repeat(40_000)],
  ['many addresses', '<img src="_assets/mark.png">'.repeat(15_000)],
])('%s are read once', (_name, text) => {
  const findings = createFindings('menu')
  const spelt = spellAssets(fileText('menu/email.mjml', `${text}_assets/`), findings)
  expect(spelt.text.length).toBeGreaterThan(text.length / 2)
})

test('an address is found behind a comment, and in the quotes of the attribute around it', () => {
  const spell = (text: string) => spellAssets(fileText('a', text), createFindings('a')).text
  expect(spell('<!-- src="_assets/a" --><img src="_assets/b.png" alt="">')).toBe(
    `<!-- src="_assets/a" --><img src="{{ 'b.png' | asset_url }}" alt="">`,
  )
  expect(spell(`{% raw %}src="_assets/a"{% endraw %}<b style="background:url( '_assets/b.png' )">`)).toBe(
    `{% raw %}src="_assets/a"{% endraw %}<b style="background:url( '{{ 'b.png' | asset_url }}' )">`,
  )
  expect(spell('src="_assets/{{ a | default: "}" }}.png"')).toBe(
    `src="{{ a | default: "}"  | append: '.png' | asset_url }}"`,
  )
  expect(spell('see _assets/a.png and data-src="_assets/b.png"')).toBe(
    `see _assets/a.png and data-src="{{ 'b.png' | asset_url }}"`,
  )
})
