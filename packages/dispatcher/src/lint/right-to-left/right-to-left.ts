import { isRightToLeft } from '../../templates/mjml/right-to-left.js'
import { exampleDefinition } from '../example-definition.js'
import type { LintRule } from '../lint-rule.js'

/** Attributes that fix a side, and the value that is the wrong one. */
const sides: Readonly<Record<string, string>> = { dir: 'ltr', direction: 'ltr', align: 'left', 'text-align': 'left' }

const mail = (attributes: string) => ({
  'template.yaml': exampleDefinition(['en', 'ar']),
  'sms.ar.liquid': 'طلبك في الطريق، {{ name }}.',
  'push.ar.liquid': 'يصل غدا بين الساعة 9 و12.',
  'email.ar.mjml': `<mjml lang="ar">
  <mj-head>
    <mj-title>طلبك في الطريق</mj-title>
  </mj-head>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text${attributes}>مرحبا {{ name }}، طلبك في الطريق.</mj-text>
        <mj-button href="{{ url }}">تتبع طلبك</mj-button>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`,
})

/** A side that was fixed for readers who begin on the other one. */
export const rightToLeft: LintRule = {
  id: 'TPL743',
  group: 'locales',
  severity: 'warning',
  title: 'A mail in a language that is written from right to left begins on the right.',
  why: 'Arabic, Hebrew, Persian and Urdu are read from the right: text that is set to the left or runs from the left looks broken, and its full stops stand at the wrong end.',
  source:
    'W3C, Structural markup and right-to-left text in HTML, https://www.w3.org/International/questions/qa-html-dir',
  fix: 'leave the attribute out: the mail is turned around for these languages by itself',
  bad: mail(' align="left"'),
  good: mail(''),
  check: ({ documents, definition, name }, report) => {
    const locales = definition?.locales ?? []
    const [usual = 'en'] = locales
    const bodies = documents.filter(({ language }) => language !== 'liquid')
    const written = new Set(bodies.map(({ locale }) => locale))
    for (const document of bodies) {
      if (!document.file.startsWith(`${name}/`) || document.channel === undefined) continue
      const readers =
        document.locale === undefined
          ? locales.filter((each) => each === usual || !written.has(each))
          : [document.locale]
      if (readers.length === 0 || !readers.every(isRightToLeft)) continue
      for (const element of document.elements()) {
        for (const [attribute, wrong] of Object.entries(sides)) {
          const given = element.attributeNode(attribute)
          if (given?.value.toLowerCase() !== wrong) continue
          report(document.placeAt(given.begin), `${attribute}="${given.value}" in a mail that is read from the right`)
        }
      }
    }
  },
}
