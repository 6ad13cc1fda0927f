import { bodyPlace } from '../body-place.js'
import { firstOfLocale, smsIn } from '../channel-renders.js'
import type { LintExample, LintRule } from '../lint-rule.js'

/** A line that is meant for browsers: a host behind `@`, and a code behind `#`. */
const meant = /^.*@\s*(?:https?:\/\/)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+\S*\s*#\s*\S+.*$/iu
const readable = /^@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+ #\S+(?: |$)/u

/** A host has at most 253 characters (RFC 1035, 2.3.4). */
const longestLine = 300

/** What is wrong with the line that names the site of a code; undefined where it is right, or there is none. */
function wrongIn(text: string): string | undefined {
  const lines = text.split(/\r\n|\n|\r/)
  const line = lines.find((each) => each.length <= longestLine && meant.test(each))
  if (line === undefined) return undefined
  if (!readable.test(line)) return `"${line}" is not written as "@shop.example #123456"`
  return line === lines.at(-1) ? undefined : `"${line}" is not the last line`
}

const bad: LintExample = {
  'template.yaml': `title: Code
category: orders
lane: critical
locales: [en]
data:
  type: object
  required: [code]
  properties: { code: { type: string, maxLength: 8 } }
channels:
  sms: {}
`,
  'email.mjml': '',
  'push.liquid': '',
  'sms.liquid': '{{ code }} is your code.\n\n@shop.example #{{ code }}\n\nDo not share it.',
  'samples/short.json': '{ "to": { "phone": "+4915112345678" }, "data": { "code": "482913" } }',
}

/** Browsers offer a code only on the site that the last line names. */
export const smsCodeLine: LintRule = {
  id: 'TPL709',
  group: 'sms',
  severity: 'warning',
  title: 'The line that binds a one-time code to a site is the last one, as `@shop.example #123456`.',
  why: 'Browsers that cannot read the line offer the code on every site, those of fraudsters included, or do not offer it at all.',
  source: 'WICG, Origin-bound one-time codes delivered via SMS, https://wicg.github.io/sms-one-time-codes/',
  fix: 'end the message with a line of its own: @, the host, a space, #, the code',
  bad,
  good: { ...bad, 'sms.liquid': '{{ code }} is your code. Do not share it.\n\n@shop.example #{{ code }}' },
  check(subject, report) {
    if (subject.definition?.lane !== 'critical') return
    const renders = firstOfLocale(smsIn(subject.renders()), ({ rendered }) => wrongIn(rendered.text) !== undefined)
    for (const { locale, rendered } of renders) {
      report(bodyPlace(subject, 'sms', locale), `${wrongIn(rendered.text) ?? ''} (${locale})`)
    }
  },
}
