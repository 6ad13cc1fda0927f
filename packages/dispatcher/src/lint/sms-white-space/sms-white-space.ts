import { bodyPlace } from '../body-place.js'
import { firstOfLocale, type SmsRender, smsIn } from '../channel-renders.js'
import type { LintRule } from '../lint-rule.js'
import type { LintSubject } from '../lint-subject.js'

/** What it looks like in a text and in JSON, and what to call it. */
const kinds: readonly { readonly text: RegExp; readonly json: string; readonly name: string }[] = [
  { text: /\n{3}/, json: '\\n\\n\\n', name: 'more than one empty line' },
  { text: /[ \t]\n/, json: ' \\n', name: 'white space at the end of a line' },
  { text: / {2}/, json: '  ', name: 'several spaces in a row' },
]

/** White space in a message that no value of its sample brings. */
function wasteIn({ sample, rendered }: SmsRender, { source }: LintSubject): string | undefined {
  const found = kinds.find(({ text }) => text.test(rendered.text))
  if (found === undefined) return undefined
  const values = JSON.stringify(JSON.parse(source?.samples[sample] ?? 'null'))
  return values.includes(found.json) ? undefined : found.name
}

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
    const renders = firstOfLocale(smsIn(subject.renders()), (render) => wasteIn(render, subject) !== undefined)
    for (const render of renders) {
      const { sample, locale } = render
      report(bodyPlace(subject, 'sms', locale), `sample "${sample}" (${locale}) has ${wasteIn(render, subject) ?? ''}`)
    }
  },
}
