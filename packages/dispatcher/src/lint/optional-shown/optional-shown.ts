import { mentions, sampledFields } from '../document/sample-values.js'
import { mailWith, yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const note = {
  ...yamlWith({ property: 'note: { type: string, maxLength: 80 }' }),
  ...mailWith('{% if note %}<mj-text>{{ note }}</mj-text>{% endif %}'),
}
const sample = (data: string) =>
  `{ "to": { "email": "ann@example.com" }, "data": { "name": "Ann", "url": "https://shop.example/1"${data} } }`

/** A part of the mail that no preview has shown is one that nobody has read. */
export const optionalShown: LintRule = {
  id: 'TPL404',
  group: 'data',
  severity: 'warning',
  title: 'Some sample has each optional value.',
  why: 'What depends on it is in no preview, no check of size or length and no test: its first reader is a customer.',
  source: 'JSON Schema 2020-12 Validation, 6.5.3 `required`; Tidings: what is never rendered is never checked',
  fix: 'give the value in one of the samples',
  bad: { ...note, 'samples/short.json': sample('') },
  good: { ...note, 'samples/short.json': sample(''), 'samples/long.json': sample(', "note": "Ring twice"') },
  check: (subject, report) => {
    for (const { field, name, values } of sampledFields(subject)) {
      // Compiling says of a field that nothing uses it.
      if (!mentions(subject, name)) continue
      if (field.required || values.some((value) => value !== undefined && value !== null)) continue
      const place = subject.definition?.placeOfKey(['data', ...field.path])
      if (place !== undefined) report(place, `no sample has the optional \`${name}\``)
    }
  },
}
