import { fileText } from '../../templates/source/mapped-text.js'
import type { LintRule } from '../lint-rule.js'

// UTF-8 that was read as Windows-1252: what was one character begins with these and goes on with what no language writes
// behind them. U+FFFD stands for a byte that was no UTF-8 at all.
const broken =
  /\uFFFD|[\u00C2\u00C3][\u0080-\u00BF]|\u00E2(?:\u20AC|\u201A|\u2020|\u0080|\u0082)[\u0080-\u00BF\u2018-\u2122\u0152-\u0178\u02C6\u02DC]?|\u00F0\u0178/g

/** Looks into every file: a text message is broken as easily as a mail. */
export const intactCharacters: LintRule = {
  id: 'TPL509',
  group: 'text',
  severity: 'error',
  title: 'Characters are what they were when somebody typed them.',
  why: 'Customers read "GrÃ¼ÃŸe" for "Grüße", because a program took one encoding for another on the way.',
  source: 'Unicode 16.0, 3.9 (U+FFFD); WHATWG Encoding, https://encoding.spec.whatwg.org/#utf-8-decoder',
  fix: 'type the characters again, and save the file as UTF-8',
  bad: { 'sms.liquid': 'Your order is on its way, {{ name }}. GrÃ¼ÃŸe' },
  good: { 'sms.liquid': 'Your order is on its way, {{ name }}. Grüße' },
  check: ({ name, source, documents }, report) => {
    const yaml = source === undefined ? [] : [fileText(`${name}/template.yaml`, source.yaml)]
    for (const { text, placeAt } of [...yaml, ...documents]) {
      const lines = new Set<number>()
      for (const { index, 0: found } of text.matchAll(broken)) {
        const place = placeAt(index)
        // A line that was broken was broken as a whole.
        if (lines.has(place.line)) continue
        lines.add(place.line)
        report(place, `\`${found}\` is the remainder of a character in another encoding`)
      }
    }
  },
}
