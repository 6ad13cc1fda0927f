import { exampleDefinition, exampleSample } from '../example-definition.js'
import type { LintRule } from '../lint-rule.js'
import { printedIn, schemaAt } from '../printed-values.js'

/** Filters after which a number is a text that people read, or no number any more. */
const written: ReadonlySet<string> = new Set(['number', 'money', 'plural', 'size'])

const texts = (weight: string) => ({
  'template.yaml': exampleDefinition(['en'], { weight: '{ type: number }' }),
  'sms.liquid': `Your order is on its way, {{ name }}: ${weight} kg.`,
  'samples/short.json': exampleSample({ weight: 12.5 }),
})

/** A number with a decimal point for those who write a comma. */
export const localizedNumbers: LintRule = {
  id: 'TPL744',
  group: 'locales',
  severity: 'warning',
  title: 'A number that may have decimals is written as in its reader’s country.',
  why: 'A bare 1234.5 is read as more than twelve thousand where the comma is the decimal sign; number and money write it as the reader does.',
  source:
    'Unicode CLDR, number patterns, https://cldr.unicode.org/translation/number-currency-formats/number-and-currency-patterns',
  fix: "write {{ value | number }}, or {{ value | money: 'EUR' }} for an amount",
  bad: texts('{{ weight }}'),
  good: texts('{{ weight | number }}'),
  check: ({ artefact }, report) => {
    if (artefact === undefined) return
    for (const { path, filters, place } of printedIn(artefact)) {
      if (schemaAt(artefact.schema, path)?.type !== 'number' || filters.some((name) => written.has(name))) continue
      report(place, `\`${path}\` is printed with a decimal point in every language`)
    }
  },
}
