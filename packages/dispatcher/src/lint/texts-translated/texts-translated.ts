import { canonicalLocale } from '../../render/locale.js'
import { spellText } from '../../templates/locales/catalogue-text.js'
import { readCatalogues } from '../../templates/locales/locale-texts.js'
import { createFindings } from '../../templates/source/findings.js'
import { exampleDefinition } from '../example-definition.js'
import type { LintRule } from '../lint-rule.js'

// One word may well be the same in two languages (OK, SMS, Menu); two of them hardly.
const words = /\p{L}{2,}\P{L}+\p{L}{2,}/u

const languageOf = (locale: string): string => (canonicalLocale(locale) ?? locale).split('-')[0] ?? locale

const texts = (de: string) => ({
  'template.yaml': exampleDefinition(['en', 'de']),
  'sms.liquid': "{{ 'shipped' | t: name: name }}",
  'locales/en.yaml': "shipped: 'Your order is on its way, {name}.'\n",
  'locales/de.yaml': `shipped: '${de}'\n`,
})

/** A catalogue that was copied and not translated yet. */
export const textsTranslated: LintRule = {
  id: 'TPL740',
  group: 'locales',
  severity: 'warning',
  title: 'A catalogue has its texts in its own language.',
  why: 'A text that was copied and never translated reaches customers in a language that they did not choose, in the middle of their own.',
  source: 'WCAG 2.2, 3.1.2 Language of Parts, https://www.w3.org/TR/WCAG22/#language-of-parts',
  fix: 'translate it, or take it out of the catalogue until it is translated',
  bad: texts('Your order is on its way, {name}.'),
  good: texts('Deine Bestellung ist unterwegs, {name}.'),
  check: ({ source, definition }, report) => {
    const usual = definition?.locales[0]
    if (source === undefined || usual === undefined) return
    const files = readCatalogues(source, createFindings(source.name))
    const usualTexts = files.filter(({ locale }) => languageOf(locale) === languageOf(usual))
    for (const { locale, own, catalogue } of files) {
      if (!own || languageOf(locale) === languageOf(usual)) continue
      for (const [key, { text, place }] of catalogue) {
        const spelled = spellText(text)
        if (!words.test(spelled.replace(/\{[^}]*\}/g, ' '))) continue
        const same = usualTexts.some((other) => {
          const entry = other.catalogue.get(key)
          return entry !== undefined && spellText(entry.text) === spelled
        })
        if (same) report(place(), `\`${key}\` is the same in ${locale} as in ${usual}`)
      }
    }
  },
}
