import { bodyPlace } from '../body-place.js'
import { firstOfLocale, smsIn } from '../channel-renders.js'
import type { LintRule } from '../lint-rule.js'

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\n{3,}/, 'more than one empty line'],
  [/[ \t]+\n/, 'white space at the end of a line'],
  [/ {2,}/, 'several spaces in a row'],
]
const wasteIn = (text: string): string | undefined => kinds.find(([pattern]) => pattern.test(text))?.[1]

/** Tags on lines of their own leave white space behind, and every septet is paid for. */
export const smsWhiteSpace: LintRule = {
  id: 'TPL708',
  group: 'sms',
  severity: 'warning',
  title: 'An SMS has no white space that says nothing.',
  why: 'A mail client folds white space, a phone shows it: a text with holes looks like a mistake, and each space takes room of a segment.',
  source: '3GPP TS 23.038, 6.2.1 (space and line feed are characters), https://www.3gpp.org/dynareport/23038.htm',
  fix: 'trim beside the tags: {%- if … -%}, {{- value -}}',
  bad: { 'sms.liquid': 'Your order is on its way,  {{ name }}.' },
  good: { 'sms.liquid': 'Your order is on its way, {{ name }}.' },
  check(subject, report) {
    const renders = firstOfLocale(smsIn(subject.renders()), ({ rendered }) => wasteIn(rendered.text) !== undefined)
    for (const { sample, locale, rendered } of renders) {
      report(bodyPlace(subject, 'sms', locale), `sample "${sample}" (${locale}) has ${wasteIn(rendered.text) ?? ''}`)
    }
  },
}
