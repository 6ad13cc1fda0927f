import { fileURLToPath } from 'node:url'

import { afterAll, describe, expect, test } from 'vitest'

import { createValidator } from '#dispatcher/render/validate-data.js'
import {
  compileTemplate,
  createMjmlCompiler,
  inferSchema,
  putSchema,
  readSamples,
  readTemplates,
  schemaYaml,
  type TemplateSource,
} from '#dispatcher/templates/index.js'
import { closeSchema } from '#dispatcher/templates/schema/close-schema.js'

const mjml = createMjmlCompiler()
afterAll(() => mjml.close())

const starters = await readTemplates(fileURLToPath(new URL('../../../../../templates', import.meta.url)))

/** template.yaml without its `data`. */
const bare = (yaml: string): string => yaml.replace(/^data:\n(?:[ \t].*\n|\n)+/m, '')

describe.each(starters.map(({ name, source }) => [name, source] as const))('of the starter %s', (name, found) => {
  const source = { ...(found as TemplateSource), yaml: bare((found as TemplateSource).yaml) }
  const { schema = {}, findings } = inferSchema(source)

  test('the schema accepts every sample', () => {
    expect(findings).toEqual([])
    const validate = createValidator(closeSchema(schema))
    const { samples } = readSamples(source)
    expect(samples.length).toBeGreaterThan(0)
    for (const sample of samples) expect([name, sample.name, validate(sample.data)]).toEqual([name, sample.name, []])
  })

  test('the template compiles with it, with no value that is unknown or may be missing', async () => {
    expect(source.yaml).not.toMatch(/^data:/m)
    const yaml = putSchema(source.yaml, schema) ?? ''
    const { artefact, findings: left } = await compileTemplate({ ...source, yaml }, { mjml })
    expect(left).toEqual([])
    expect(artefact?.schema).toEqual(closeSchema(schema))
  })
})

const template = (sms: string, samples: Readonly<Record<string, unknown>> = {}): TemplateSource => ({
  name: 'ready',
  yaml: 'title: Ready\ncategory: news\nlane: bulk\nlocales: [en]\nchannels: { sms: {} }\n',
  files: { 'sms.liquid': sms },
  partials: { '_partials/line.liquid': '{{ item.name }}{% if hint %} {{ hint }}{% endif %}' },
  samples: Object.fromEntries(Object.entries(samples).map(([name, data]) => [name, JSON.stringify({ to: {}, data })])),
})

const object = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  ...(required.length === 0 ? {} : { required }),
  properties,
})
const text = { type: 'string' }

const cases: readonly (readonly [what: string, source: TemplateSource, schema: object])[] = [
  ['an output is a text', template('{{ name }} {{ order.id }}'), object({ name: text, order: object({ id: text }) })],
  [
    'what is reckoned with is a number',
    template('{{ n | plus: m }}'),
    object({ n: { type: 'number' }, m: { type: 'number' } }),
  ],
  [
    'what is compared is what it is compared with',
    template('{% if n > 3 %}a{% endif %}{% case k %}{% when "a" %}b{% endcase %}'),
    object({ n: { type: 'number' }, k: text }),
  ],
  ['a date is a moment', template('{{ at | date }}'), object({ at: { type: 'string', format: 'date-time' } })],
  [
    'money is an amount and a currency',
    template('{{ total | money }}'),
    object({ total: object({ amount: { type: 'number' }, currency: text }) }),
  ],
  [
    'what is asked for is optional, and needed inside',
    template('{% if gift %}{{ gift.from }}{% endif %}'),
    object({ gift: object({ from: text }) }, []),
  ],
  ['so is what has a default', template('{{ name | default: "you" }}'), object({ name: text }, [])],
  ['but not what is used without', template('{% if name %}{{ name }}{% endif %}{{ name }}'), object({ name: text })],
  [
    'a condition alone is a truth',
    template('{% if urgent %}now{% endif %}'),
    object({ urgent: { type: 'boolean' } }, []),
  ],
  [
    'a loop is a list',
    template('{% for item in items limit: most %}{{ item.name }}{{ forloop.index }}{% endfor %}'),
    object({ items: { type: 'array', items: object({ name: text }) }, most: { type: 'number' } }, ['items', 'most']),
  ],
  [
    'a partial is followed through its arguments',
    template('{% for one in items %}{% render "line", item: one, hint: note %}{% endfor %}'),
    object({ items: { type: 'array', items: object({ name: text }) }, note: text }, ['items']),
  ],
  [
    'names of the template and of Tidings are none of the data',
    template(
      '{% assign a = b %}{{ a }}{{ recipient.id }}{{ brand.name }}{% capture c %}{{ d }}{% endcapture %}{{ c }}',
    ),
    object({ b: text, d: text }),
  ],
  [
    'a map filter names a field',
    template('{{ items | map: "name" | join: ", " }}'),
    object({ items: { type: 'array', items: object({ name: text }) } }),
  ],
  [
    'samples decide on types, formats and what may be missing',
    template('{{ n }} {{ at | date }} {{ url }} {{ list | join }} {{ maybe }}', {
      one: { n: 1, at: '2026-11-24', url: 'https://example.com', list: [], maybe: null },
      two: { n: 1.5, at: '2026-11-25', url: 'https://example.org/a', list: ['a'], maybe: 'b', extra: true },
      three: { n: 2, at: '2026-11-25', url: 'https://example.org/a', list: ['a'] },
    }),
    object(
      {
        n: { type: 'number' },
        at: { type: 'string', format: 'date' },
        url: { type: 'string', format: 'uri' },
        list: { type: 'array', items: text },
        maybe: { type: ['null', 'string'] },
        extra: { type: 'boolean' },
      },
      ['n', 'at', 'url', 'list'],
    ),
  ],
]

describe('from uses and samples', () => {
  test.each(cases)('%s', (_what, source, schema) => {
    expect(inferSchema(source)).toEqual({ schema, findings: [] })
  })

  test('what is no Liquid is a finding, and then there is no schema', () => {
    const { schema, findings } = inferSchema(template('{{ name'))
    expect([schema, findings.map(({ rule }) => rule)]).toEqual([undefined, ['TPL101']])
  })
})

describe('into template.yaml', () => {
  const schema = object({ id: text })
  const lines = 'data:\n  type: object\n  required:\n    - id\n  properties:\n    id:\n      type: string\n'

  test('the rest stays as it is, with comments', () => {
    expect(schemaYaml(schema)).toBe(lines)
    const before = '# ours\ntitle: A\n'
    const after = 'channels: { sms: {} } # all\n'
    expect(putSchema(before + after, schema)).toBe(before + lines + after)
    expect(putSchema(`${before}data: {}\n${after}`, schema)).toBe(before + lines + after)
    expect(putSchema(`${before}data:\n${after}`, schema)).toBe(before + lines + after)
    expect(putSchema(`${before}data: {} # later\n${after}`, schema)).toBe(`${before}${lines} # later\n${after}`)
    expect(putSchema('title: A', schema)).toBe(`title: A\n${lines}`)
  })

  test('one that is there already is kept', () => {
    expect(putSchema(lines, schema)).toBeUndefined()
  })
})
