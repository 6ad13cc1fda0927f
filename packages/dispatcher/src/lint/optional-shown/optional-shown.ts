import { optionalFields } from '../document/sample-values.js'
import { noted, notedSamples } from '../example-optional.js'
import type { LintRule } from '../lint-rule.js'

/** A part of the mail that no preview has shown is one that nobody has read. */
export const optionalShown: LintRule = {
  id: 'TPL404',
  group: 'data',
  severity: 'warning',
  title: 'Some sample has each optional value.',
  why: 'What depends on it is in no preview, no check of size or length and no test: its first reader is a customer.',
  source: 'JSON Schema 2020-12 Validation, 6.5.3 `required`; Tidings: what is never rendered is never checked',
  fix: 'give the value in one of the samples',
  bad: { ...noted, 'samples/short.json': notedSamples.without },
  good: { ...noted, 'samples/short.json': notedSamples.without, 'samples/long.json': notedSamples.with },
  check: (subject, report) => {
    for (const { field, name, values } of optionalFields(subject)) {
      if (values.some((value) => value !== undefined && value !== null)) continue
      const place = subject.definition?.placeOfKey(['data', ...field.path])
      if (place !== undefined) report(place, `no sample has the optional \`${name}\``)
    }
  },
}
