import { bodyOf } from '../document/body-of.js'
import { outputsOf } from '../document/outputs.js'
import { mailOf } from '../document/rendered-mail.js'
import { mailWith, yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const unsubscribe = '<mj-text><a href="{{ unsubscribe_url }}">Unsubscribe</a></mj-text>'

/** A brand's variable that is called so, or a text that can hardly be anything else. */
const variable = /^brand\.\w*(?:address|postal|imprint|impressum|anschrift|adresse|legal|company_line)\w*$/i
/** Postal codes of Germany and France, Austria and Switzerland, the Netherlands, the US and Britain. */
const code =
  /\b(?:\d{5}|[A-Z]{1,2}-\d{4,5}|\d{4} [A-Z]{2})\s+\p{Lu}|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b/u
const street = /\bP\.?\s?O\.? Box\b|\bPostfach\b|\b(?:Street|Road|Avenue|Suite)\b|stra(?:ß|ss)e\s+\d/i

/** Finds out whether there is one, not whether it is right. */
export const postalAddress: LintRule = {
  id: 'TPL641',
  group: 'marketing',
  severity: 'warning',
  title: 'A marketing mail says where its sender can be found.',
  why: 'The law asks for a valid postal address in each; in Germany a missing imprint is a reason for a costly warning letter.',
  source: '15 U.S.C. 7704(a)(5)(A)(iii), 16 CFR 316.2(p) (CAN-SPAM); Directive 2000/31/EC, Art. 5 and 6',
  fix: 'write it into the foot of the mail, as {{ brand.postal_address }}',
  bad: { ...yamlWith({ category: 'offers', lane: 'bulk' }), ...mailWith(unsubscribe) },
  good: {
    ...yamlWith({ category: 'offers', lane: 'bulk' }),
    ...mailWith(`${unsubscribe}\n<mj-text>Shop, Road 1, 10999 Berlin</mj-text>`),
  },
  check: (subject, report) => {
    const { artefact } = subject
    if (artefact?.marketing !== true) return
    for (const [locale, { html }] of Object.entries(artefact.email ?? {})) {
      const body = bodyOf(subject, locale)
      if (body === undefined || outputsOf(html).some(({ name }) => variable.test(name))) continue
      const texts = subject
        .renders()
        .flatMap((render) => (render.locale === locale ? (mailOf(render)?.text ?? []) : []))
      if (texts.length === 0 || texts.some((text) => code.test(text) || street.test(text))) continue
      report(body.placeAt(0), `the mail in ${locale} has no postal address`)
    }
  },
}
