import { localeChain } from '../../render/locale.js'
import { exampleDefinition } from '../example-definition.js'
import type { LintRule } from '../lint-rule.js'
import { printedValues, programsOf } from '../printed-values.js'

const texts = (de: string) => ({ 'template.yaml': exampleDefinition(['en', 'de']), 'sms.de.liquid': de })

/** A body of one language that lacks what the default one says. */
export const valuesInEveryLocale: LintRule = {
  id: 'TPL741',
  group: 'locales',
  severity: 'warning',
  title: 'A body of another language prints every value that the default one prints.',
  why: 'Bodies are changed one at a time: a link or a price that was added in one language only is missing for the readers of the other.',
  source: 'Tidings: every reader of a message is told the same',
  fix: 'print it in this language, too',
  bad: texts('Deine Bestellung ist unterwegs.'),
  good: texts('Deine Bestellung ist unterwegs, {{ name }}.'),
  check: ({ artefact, documents, name }, report) => {
    const [usual, ...others] = artefact?.locales ?? []
    if (artefact === undefined || usual === undefined) return
    const wanted = programsOf(artefact, usual)
    for (const locale of others) {
      const programs = programsOf(artefact, locale)
      for (const [channel, defaults] of Object.entries(wanted)) {
        const body = documents.find(
          (document) =>
            document.channel === channel &&
            document.locale !== undefined &&
            !document.file.includes('.text.') &&
            document.file.startsWith(`${name}/`) &&
            localeChain(locale).includes(document.locale),
        )
        const own = programs[channel]
        if (body === undefined || own === undefined) continue
        const printed = new Set(own.flatMap(printedValues).map(({ path }) => path))
        const missing = new Set(
          defaults
            .flatMap(printedValues)
            .map(({ path }) => path)
            .filter((path) => !printed.has(path)),
        )
        for (const path of missing)
          report(body.placeAt(0), `nothing prints \`${path}\` in ${locale}, which is printed in ${usual}`)
      }
    }
  },
}
