import type { Instruction } from '../../render/program-data.js'
import { sampledFields } from '../document/sample-values.js'
import { mailWith, yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const list = (limit: string) => ({
  ...yamlWith({
    required: 'items',
    property: `items: { type: array, ${limit}items: { type: string, maxLength: 20 } }`,
  }),
  ...mailWith('<mj-text>{% for item in items %}{{ item }}, {% else %}Nothing{% endfor %}</mj-text>'),
  'samples/short.json':
    '{ "to": { "email": "ann@example.com" }, "data": { "name": "Ann", "url": "https://shop.example/1", "items": ["Bread", "Leek"] } }',
})

/** What has no end in the schema has none in the mail, unless the loop states one. */
export const listsEnd: LintRule = {
  id: 'TPL408',
  group: 'data',
  severity: 'warning',
  title: 'A list that a mail goes through has a longest length.',
  why: 'One order with 900 entries makes a mail that Gmail clips, and that breaks the limit of 10,000 rounds: it is never sent.',
  source: 'JSON Schema 2020-12 Validation, 6.4.1 `maxItems`; Gmail clips at about 102 KB',
  fix: 'add maxItems to the schema, or `limit:` to the loop',
  bad: list(''),
  good: list('maxItems: 60, '),
  check: (subject, report) => {
    const { artefact, definition } = subject
    const endless = new Set<string>()
    for (const { html } of Object.values(artefact?.email ?? {})) collectEndless(html.body, endless)
    for (const { field, name } of sampledFields(subject)) {
      const [last = ''] = name.split('.').slice(-1)
      if (!endless.has(last) || field.shape.kinds?.has('list') !== true || definition === undefined) continue
      const schema = field.path.reduce<unknown>(
        (value, key) =>
          typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
        definition.schema,
      )
      const limited =
        typeof schema === 'object' && schema !== null && ['maxItems', '$ref', 'allOf'].some((key) => key in schema)
      if (!limited) report(definition.placeOfKey(['data', ...field.path]), `\`${name}\` may have any number of entries`)
    }
  },
}

/** Names of the lists that are gone through to their end. */
function collectEndless(body: readonly Instruction[], found: Set<string>): void {
  for (const instruction of body) {
    if (typeof instruction === 'string') continue
    if (instruction.do === 'for' && instruction.limit === undefined && instruction.over.is === 'path') {
      const { root, steps } = instruction.over
      const [last] = steps.slice(-1)
      found.add(typeof last === 'string' ? last : root)
    }
    if (instruction.do === 'if' || instruction.do === 'case') {
      for (const branch of instruction.branches) collectEndless(branch.body, found)
    }
    if ('otherwise' in instruction) collectEndless(instruction.otherwise, found)
    if ('body' in instruction) collectEndless(instruction.body, found)
  }
}
