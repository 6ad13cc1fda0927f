import { readFileSync } from 'node:fs'

import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

import { withAssetBase } from '#dispatcher/config/index.js'
import { configurationSchema } from '#dispatcher/config/schema.js'
import { htmlOf, loadTemplate } from '#dispatcher/render/index.js'

import { artefactOf, mail, mjml } from '../template-source.js'

afterAll(() => mjml.close())

const page = readFileSync(new URL('../../../../../docs/brands-and-pictures.md', import.meta.url), 'utf8')
const [configured = '', template = ''] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
const { brands } = parse(configured) as { brands: Readonly<Record<string, { assetBase: string; sender: object }>> }

/** Rows of the table of pictures: what is written, and the address that comes of it. */
const rows = [...page.matchAll(/^\| `(.+?)`(?: in .*?)? \| .*?`(.+?)`/gm)].map(([, written = '', shown = '']) => ({
  written: written.replaceAll('\\|', '|'),
  shown,
}))

const hash = (name: string): string => `${/\.([0-9a-f]{8})\./.exec(name)?.[1] ?? '12345678'}00`
const assets = Object.fromEntries(
  ['mark.png', 'dishes/soup.png', 'menu.png', 'terms.pdf'].map((path) => {
    const stem = path.replace(/^.*\//, '').replace(/\..*$/, '')
    return [path, hash(rows.find(({ shown }) => shown.includes(`${stem}.`))?.shown ?? '')]
  }),
)

async function sentWith(written: string): Promise<string> {
  const isStyle = written.startsWith('background')
  const column = written.startsWith('<mj') ? written : `<mj-text>${isStyle ? '' : written}</mj-text>`
  const artefact = await artefactOf({
    name: 'menu',
    yaml: 'title: Menu\ncategory: offers\nlane: bulk\nlocales: [en]\ndata: { type: object, required: [dish], properties: { dish: { type: object, required: [picture], properties: { picture: { type: string } } } } }\nchannels: { email: { subject: Menu } }\n',
    files: { 'email.mjml': mail(column, isStyle ? `<mj-style>.a { ${written} }</mj-style>` : '') },
    partials: {},
    samples: {},
    assets,
  })
  const rendered = loadTemplate(artefact).render({
    channel: 'email',
    address: 'ann@example.com',
    recipient: {},
    data: { dish: { picture: 'soup.png' } },
    brand: withAssetBase({
      name: 'Ladlewick',
      sender: { email: 'a@shop.example', name: 'Shop' },
      variables: {},
      assetBase: brands.main?.assetBase ?? '',
    }),
    admittedAt: new Date(0),
    messageId: '0199.1',
  })
  return rendered.channel === 'email' ? (htmlOf(rendered.raw) ?? '') : ''
}

describe('the page about brands and pictures', () => {
  it('configures brands as tidings.yaml takes them', () => {
    const rest = { version: 1, environments: {}, providers: {}, categories: {} }
    expect(configurationSchema.safeParse({ ...rest, brands }).error).toBeUndefined()
    expect(Object.keys(brands)).toEqual(['main', 'bakery'])
    expect(parse(template)).toEqual({ brands: ['bakery'] })
  })

  it('has a row for every way to write an address', () => expect(rows).toHaveLength(3))

  it.each(rows)('$written → $shown', async ({ written, shown }) => {
    const address = /(?:https:\/\/|…).*\.(?:png|pdf)/.exec(shown)?.[0].replace(/^.*…/, '') ?? 'none'
    expect(await sentWith(written)).toContain(address)
  })
})
