import fc from 'fast-check'
import { expect, it } from 'vitest'

import { supportOf } from '#dispatcher/lint/clients/support-of.js'
import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import { maskTokens } from '#dispatcher/lint/document/mask-tokens.js'
import { stylesOf } from '#dispatcher/lint/document/read-styles.js'

const pieces = [
  ...`<p style="~<style>~</style>~<mj-style>~</mj-style>~<td ~class=~"~'~>~/>~</p>~<!--[if mso]>~<![endif]-->`.split(
    '~',
  ),
  ...`<!--~-->~{{~}}~{% if a %}~{%~%}~<%~%>~<?php~?>~{#~}~{~(~)~;~:~color~red~.a~+~@media ~@~&~&quot;~*|A|*~!important`.split(
    '~',
  ),
  ...'\r\n~\n~\uFEFF~😀~x~ ~1px'.split('~'),
]
const anyText = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, fc.string({ maxLength: 4 })), { maxLength: 60 })
  .map((parts) => parts.join(''))

it('reads any text, and says of everything where it stands', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const document = readDocument('any.html', text)
      for (const { name, begin, end, attributes } of document.elements()) {
        expect(text.slice(begin + 1, begin + 1 + name.length).toLowerCase()).toBe(name)
        expect(end).toBeGreaterThan(begin)
        for (const { value, valueBegin } of attributes) expect(text.startsWith(value, valueBegin)).toBe(true)
      }
      for (const { blocks } of stylesOf(document)) {
        for (const { property, value, begin, valueBegin } of blocks.flatMap(({ declarations }) => declarations)) {
          expect(text.slice(begin, begin + property.length).toLowerCase()).toBe(property)
          expect(text.startsWith(value, valueBegin)).toBe(true)
        }
      }
      expect(supportOf([document]).every(({ uses }) => uses > 0)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

it('covers tokens without moving anything', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const masked = maskTokens(text)
      expect(masked).toHaveLength(text.length)
      expect([...masked].filter((character) => character === '\n')).toHaveLength(text.split('\n').length - 1)
      for (let at = 0; at < text.length; at++) if (masked[at] !== '\uE000') expect(masked[at]).toBe(text[at])
    }),
    { numRuns: 1_000 },
  )
})
