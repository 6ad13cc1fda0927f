import fc from 'fast-check'
import { expect, it } from 'vitest'

import { staticRanges } from '#dispatcher/lint/document/static-text.js'

const pieces = (text: string): readonly string[] => staticRanges(text).map(({ begin, end }) => text.slice(begin, end))

it.each<[string, readonly string[]]>([
  ['plain { text }', ['plain { text }']],
  ['a{{ b }}c{% if d %}e{% endif %}', ['a', 'c', 'e']],
  ['{{ a }}{{ b }}', []],
  ['a{%- comment -%} b {{ c }} {% if %} {%- endcomment -%}d', ['a', 'd']],
  ['a {{ open', ['a ']],
  ['a {% comment %} b', ['a ']],
  ['', []],
])('of %s', (text, expected) => {
  expect(pieces(text)).toEqual(expected)
})

it('never takes a tag for text, and ends for any input', () => {
  const piece = fc.constantFrom('{{', '}}', '{%', '%}', ' comment ', ' endcomment ', 'a', '{', '}', '\n')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
      const text = parts.join('')
      for (const each of pieces(text)) expect(each).not.toMatch(/\{\{|\{%/)
      expect(pieces(text).join('').length).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 1000 },
  )
})
