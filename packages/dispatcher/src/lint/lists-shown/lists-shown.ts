import { sampledFields } from '../document/sample-values.js'
import { mailWith, yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const list = {
  ...yamlWith({
    required: 'items',
    property: 'items: { type: array, maxItems: 9, items: { type: string, maxLength: 20 } }',
  }),
  ...mailWith(
    '<mj-text>{% for item in items %}{{ item }}{% unless forloop.last %}, {% endunless %}{% else %}Nothing{% endfor %}</mj-text>',
  ),
}
const sample = (items: string) =>
  `{ "to": { "email": "ann@example.com" }, "data": { "name": "Ann", "url": "https://shop.example/1", "items": ${items} } }`

/** One entry shows neither what stands between two, nor how long the mail becomes. */
export const listsShown: LintRule = {
  id: 'TPL407',
  group: 'data',
  severity: 'warning',
  title: 'Some sample has a list of several entries.',
  why: 'Commas, lines and totals between two entries are in no preview, and the size of the mail is not what it will be.',
  source: 'JSON Schema 2020-12 Validation, 6.4 `maxItems`; Tidings: what is never rendered is never checked',
  fix: 'give one of the samples two or more entries',
  bad: { ...list, 'samples/short.json': sample('["Bread"]') },
  good: { ...list, 'samples/short.json': sample('["Bread", "Leek"]') },
  check: (subject, report) => {
    for (const { field, name, values } of sampledFields(subject)) {
      const lists = values.filter((value): value is readonly unknown[] => Array.isArray(value))
      if (lists.length === 0 || lists.some(({ length }) => length > 1) || field.shape.kinds?.has('list') !== true)
        continue
      const place = subject.definition?.placeOfKey(['data', ...field.path])
      if (place !== undefined && !isSingle(subject.definition?.schema, field.path))
        report(place, `no sample has two entries in \`${name}\``)
    }
  },
}

/** Whether the schema allows one entry at most. */
function isSingle(schema: unknown, path: readonly string[]): boolean {
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    schema,
  )
  const limit =
    typeof found === 'object' && found !== null ? (found as { readonly maxItems?: unknown }).maxItems : undefined
  return typeof limit === 'number' && limit < 2
}
