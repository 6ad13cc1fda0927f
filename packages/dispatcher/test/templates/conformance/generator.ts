import fc from 'fast-check'

import type { Case } from './engines.js'
import { atStart, data, inCapture, inPartial, type Known } from './generator-data.js'
import { condition, pick, printed } from './generator-expressions.js'

const trim = fc.constantFrom('', '', '', '-')
const safePiece = fc.constantFrom('x', ' ', '\n', ' a b ')
const piece = fc.constantFrom('x', ' ', '\n', ' a b ', '<i>', '&', '  \n ')

/** A tag with white space control at both ends. */
function tag(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(trim, inner, trim).map(([left, content, right]) => `{%${left} ${content} ${right}%}`)
}

function leaves(known: Known): readonly fc.Arbitrary<string>[] {
  return [
    fc.tuple(trim, printed(known), trim).map(([left, content, right]) => `{{${left} ${content} ${right}}}`),
    tag(fc.tuple(fc.constantFrom('v', 'w'), printed(known)).map(([name, value]) => `assign ${name} = ${value}`)),
    fc.tuple(trim, trim).map(([left, right]) => `{%${left} comment ${right}%}no {{ x }} {% if %}{% endcomment %}`),
    fc.tuple(trim, trim).map(([left, right]) => `{%${left} raw %} {{ x }} {% endraw ${right}%}`),
    tag(fc.constant('# a note')),
  ]
}

/** Blocks, all equally often, so that each stands in each: `{% if %}` in `{% for %}`, `{% render %}` in `{% capture %}`. */
function blocks(known: Known, depth: number): readonly fc.Arbitrary<string>[] {
  const inner = body(known, depth - 1)
  const inCase = fc.constantFrom("'a'", '1', 'nil', 'blank', "'', 'b'", '0 or 2', 'true', known.numbers[0] ?? '1')
  const looped: Known = {
    ...known,
    ...(known.safe === true ? {} : { texts: [...known.texts, 'item.name'], any: [...known.any, 'item.note'] }),
    numbers: [...known.numbers, 'item.price', 'forloop.index', 'forloop.rindex0'],
  }
  const numbered: Known = {
    ...known,
    numbers: [...known.numbers, 'i', 'forloop.index0', 'forloop.rindex', 'forloop.length'],
    any: [...known.any, 'i', 'forloop.first', 'forloop.last'],
  }
  const more = fc.constantFrom(
    ...['', '', ' limit: 2', ' offset: 1', ' reversed', ' limit: 1 offset: 1'],
    ...[` reversed limit: ${known.numbers[0] ?? 1}`, ' reversed offset: 1 limit: 2', ' offset: 9'],
  )
  const over =
    known.texts.includes('a') || known.texts.includes("'x'")
      ? ['(1..3)', '(b..2)']
      : ['list', '(1..3)', '(n..m)', '(1..items.size)', 'nothing']
  return [
    ...(['if', 'unless'] as const).map((name) =>
      fc
        .tuple(trim, condition(known), inner, condition(known), inner, fc.nat(3))
        .map(
          ([dash, test, first, other, second, arms]) =>
            `{%${dash} ${name} ${test} %}${first}${arms > 1 ? `{% elsif ${other} ${dash}%}${second}` : ''}${arms % 2 === 1 ? `{%${dash} else %}${second}` : ''}{% end${name} ${dash}%}`,
        ),
    ),
    fc
      .tuple(pick(known.any), inCase, inner, inCase, inner, fc.boolean(), trim)
      .map(
        ([value, one, first, two, second, otherwise, dash]) =>
          `{% case ${value} %}{% when ${one} ${dash}%}${first}{% when ${two} %}${second}${otherwise ? `{% else ${dash}%}${first}` : ''}{% endcase %}`,
      ),
    ...(known.items
      ? [
          fc
            .tuple(more, body(looped, depth - 1), inner, trim)
            .map(
              ([extra, each, none, dash]) =>
                `{% for item in items${extra} ${dash}%}${each}{% else %}${none}{% endfor ${dash}%}`,
            ),
        ]
      : []),
    fc
      .tuple(pick(over), more, body(numbered, depth - 1))
      .map(([list, extra, each]) => `{% for i in ${list}${extra} %}${each}{% endfor %}`),
    fc
      .tuple(fc.constantFrom('v', 'w'), body(inCapture(known), depth - 1))
      .map(([name, content]) => `{% capture ${name} %}${content}{% endcapture %}{{ ${name} }}`),
    pick(
      known.safe === true ? ["{% render 'q', b: 3 %}"] : known.texts.includes('a') ? ["{% render 'q', b: b %}"] : calls,
    ),
  ]
}

const calls = [
  "{% render 'p', a: t, b: n, c: list, items: items %}",
  "{% render 'p', a: o.id, b: m, c: words, items: items -%}",
]

function body(known: Known, depth: number): fc.Arbitrary<string> {
  const choice = fc.oneof(
    { weight: 3, arbitrary: known.safe === true ? safePiece : piece },
    ...leaves(known).map((arbitrary, index) => ({ weight: index === 0 ? 4 : 1, arbitrary })),
    ...(depth > 0 ? blocks(known, depth).map((arbitrary) => ({ weight: known.safe === true ? 4 : 1, arbitrary })) : []),
  )
  return fc.array(choice, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''))
}

/** Random templates with data for them. */
export const randomCase: fc.Arbitrary<Case> = fc.record({
  template: fc.tuple(fc.oneof(...blocks(atStart, 2)), body(atStart, 1)).map((parts) => parts.join('')),
  data,
  partials: fc.record({
    p: body(inPartial, 1),
    q: body({ texts: ["'x'"], numbers: ['b'], lists: ["'x,y'"], any: ['b'], items: false, safe: true }, 0),
  }),
})
