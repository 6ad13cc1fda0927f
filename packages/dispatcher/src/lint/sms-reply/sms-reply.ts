import { bodyPlace } from '../body-place.js'
import { firstOfLocale, smsIn } from '../channel-renders.js'
import type { LintRule } from '../lint-rule.js'

/**
 * A call to answer with a word in capitals, in the languages of which we are sure; "do not reply" is none, and neither is
 * "Reply STOP to 12345", which names a number.
 */
const call = new RegExp(
  '(?<!\\p{L})(?:[Rr]eply(?: with)?|[Aa]ntworten? (?:Sie )?(?:bitte )?(?:mit)?|[Rr]épond(?:ez|s)(?: par)?|[Rr]espond[ae](?: con| com)?|[Rr]ispond[ai](?: con)?|[Aa]ntwoord(?: met)?)' +
    ' ?["\']?(\\p{Lu}{2,12})(?!\\p{L})(?!["\']? \\p{Ll}+ \\+?\\d)',
  'u',
)

/** A name has no number that could be answered. */
export const smsReply: LintRule = {
  id: 'TPL710',
  group: 'sms',
  severity: 'warning',
  title: 'An SMS that is sent under a name asks for no reply.',
  why: 'A phone cannot answer a sender that is a name: who wants to stop the messages cannot, and complains to the carrier instead.',
  source:
    'Twilio, What is an Alphanumeric Sender ID (one-way messaging), https://www.twilio.com/docs/glossary/what-alphanumeric-sender-id',
  fix: 'name a number or {{ unsubscribe_url }}, or send from a number: `sender.sms` of the brand',
  bad: { 'sms.liquid': 'Your order is on its way, {{ name }}. Reply STOP to get no more messages.' },
  good: { 'sms.liquid': 'Your order is on its way, {{ name }}. Text STOP to 12345 to get no more messages.' },
  check(subject, report) {
    const deaf = firstOfLocale(
      smsIn(subject.renders()),
      ({ rendered: { from = '', text } }) => /[A-Za-z]/.test(from) && call.test(text),
    )
    for (const { locale, rendered } of deaf) {
      const [words = '', answer = ''] = call.exec(rendered.text) ?? []
      report(
        bodyPlace(subject, 'sms', locale, words),
        `nobody can reply ${answer} to the sender "${rendered.from ?? ''}" (${locale})`,
      )
    }
  },
}
