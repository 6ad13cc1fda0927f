import { segmentsOf } from '../../render/sms/segments.js'
import { bodyPlace } from '../body-place.js'
import { firstOfLocale, smsIn } from '../channel-renders.js'
import type { LintRule } from '../lint-rule.js'

/** Every segment is billed, and a long row of them arrives late or in pieces. */
export const smsTooLong: LintRule = {
  id: 'TPL703',
  group: 'sms',
  severity: 'warning',
  title: 'No sample takes more segments than `channels.sms.maxSegments`.',
  why: 'Each segment is billed like a message, and where one of them is lost or late the text cannot be read.',
  source: '3GPP TS 23.040, 9.2.3.24.1 (concatenated short messages), https://www.3gpp.org/dynareport/23040.htm',
  fix: 'shorten the text, or allow more with `channels.sms.maxSegments` (default: 3)',
  bad: { 'sms.liquid': 'Your order is on its way, {{ name }}. '.repeat(16) },
  good: { 'sms.liquid': 'Your order is on its way, {{ name }}.' },
  check(subject, report) {
    const most = subject.definition?.sms?.maxSegments
    if (most === undefined) return
    const longer = firstOfLocale(
      smsIn(subject.renders()),
      ({ rendered }) => segmentsOf(rendered.text).segments.length > most,
    )
    for (const { sample, locale, rendered } of longer) {
      const { segments, encoding } = segmentsOf(rendered.text)
      report(
        bodyPlace(subject, 'sms', locale),
        `sample "${sample}" (${locale}) takes ${segments.length} segments in ${encoding}, and ${most} are allowed`,
      )
    }
  },
}
