import { optionalFields } from '../document/sample-values.js'
import { noted, notedSamples } from '../example-optional.js'
import type { LintRule } from '../lint-rule.js'

/** Gaps, headings with nothing below them and "Hello ," are seen only where the value is missing. */
export const optionalMissing: LintRule = {
  id: 'TPL405',
  group: 'data',
  severity: 'warning',
  title: 'Some sample leaves out each optional value.',
  why: 'A service may leave it out, and what is then left, a greeting without a name or an empty box, nobody has looked at.',
  source: 'JSON Schema 2020-12 Validation, 6.5.3 `required`; Tidings: what is never rendered is never checked',
  fix: 'leave the value out of one of the samples, or make it required',
  bad: { ...noted, 'samples/short.json': notedSamples.with },
  good: { ...noted, 'samples/short.json': notedSamples.without, 'samples/long.json': notedSamples.with },
  check: (subject, report) => {
    for (const { field, name, values } of optionalFields(subject)) {
      if (values.length === 0 || values.some((value) => value === undefined || value === null)) continue
      const place = subject.definition?.placeOfKey(['data', ...field.path])
      if (place !== undefined) report(place, `every sample has the optional \`${name}\``)
    }
  },
}
