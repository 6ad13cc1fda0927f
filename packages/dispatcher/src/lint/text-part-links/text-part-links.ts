import { rendersBySlot } from '../document/slots.js'
import type { LintRule } from '../lint-rule.js'

/** The derived text part has every link; one that is written by hand can forget them. */
export const textPartLinks: LintRule = {
  id: 'TPL508',
  group: 'text',
  severity: 'warning',
  title: 'The text part leads where the HTML leads.',
  why: 'Watches, terminals, filters and many people read the text part: they read of an order and cannot follow it.',
  source:
    'RFC 2046, 5.1.4 (the parts of multipart/alternative say the same), https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4',
  fix: 'write the addresses into email.text.liquid, or take the file away: the text is then derived',
  bad: { 'email.text.liquid': 'Hello {{ name }}, your order is on its way.' },
  good: { 'email.text.liquid': 'Hello {{ name }}, your order is on its way: {{ url }}' },
  check: (subject, report) => {
    const own = subject.documents.filter(({ channel, language }) => channel === 'email' && language === 'liquid')
    if (own.length === 0) return
    for (const renders of rendersBySlot(subject, subject.definition?.email?.subject).values()) {
      for (const { locale, mail } of renders) {
        if (!/href="https?:/.test(mail.html) || /https?:\/\//.test(mail.text)) continue
        const file =
          own.find((document) => document.locale === locale) ??
          own.find((document) => document.locale === undefined) ??
          own[0]
        if (file === undefined) continue
        report(file.placeAt(0), 'the HTML has links, and the text part has none')
        break
      }
    }
  },
}
