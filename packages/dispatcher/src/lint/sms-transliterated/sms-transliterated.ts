import type { Artefact, SmsArtefact } from '../../render/artefact.js'
import { loadTemplate } from '../../render/load-template.js'
import { septetsOf } from '../../render/sms/gsm-7.js'
import { nearestGsm, transliterationsOf } from '../../render/sms/transliterate.js'
import { smsIn } from '../channel-renders.js'
import { staticCharacters } from '../document/static-text.js'
import type { LintExample, LintRule } from '../lint-rule.js'
import { renderSamples } from '../render-samples.js'
import { spellCharacter } from '../spell-character.js'

const bad: LintExample = {
  'template.yaml': `title: Order shipped
category: orders
lane: transactional
locales: [en]
data:
  type: object
  required: [name]
  properties: { name: { type: string, maxLength: 40 } }
channels:
  sms: { transliterate: true }
`,
  'email.mjml': '',
  'push.liquid': '',
  'sms.liquid': 'Façade order for {{ name }} is on its way.',
  'samples/short.json': '{ "to": { "phone": "+4915112345678" }, "data": { "name": "Ann" } }',
}

/** Whoever asked for transliteration sees what it does to names and words. */
export const smsTransliterated: LintRule = {
  id: 'TPL702',
  group: 'sms',
  severity: 'warning',
  title: 'Transliteration changes no character that a reader would miss.',
  why: 'With `channels.sms.transliterate` a customer reads other letters than those that were written, in names as in words.',
  source: '3GPP TS 23.038, 6.2.1 (GSM 7 bit default alphabet), https://www.3gpp.org/dynareport/23038.htm',
  fix: 'write it as it will be sent, or leave `channels.sms.transliterate` out and pay for UCS-2',
  bad,
  good: { ...bad, 'sms.liquid': 'Facade order for {{ name }} is on its way.' },
  check(subject, report) {
    const { source, artefact, definition, documents } = subject
    if (definition?.sms?.transliterate !== true || source === undefined || artefact?.sms === undefined) return
    const written = new Set<string>()
    for (const { channel, text, placeAt } of documents) {
      if (channel !== 'sms') continue
      const reported = new Set<string>()
      const characters = [...staticCharacters(text)].filter(({ character }) => septetsOf(character) === undefined)
      const possible = characters.every(({ character }) => nearestGsm(character) !== undefined)
      for (const { character, offset } of characters) {
        written.add(character)
        const nearest = nearestGsm(character) ?? ''
        if (!possible || nearest.trim() === '' || reported.has(character)) continue
        reported.add(character)
        report(placeAt(offset), `${spellCharacter(character)} is sent as "${nearest}"`)
      }
    }
    const asWritten = renderSamples(source, loadTemplate(untouched(artefact, artefact.sms)), subject)
    for (const { sample, locale, rendered } of smsIn(asWritten)) {
      const changes = transliterationsOf(rendered.text)
        .filter(({ from, to }) => to.trim() !== '' && !written.has(from))
        .map(({ from, to }) => `${spellCharacter(from)} as "${to}"`)
      if (changes.length === 0) continue
      report(
        definition.placeOf(['channels', 'sms', 'transliterate']),
        `sample "${sample}" (${locale}) is sent with ${changes.join(', ')}`,
      )
    }
  },
}

/** The template without its transliteration. */
function untouched(artefact: Artefact, sms: Readonly<Record<string, SmsArtefact>>): Artefact {
  const plain = Object.entries(sms).map(([locale, { body }]) => [locale, { body }] as const)
  return { ...artefact, sms: Object.fromEntries(plain) }
}
