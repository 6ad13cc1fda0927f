import { expect, it } from 'vitest'

import { readDocument } from '#dispatcher/lint/document/lint-document.js'
import { stylesOf } from '#dispatcher/lint/document/read-styles.js'

const blocksIn = (text: string, file = 'email.html') =>
  stylesOf(readDocument(file, text)).flatMap(({ blocks }) => blocks)
const declarationsIn = (text: string) =>
  blocksIn(text).flatMap(({ declarations }) => declarations.map(({ property, value }) => `${property}: ${value}`))

it('finds the declarations of style sheets and style attributes at their places', () => {
  const text = `<style>
  a, .b > c { color: red; width: calc(100% - 2REM) !important }
</style>
<p style="margin: 0;  Padding : 4px">x</p>`
  const found = blocksIn(text).flatMap(({ declarations }) => declarations)
  expect(found).toMatchObject([
    { property: 'color', value: 'red', important: false, words: ['red'] },
    { property: 'width', value: 'calc(100% - 2REM)', important: true, functions: ['calc'], units: ['rem'] },
    { property: 'margin', value: '0' },
    { property: 'padding', value: '4px', units: ['px'] },
  ])
  for (const { property, value, begin, valueBegin } of found) {
    expect(text.slice(begin, begin + property.length).toLowerCase()).toBe(property)
    expect(text.startsWith(value, valueBegin)).toBe(true)
  }
  expect(blocksIn(text)[0]?.selectors).toMatchObject([{ text: 'a' }, { text: '.b > c', parts: ['>'] }])
})

it('knows which at-rules a block stands in, and whether in another block', () => {
  const [media, nested] = blocksIn('<style>@media (width > 1px) { .a { color: red; & .b { top: 0 } } }</style>')
  expect(media?.within).toMatchObject([{ name: 'media', prelude: '(width > 1px)' }])
  expect(media?.nested).toBe(false)
  expect(nested).toMatchObject({ nested: true, selectors: [{ text: '& .b', parts: ['&'] }] })
})

it('reads mj-style, quotes written as entities, and comments that hide a style sheet', () => {
  expect(blocksIn('<mjml><mj-head><mj-style>.a>.b{top:0}</mj-style></mj-head></mjml>', 'email.mjml')).toHaveLength(1)
  expect(declarationsIn('<p style="font-family: &quot;Open Sans&quot;, Arial; color: red">x</p>')).toEqual([
    'font-family: &quot;Open Sans&quot;, Arial',
    'color: red',
  ])
  expect(declarationsIn('<style><!-- .a { top: 0 } --></style>')).toEqual(['top: 0'])
})

it.each([
  ['Liquid', '{% if a %}', '{{ x }}', '{% endif %}'],
  ['Handlebars', '{{#if a}}', '{{{x}}}', '{{/if}}'],
  ['ERB', '<% if a %>', '<%= x %>', '<% end %>'],
  ['merge tags', '*|IF:A|*', '*|X|*', '*|END:IF|*'],
])('sees through the tokens of %s', (_, before, value, after) => {
  expect(declarationsIn(`<p style="${before} color: ${value}; ${after} top: 0">x</p>`)).toEqual([
    `color: ${value}`,
    'top: 0',
  ])
  expect(declarationsIn(`<style>${before} .a { color: ${value} } ${after} .b { ${value}\n top: 0 }</style>`)).toEqual([
    `color: ${value}`,
    'top: 0',
  ])
})

it('says nothing of CSS that is nested deeper than anybody writes', () => {
  expect(declarationsIn(`<style>${'a{'.repeat(20_000)}</style><p style="top:0">x</p>`)).toEqual(['top: 0'])
  expect(declarationsIn(`<p style="width:${'('.repeat(20_000)}">x</p>`)).toEqual([])
})

it('survives CSS that is broken', () => {
  expect(declarationsIn('<style>.a { color red; top: 0; } } .b { left: 0')).toEqual(['top: 0', 'left: 0'])
  expect(declarationsIn('<p style="{{">x</p><p style="}">y</p><p style=";;top:0">z</p>')).toEqual(['top: 0'])
})
