import { patternText } from '../document/pattern-text.js'
import { sampledFields } from '../document/sample-values.js'
import { slotsOf } from '../document/slots.js'
import { mailWith, yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const kinds = {
  ...yamlWith({ required: 'kind', property: 'kind: { enum: [box, letter] }' }),
  ...mailWith(
    "{% if kind == 'box' %}<mj-text>A box.</mj-text>{% elsif kind == 'letter' %}<mj-text>A letter.</mj-text>{% endif %}",
  ),
}
const sample = (kind: string) =>
  `{ "to": { "email": "ann@example.com" }, "data": { "name": "Ann", "url": "https://shop.example/1", "kind": "${kind}" } }`

/** Only of values that the template asks for by name: the others all look the same. */
export const choicesShown: LintRule = {
  id: 'TPL406',
  group: 'data',
  severity: 'warning',
  title: 'Some sample has each value that the template treats by itself.',
  why: 'The words for it are in no preview and no test: their first reader is a customer.',
  source: 'JSON Schema 2020-12 Validation, 6.1.2 `enum`; Tidings: what is never rendered is never checked',
  fix: 'add a sample with the value',
  bad: { ...kinds, 'samples/short.json': sample('box') },
  good: { ...kinds, 'samples/short.json': sample('box'), 'samples/letter.json': sample('letter') },
  check: (subject, report) => {
    const texts = [...subject.documents, ...slotsOf(subject.definition)].map(({ text }) => text)
    const asksFor = (value: string): boolean =>
      texts.some((text) =>
        [`'${value}'`, `"${value}"`].some((quoted) =>
          new RegExp(`(?:when|==|!=|or|,)\\s*${patternText(quoted)}`).test(text),
        ),
      )
    for (const { field, name, values } of sampledFields(subject)) {
      const missing = (field.shape.values ?? []).filter(
        (value) => typeof value === 'string' && !values.includes(value) && asksFor(value),
      )
      const place = subject.definition?.placeOfKey(['data', ...field.path])
      if (place === undefined || missing.length === 0 || values.every((value) => value === undefined)) continue
      report(place, `no sample has \`${missing.join('`, `')}\` as \`${name}\``)
    }
  },
}
