import { exampleDefinition, exampleSample } from '../example-definition.js'
import type { LintRule } from '../lint-rule.js'
import { printedIn, schemaAt } from '../printed-values.js'

const written: ReadonlySet<string> = new Set(['date', 'time', 'relative_time', 'size'])
const formats: ReadonlySet<unknown> = new Set(['date', 'date-time'])

const texts = (day: string) => ({
  'template.yaml': exampleDefinition(['en'], { day: '{ type: string, format: date }' }),
  'sms.liquid': `Your order arrives on ${day}, {{ name }}.`,
  'samples/short.json': exampleSample({ day: '2026-11-26' }),
})

/** A date as machines write it. */
export const localizedDates: LintRule = {
  id: 'TPL745',
  group: 'locales',
  severity: 'warning',
  title: 'A date is written as in its reader’s country, in the reader’s time zone.',
  why: 'A moment that is printed as it is stored reads 2026-11-26T23:30:00Z, which is another day for half of its readers.',
  source: 'Unicode CLDR, date and time patterns, https://cldr.unicode.org/translation/date-time/date-time-patterns',
  fix: "write {{ value | date }}, {{ value | date: 'weekday' }}, {{ value | time }} or {{ value | relative_time }}",
  bad: texts('{{ day }}'),
  good: texts('{{ day | date }}'),
  check: ({ artefact }, report) => {
    if (artefact === undefined) return
    for (const { path, filters, place } of printedIn(artefact)) {
      if (!formats.has(schemaAt(artefact.schema, path)?.format) || filters.some((name) => written.has(name))) continue
      report(place, `\`${path}\` is printed as it is stored`)
    }
  },
}
