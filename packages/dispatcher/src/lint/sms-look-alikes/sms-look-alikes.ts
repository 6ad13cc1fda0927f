import { septetsOf } from '../../render/sms/gsm-7.js'
import { lookAlikes } from '../../render/sms/look-alikes.js'
import { segmentsOf } from '../../render/sms/segments.js'
import { nearestGsm } from '../../render/sms/transliterate.js'
import { smsIn } from '../channel-renders.js'
import type { LintDocument } from '../document/lint-document.js'
import { staticCharacters } from '../document/static-text.js'
import type { LintRule, Report } from '../lint-rule.js'
import type { LintSubject } from '../lint-subject.js'
import { spellCharacter } from '../spell-character.js'

/** One curly quote more than halves the room of every segment. */
export const smsLookAlikes: LintRule = {
  id: 'TPL700',
  group: 'sms',
  severity: 'warning',
  title: 'An SMS has no character outside of GSM-7 that it could do without.',
  why: 'One such character makes the whole message UCS-2: 70 characters a segment instead of 160, and each segment is paid for.',
  source: '3GPP TS 23.038, 6.2.1 (GSM 7 bit default alphabet), https://www.3gpp.org/dynareport/23038.htm',
  fix: 'write the straight quote, the hyphen or three dots, or let `channels.sms.transliterate: true` do it',
  bad: { 'sms.liquid': 'Your order is on its way, {{ name }} – tomorrow.' },
  good: { 'sms.liquid': 'Your order is on its way, {{ name }} - tomorrow.' },
  check(subject, report) {
    if (subject.definition?.sms?.transliterate === true) return
    const bodies = subject.documents.filter(({ channel }) => channel === 'sms')
    for (const document of subject.documents) {
      if (bodies.includes(document) || isUsedBy(bodies, document)) checkDocument(document, subject, report)
    }
  },
}

const letter = /[\p{L}\p{M}]/u

/** Whether one of these bodies renders a shared piece. */
function isUsedBy(bodies: readonly LintDocument[], { channel, language, file }: LintDocument): boolean {
  if (channel !== undefined || language !== 'liquid') return false
  const name = file.replace(/^_partials\//, '').replace(/\.liquid$/, '')
  const own = name.slice(name.indexOf('/') + 1)
  return bodies.some(({ text }) =>
    [name, own].some((each) => new RegExp(`render\\s*['"]${literally(each)}['"]`).test(text)),
  )
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function checkDocument(document: LintDocument, subject: LintSubject, report: Report): void {
  const places = new Map<string, number>()
  for (const { character, offset } of staticCharacters(document.text)) {
    if (septetsOf(character) === undefined && !places.has(character)) places.set(character, offset)
  }
  const outside = [...places.keys()]
  const lost = outside.filter((character) => nearestGsm(character) === undefined)
  // Greek, Cyrillic, Arabic, Han: the language needs UCS-2, and nothing is to be saved.
  if (lost.some((character) => letter.test(character))) return
  if (outside.length === 0) return
  const costs = costOf(document, places, subject)
  for (const [character, offset] of places) {
    const likeness = lookAlikes.get(character)
    // A letter with its accent, an emoji, or what a mail may use too: worth a word only where somebody pays for it.
    const meant = likeness === undefined || lost.length > 0 || document.channel === undefined
    if (meant && costs === undefined) continue
    report(
      document.placeAt(offset),
      `${spellCharacter(character)} is not in GSM-7, so the SMS goes as UCS-2${costs ?? ''}`,
      hintFor(character, likeness),
    )
  }
}

function hintFor(character: string, likeness: string | undefined): string {
  if (likeness === '') return 'take it out: it is invisible'
  if (likeness !== undefined) return `write ${JSON.stringify(likeness)}`
  const nearest = nearestGsm(character)
  return nearest === undefined
    ? 'do without it, or shorten the text'
    : `\`channels.sms.transliterate: true\` sends "${nearest}"`
}

/** What a document's characters outside of GSM-7 cost in a sample that it is rendered for. */
function costOf(
  { locale, channel }: LintDocument,
  outside: ReadonlyMap<string, unknown>,
  { renders, definition }: LintSubject,
): string | undefined {
  const without = (text: string): string =>
    [...text].map((each) => (outside.has(each) ? (nearestGsm(each) ?? '') : each)).join('')
  const [usual] = definition?.locales ?? []
  for (const { sample, rendered, locale: to } of smsIn(renders())) {
    const isItsOwn = locale === undefined ? to === usual : to === locale || to.startsWith(`${locale}-`)
    if (channel !== undefined && !isItsOwn) continue
    const now = segmentsOf(rendered.text).segments.length
    const then = segmentsOf(without(rendered.text)).segments.length
    if (now > then) return `: ${now} segments instead of ${then} in sample "${sample}"`
  }
  return undefined
}
