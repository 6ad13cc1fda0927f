import { readFileSync } from 'node:fs'

import { afterAll, expect, test } from 'vitest'

import { loadTemplate } from '#dispatcher/render/index.js'
import { mailParts } from '#dispatcher/render/mime/mail-parts.js'
import {
  checkSamples,
  compileTemplate,
  createMjmlCompiler,
  inferSchema,
  readSamples,
} from '#dispatcher/templates/index.js'
import { renderSample } from '#dispatcher/templates/samples.js'

const mjml = createMjmlCompiler()
afterAll(() => mjml.close())

const page = readFileSync(new URL('../../../../docs/coming-from.md', import.meta.url), 'utf8')
const brand = { name: 'Fennel', sender: { email: 'orders@fennel.example', name: 'Fennel' }, variables: {} }

/** The files that the page shows, by template. */
const templates = new Map<string, Map<string, string>>()
for (const [, path = '', text = ''] of page.matchAll(/<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)```/g)) {
  const [name = '', ...rest] = path.split('/')
  const files = templates.get(name) ?? new Map<string, string>()
  templates.set(name, files.set(rest.join('/'), text))
}

const says: Readonly<Record<string, string>> = {
  'order-sent': 'Hello there, order A-17 is on its way:\n\nRye bread (€4.50)\nLemon chicken (€12.90)',
  receipt: 'Thank you, Ann\n\nPaid on Nov 24, 2026',
  invoice: 'Thank you, Ann\n\nSee the invoice (https://shop.example/invoices/1)',
}

test('the page has an example of each', () => {
  expect([...templates.keys()]).toEqual(Object.keys(says))
})

test.each(Object.keys(says))('the example %s compiles without findings and says what it should', async (name) => {
  const files = templates.get(name) ?? new Map<string, string>()
  const samples = [...files].filter(([path]) => path.startsWith('samples/'))
  const source = {
    name,
    yaml: files.get('template.yaml') ?? '',
    files: Object.fromEntries([...files].filter(([path]) => path.startsWith('email.'))),
    partials: {},
    samples: Object.fromEntries(samples.map(([path, text]) => [path.slice('samples/'.length, -'.json'.length), text])),
  }
  const { artefact, findings } = await compileTemplate(source, { mjml })
  expect(findings).toEqual([])
  if (artefact === undefined) throw new Error('it compiles')
  expect(checkSamples(source, artefact, { brand })).toEqual([])
  expect(Object.keys(inferSchema(source).schema?.properties ?? {}).sort()).toEqual(
    Object.keys(artefact.schema.properties as object).sort(),
  )
  const [sample] = readSamples(source).samples
  if (sample === undefined) throw new Error('it has a sample')
  const mail = renderSample(loadTemplate(artefact), sample, { channel: 'email', locale: 'en', brand })
  expect(mail.channel === 'email' && mailParts(mail.raw).text.trim()).toBe(says[name])
})
