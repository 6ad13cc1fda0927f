import { mentions, sampledFields } from '../document/sample-values.js'
import { mailWith, yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const note = {
  ...yamlWith({ property: 'note: { type: string, maxLength: 80 }' }),
  ...mailWith('{% if note %}<mj-text>{{ note }}</mj-text>{% endif %}'),
}
const sample = (data: string) =>
  `{ "to": { "email": "ann@example.com" }, "data": { "name": "Ann", "url": "https://shop.example/1"${data} } }`

/** Gaps, headings with nothing below them and "Hello ," are seen only where the value is missing. */
export const optionalMissing: LintRule = {
  id: 'TPL405',
  group: 'data',
  severity: 'warning',
  title: 'Some sample leaves out each optional value.',
  why: 'A service may leave it out, and what is then left, a greeting without a name or an empty box, nobody has looked at.',
  source: 'JSON Schema 2020-12 Validation, 6.5.3 `required`; Tidings: what is never rendered is never checked',
  fix: 'leave the value out of one of the samples, or make it required',
  bad: { ...note, 'samples/short.json': sample(', "note": "Ring twice"') },
  good: { ...note, 'samples/short.json': sample(''), 'samples/long.json': sample(', "note": "Ring twice"') },
  check: (subject, report) => {
    for (const { field, name, values } of sampledFields(subject)) {
      // Compiling says of a field that nothing uses it.
      if (!mentions(subject, name)) continue
      if (field.required || values.length === 0 || values.some((value) => value === undefined || value === null))
        continue
      const place = subject.definition?.placeOfKey(['data', ...field.path])
      if (place !== undefined) report(place, `every sample has the optional \`${name}\``)
    }
  },
}
