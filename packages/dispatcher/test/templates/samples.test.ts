import { afterAll, expect, it } from 'vitest'

import { checkSamples, readContract, readSamples } from '#dispatcher/templates/index.js'

import { artefactOf, mjml, spell, templateSource } from './template-source.js'

afterAll(() => mjml.close())

const brand = { name: 'main', sender: { email: 'orders@shop.example', name: 'Shop' }, variables: {} }
const good = {
  to: { email: 'ann@example.com' },
  data: { order: { id: 'A', url: 'https://a.example' }, items: [] },
}

async function check(samples: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const source = templateSource({
    samples: Object.fromEntries(
      Object.entries(samples).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value, undefined, 2),
      ]),
    ),
  })
  return checkSamples(source, await artefactOf(source), { brand }).map(spell)
}

it('finds nothing wrong with samples that fit, on every channel', async () => {
  expect(await check({ good, push: { ...good, to: { push: [{ token: 't', app: 'web' }] } } })).toEqual([])
})

it('reports data that does not fit, at its place in the file', async () => {
  const bad = { ...good, data: { ...good.data, order: { id: 7, url: 'https://a.example' } } }
  expect(await check({ bad })).toEqual(['TPL401 order-shipped/samples/bad.json:7:13 data.order.id must be string'])
})

it('reports what does not render, at the place in the template', async () => {
  const bad = { ...good, data: { ...good.data, order: { id: 'A', url: 'javascript:alert(1)' } } }
  expect(await check({ bad })).toEqual([
    expect.stringMatching(
      /^TPL402 order-shipped\/samples\/bad.json:1:1 sample bad, push in en: link: a URL may not have the scheme "javascript:"/,
    ),
    expect.stringMatching(/^TPL402 .* push in de: link/),
  ])
})

it('reports files that are no sample', async () => {
  expect(await check({ broken: '{\n  "to": {},\n  oops\n}', list: '[]' })).toEqual([
    expect.stringMatching(/^TPL007 order-shipped\/samples\/broken.json:3:3 the sample is no JSON/),
    expect.stringMatching(/^TPL007 order-shipped\/samples\/list.json:1:1 a sample has `to` and `data`/),
  ])
})

it('reads samples and the contract without compiling anything', () => {
  const source = templateSource({ samples: { good: JSON.stringify(good) } })
  expect(readSamples(source)).toEqual({ samples: [{ name: 'good', ...good }], findings: [] })
  const { contract, findings } = readContract(source)
  expect(findings).toEqual([])
  expect(contract).toMatchObject({
    name: 'order-shipped',
    lane: 'transactional',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(contract?.schema).toMatchObject({ additionalProperties: false })
})

it('reports a brand that there is not, and one that the template does not allow', async () => {
  const source = templateSource({
    samples: {
      misspelt: JSON.stringify({ ...good, brand: 'bery' }),
      other: JSON.stringify({ ...good, brand: 'cherry' }),
      right: JSON.stringify({ ...good, brand: 'berry' }),
    },
  })
  const brands = { main: brand, berry: { ...brand, key: 'berry' }, cherry: { ...brand, key: 'cherry' } }
  const branded = { ...source, yaml: `${source.yaml}brands: [main, berry]\n` }
  const found = checkSamples(branded, await artefactOf(branded, { brands }), { brand, brands }).map(spell)
  expect(found.map((line) => line.replace(/:\d+:\d+/, ''))).toEqual([
    'TPL401 order-shipped/samples/misspelt.json brand is `bery`, which there is not; did you mean `berry`?',
    'TPL401 order-shipped/samples/other.json brand is `cherry`, which the template does not allow',
  ])
})

it('renders each brand with pieces of its own, and names the one that does not', async () => {
  const source = templateSource({
    files: { 'sms.liquid': "{% render 'end' %}" },
    samples: { one: JSON.stringify(good) },
    partials: { '_partials/end.liquid': 'Bye' },
    brands: { berry: { partials: { '_partials/end.liquid': '{{ unsubscribe_url | date }}' }, assets: {} } },
  })
  const brands = { main: brand, berry: { ...brand, key: 'berry' } }
  const found = checkSamples(source, await artefactOf(source, { brands }), { brand, brands }).map(spell)
  expect(found).toEqual([
    expect.stringMatching(/^TPL402 _brands\/berry\/_partials\/end\.liquid:1:\d+ sample one, sms in en for berry: /),
  ])
})
