import { spellText } from '../../templates/locales/catalogue-text.js'
import { readCatalogues } from '../../templates/locales/locale-texts.js'
import { createFindings } from '../../templates/source/findings.js'
import { exampleDefinition } from '../example-definition.js'
import type { LintRule } from '../lint-rule.js'

const markup = /<\/?[A-Za-z][^<>]*>|&(?:[A-Za-z][A-Za-z0-9]+|#\d+|#x[0-9A-Fa-f]+);/

const texts = (text: string) => ({
  'template.yaml': exampleDefinition(['en']),
  'sms.liquid': "{{ 'shipped' | t: name: name }}",
  'locales/en.yaml': `shipped: '${text}'\n`,
})

/** HTML in a text that is escaped. */
export const plainCatalogueTexts: LintRule = {
  id: 'TPL742',
  group: 'locales',
  severity: 'error',
  title: 'A text of a catalogue has no HTML in it.',
  why: 'Texts are escaped like every value, so that customers read the tags: <b>Hello</b>.',
  source:
    'OWASP, Cross Site Scripting Prevention, https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html',
  fix: 'put the tags into the template around {{ … | t }}, and write characters as they are',
  bad: texts('Your order is <b>on its way</b>, {name}.'),
  good: texts('Your order is on its way, {name}.'),
  check: ({ source }, report) => {
    if (source === undefined) return
    for (const { own, catalogue } of readCatalogues(source, createFindings(source.name))) {
      if (!own) continue
      for (const [key, { text, valuePlace }] of catalogue) {
        const found = markup.exec(spellText(text))?.[0]
        if (found !== undefined) report(valuePlace(), `\`${key}\` holds \`${found}\`, which is printed as it stands`)
      }
    }
  },
}
