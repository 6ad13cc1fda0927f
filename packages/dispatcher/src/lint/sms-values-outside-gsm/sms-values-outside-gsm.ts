import { septetsOf } from '../../render/sms/gsm-7.js'
import { segmentsOf } from '../../render/sms/segments.js'
import { transliterate, transliterationsOf } from '../../render/sms/transliterate.js'
import { bodyPlace } from '../body-place.js'
import { firstOfLocale, smsIn } from '../channel-renders.js'
import { staticCharacters } from '../document/static-text.js'
import type { LintRule } from '../lint-rule.js'
import type { LintSubject } from '../lint-subject.js'
import { spellCharacter } from '../spell-character.js'

/** Names and amounts bring characters that nobody sees in the template. */
export const smsValuesOutsideGsm: LintRule = {
  id: 'TPL701',
  group: 'sms',
  severity: 'warning',
  title: 'Values do not make an SMS longer by a letter that GSM-7 lacks.',
  why: 'A name with an accent, or the no-break space of an amount, makes the whole message UCS-2, and it is paid for twice.',
  source: '3GPP TS 23.038, 6.2.1 (GSM 7 bit default alphabet), https://www.3gpp.org/dynareport/23038.htm',
  fix: 'set `channels.sms.transliterate: true`, which sends the nearest letters of GSM-7',
  bad: {
    'sms.liquid': 'Your order is on its way, {{ name }}. It arrives tomorrow between 9 and 12.',
    'samples/short.json':
      '{ "to": { "phone": "+4915112345678" }, "data": { "name": "Łukasz", "url": "https://shop.example/t/1" } }',
  },
  good: {
    'sms.liquid': 'Your order is on its way, {{ name }}. It arrives tomorrow between 9 and 12.',
    'samples/short.json':
      '{ "to": { "phone": "+4915112345678" }, "data": { "name": "Søren", "url": "https://shop.example/t/1" } }',
  },
  check(subject, report) {
    if (subject.definition?.sms?.transliterate === true) return
    const written = writtenOutside(subject)
    const costly = firstOfLocale(smsIn(subject.renders()), ({ rendered: { text } }) => {
      const changes = transliterationsOf(text)
      const fromValues = changes.length > 0 && changes.every(({ from }) => !written.has(from))
      return fromValues && segmentsOf(text).segments.length > segmentsOf(transliterate(text)).segments.length
    })
    for (const { sample, locale, rendered } of costly) {
      const { text } = rendered
      const characters = transliterationsOf(text).map(({ from }) => spellCharacter(from))
      report(
        bodyPlace(subject, 'sms', locale),
        `a value of sample "${sample}" (${locale}) brings ${characters.join(', ')}, which GSM-7 lacks: ` +
          `${segmentsOf(text).segments.length} segments instead of ${segmentsOf(transliterate(text)).segments.length}`,
      )
    }
  },
}

/** What is outside of GSM-7 in the texts themselves, shared pieces included. */
function writtenOutside({ documents }: LintSubject): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { text, channel, language } of documents) {
    if (language !== 'liquid' || (channel !== undefined && channel !== 'sms')) continue
    for (const { character } of staticCharacters(text)) if (septetsOf(character) === undefined) found.add(character)
  }
  return found
}
