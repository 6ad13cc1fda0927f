import { segmentsOf } from '../../render/sms/segments.js'
import { bodyPlace } from '../body-place.js'
import { firstOfLocale, type SmsRender, smsIn } from '../channel-renders.js'
import { linksIn } from '../links-in.js'
import type { LintRule } from '../lint-rule.js'

/** Links are not shortened: they count as they are, and one that is cut is dead until the other half arrives. */
export const smsLinkBorder: LintRule = {
  id: 'TPL704',
  group: 'sms',
  severity: 'warning',
  title: 'No link of an SMS lies across the border of two segments.',
  why: 'Handsets and gateways that show segments as they come show half a link, and a tap on it leads nowhere.',
  source: '3GPP TS 23.040, 9.2.3.24.1 (concatenated short messages), https://www.3gpp.org/dynareport/23040.htm',
  fix: 'put the link first, shorten the text before it, or give its values a smaller `maxLength`',
  bad: {
    'sms.liquid': `Hello {{ name }}, ${'your order is on its way, '.repeat(5)}{{ url }} tells you when it arrives.`,
  },
  good: { 'sms.liquid': `{{ url }} tells you when it arrives, {{ name }}: ${'your order is on its way, '.repeat(5)}` },
  check(subject, report) {
    const renders = smsIn(subject.renders())
    const crossing = firstOfLocale(renders, ({ rendered: { text } }) => crossed(text) !== undefined)
    for (const { sample, locale, rendered } of crossing) {
      const { url, segment } = crossed(rendered.text) ?? { url: '', segment: 0 }
      report(
        bodyPlace(subject, 'sms', locale),
        `${url} lies across the border of segments ${segment} and ${segment + 1} in sample "${sample}" (${locale})`,
      )
    }
    const settled = new Set(crossing.map(({ locale }) => locale))
    if (!renders.some(({ rendered }) => linksIn(rendered.text).length > 0)) return
    const longest = new Map(smsIn(subject.longest()).map((render) => [keyOf(render), render.rendered.text]))
    const possible = firstOfLocale(renders, (render) => {
      const longer = longest.get(keyOf(render))
      return longer !== undefined && mayCross(render.rendered.text, longer)
    })
    for (const { locale } of possible) {
      if (settled.has(locale)) continue
      report(
        bodyPlace(subject, 'sms', locale),
        `with values as long as the schema allows a link (${locale}) may lie across the border of two segments`,
      )
    }
  },
}

const keyOf = ({ sample, locale }: SmsRender): string => `${sample} ${locale}`

function crossed(text: string): { readonly url: string; readonly segment: number } | undefined {
  const { segments } = segmentsOf(text)
  if (segments.length === 1) return undefined
  for (const { url, begin, end } of linksIn(text)) {
    const segment = segments.findIndex((each) => begin < each.end && end > each.end)
    if (segment !== -1) return { url, segment: segment + 1 }
  }
  return undefined
}

/** Whether a link lies across a border for lengths between those of a sample and the longest ones. */
function mayCross(text: string, longer: string): boolean {
  const { segments } = segmentsOf(longer)
  const borders = segments.slice(0, -1).map(({ end }) => end)
  const [shorts, longs] = [linksIn(text), linksIn(longer)]
  if (shorts.length !== longs.length) return false
  return shorts.some(({ begin }, index) => {
    const { end } = longs[index] ?? { end: begin }
    return borders.some((border) => begin < border && border < end)
  })
}
