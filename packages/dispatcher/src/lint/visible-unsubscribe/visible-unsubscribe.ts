import { bodyOf } from '../document/body-of.js'
import { outputsOf } from '../document/outputs.js'
import { mailWith, yamlWith } from '../example-mail.js'
import type { LintRule } from '../lint-rule.js'

const address = '<mj-text>Shop, Road 1, 10999 Berlin</mj-text>'

/** The header of RFC 8058 is written by Tidings; the law wants one that people see. */
export const visibleUnsubscribe: LintRule = {
  id: 'TPL640',
  group: 'marketing',
  severity: 'error',
  title: 'A marketing mail has a link in its text by which one can unsubscribe.',
  why: 'Without one it may not be sent in the EU or the US, and people press "spam" instead, which hurts every other mail.',
  source: '15 U.S.C. 7704(a)(3) and (5), 16 CFR 316.5 (CAN-SPAM); Directive 2002/58/EC, Art. 13(2) and (4)',
  fix: 'write <a href="{{ unsubscribe_url }}">Unsubscribe</a> into the mail, and the address into email.text.liquid',
  bad: { ...yamlWith({ category: 'offers', lane: 'bulk' }), ...mailWith(address) },
  good: {
    ...yamlWith({ category: 'offers', lane: 'bulk' }),
    ...mailWith(`${address}\n<mj-text><a href="{{ unsubscribe_url }}">Unsubscribe</a></mj-text>`),
  },
  check: (subject, report) => {
    const { artefact } = subject
    if (artefact?.marketing !== true) return
    for (const [locale, { html, text }] of Object.entries(artefact.email ?? {})) {
      const body = bodyOf(subject, locale)
      if (body === undefined) continue
      const leads = (program: typeof html): boolean => outputsOf(program).some(({ name }) => name === 'unsubscribe_url')
      if (leads(html) && leads(text)) continue
      const own = subject.documents.find(
        (each) => each.channel === 'email' && each.language === 'liquid' && each.locale === body.locale,
      )
      const place = leads(html) && own !== undefined ? own.placeAt(0) : body.placeAt(0)
      const part = leads(html) ? 'text part' : 'mail'
      report(place, `the ${part} in ${locale} has no link to unsubscribe`)
    }
  },
}
