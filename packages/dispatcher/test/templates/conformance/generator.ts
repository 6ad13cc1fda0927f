import fc from 'fast-check'

import type { Case } from './engines.js'

const text = fc.oneof(
  fc.constantFrom('', ' ', 'a', 'Grüße', '<b>&"\'', '12', '-3.5', 'a,b,c', '😀 ok', 'two words', 'line\nbreak'),
  fc.string({ maxLength: 6 }),
)
const number = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(0.5, -1.5, 1.005, 12.9))

/** Data of a known shape, so that most templates find what they ask for; some of it is missing on purpose. */
const data = fc.record(
  {
    t: text,
    u: text,
    n: number,
    m: number,
    yes: fc.boolean(),
    list: fc.array(number, { maxLength: 4 }),
    words: fc.array(text, { maxLength: 4 }),
    items: fc.array(fc.record({ name: text, price: number, note: text }, { requiredKeys: ['name', 'price'] }), {
      maxLength: 4,
    }),
    o: fc.record({ id: text, deep: fc.record({ n: number, t: text }) }, { requiredKeys: ['id', 'deep'] }),
    maybe: text,
    nothing: fc.constant(null),
  },
  { requiredKeys: ['t', 'u', 'n', 'm', 'yes', 'list', 'words', 'items', 'o', 'nothing'] },
)

interface Known {
  readonly texts: readonly string[]
  readonly numbers: readonly string[]
  readonly lists: readonly string[]
  readonly any: readonly string[]
}

const start: Known = {
  texts: ['t', 'u', 'o.id', 'o.deep.t', "o['id']", 'maybe'],
  numbers: ['n', 'm', 'o.deep.n', 'list.size', 't.size', 'items.size'],
  lists: ['list', 'words'],
  any: ['t', 'n', 'yes', 'list', 'words', 'o.id', 'maybe', 'nothing', 'items.first.name', 'list[0]', 'words[-1]'],
}

const quote = (value: string): string => `'${value.replace(/[^\w ,<>&]/g, '')}'`
const small = fc.integer({ min: -3, max: 6 }).map(String)
const pick = (list: readonly string[]) => fc.constantFrom(...list)

function textFilter({ texts }: Known) {
  const argument = fc.oneof(text.map(quote), pick(texts))
  return fc.oneof(
    fc.constantFrom(
      'upcase',
      'downcase',
      'capitalize',
      'strip',
      'lstrip',
      'rstrip',
      'strip_newlines',
      'url_encode',
      'truncate',
      'truncatewords',
    ),
    fc
      .tuple(fc.constantFrom('append', 'prepend', 'remove', 'default', 'strip'), argument)
      .map(([name, value]) => `${name}: ${value}`),
    fc
      .tuple(fc.constantFrom('replace', 'replace_first'), argument, argument)
      .map(([name, a, b]) => `${name}: ${a}, ${b}`),
    fc
      .tuple(fc.constantFrom('truncate', 'truncatewords'), small, argument)
      .map(([name, a, b]) => `${name}: ${a}, ${b}`),
    fc.tuple(small, fc.nat(6)).map(([a, b]) => `slice: ${a}, ${b}`),
    argument.map((value) => `split: ${value} | join: '+'`),
    fc.constantFrom('size', 'first', 'last'),
  )
}

function numberFilter({ numbers }: Known) {
  const argument = fc.oneof(small, pick(numbers))
  return fc.oneof(
    fc.constantFrom('ceil', 'floor', 'abs', 'round', 'round: 1'),
    fc
      .tuple(fc.constantFrom('plus', 'minus', 'times', 'divided_by', 'modulo', 'at_least', 'at_most'), argument)
      .map(([name, value]) => `${name}: ${value}`),
    small.map((value) => `divided_by: ${value}, true`),
  )
}

const listFilter = fc.constantFrom(
  'sort',
  'reverse',
  'uniq',
  'compact',
  'slice: 0, 2',
  'slice: -2, 2',
  "map: 'x' | compact",
  'sort | reverse',
)
const listEnd = fc.constantFrom("join: ', '", 'join', 'size', "join: '<'")

/** An expression that an output prints. */
function printed(known: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 2, arbitrary: pick(known.any) },
    { weight: 3, arbitrary: chain(pick(known.texts), textFilter(known)) },
    { weight: 3, arbitrary: chain(pick(known.numbers), numberFilter(known)) },
    { weight: 2, arbitrary: fc.tuple(chain(pick(known.lists), listFilter), listEnd).map(([a, b]) => `${a} | ${b}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "items | map: 'name' | join: ';'",
        "items | sort: 'price' | map: 'price' | join",
        "items | map: 'note' | compact | size",
      ),
    },
    { weight: 1, arbitrary: fc.tuple(pick(known.any), text.map(quote)).map(([a, b]) => `${a} | default: ${b}`) },
    { weight: 1, arbitrary: text.map(quote) },
    { weight: 1, arbitrary: condition(known) },
  )
}

function chain(base: fc.Arbitrary<string>, filter: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(base, fc.array(filter, { maxLength: 3 })).map(([value, filters]) => [value, ...filters].join(' | '))
}

function condition(known: Known): fc.Arbitrary<string> {
  const simple = fc.oneof(
    pick(known.any),
    fc
      .tuple(
        pick(known.numbers),
        fc.constantFrom('==', '!=', '<', '>', '<=', '>='),
        fc.oneof(small, pick(known.numbers)),
      )
      .map((parts) => parts.join(' ')),
    fc
      .tuple(
        pick(known.any),
        fc.constantFrom('==', '!='),
        fc.constantFrom('blank', 'empty', 'nil', 'true', 'false', "'a'", '0'),
      )
      .map((parts) => parts.join(' ')),
    fc.tuple(pick(known.texts), text.map(quote)).map(([a, b]) => `${a} contains ${b}`),
    fc.tuple(pick(known.lists), small).map(([a, b]) => `${a} contains ${b}`),
  )
  return fc.oneof(
    { weight: 3, arbitrary: simple },
    { weight: 1, arbitrary: simple.map((one) => `not ${one}`) },
    { weight: 2, arbitrary: fc.tuple(simple, fc.constantFrom('and', 'or'), simple).map((parts) => parts.join(' ')) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(simple, fc.constantFrom('and', 'or'), simple, fc.constantFrom('and', 'or'), simple)
        .map((parts) => parts.join(' ')),
    },
  )
}

const trim = fc.constantFrom('', '', '', '-')

/** A tag with white space control in all four corners. */
function tag(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(trim, inner, trim).map(([left, content, right]) => `{%${left} ${content} ${right}%}`)
}

const piece = fc.constantFrom('x', ' ', '\n', ' a b ', '<i>', '&', '  \n ')

function block(known: Known, depth: number): fc.Arbitrary<string> {
  const output = fc.tuple(trim, printed(known), trim).map(([left, content, right]) => `{{${left} ${content} ${right}}}`)
  const flat = [
    { weight: 3, arbitrary: piece },
    { weight: 5, arbitrary: output },
    {
      weight: 1,
      arbitrary: tag(
        fc.tuple(fc.constantFrom('v', 'w'), printed(known)).map(([name, value]) => `assign ${name} = ${value}`),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '{% comment %}no {{ x }}{% endcomment %}',
        '{% raw %}{{ x }}{% endraw %}',
        '{% # note %}',
      ),
    },
  ]
  if (depth === 0) return fc.array(fc.oneof(...flat), { maxLength: 4 }).map((parts) => parts.join(''))
  const inner = block(known, depth - 1)
  const looped = block(
    {
      texts: [...known.texts, 'item.name'],
      numbers: [...known.numbers, 'item.price', 'forloop.index', 'forloop.rindex0'],
      lists: known.lists,
      any: [...known.any, 'item.name', 'item.note', 'forloop.first', 'forloop.last', 'forloop.length'],
    },
    depth - 1,
  )
  const numbered = block(
    { ...known, numbers: [...known.numbers, 'i', 'forloop.index0'], any: [...known.any, 'i', 'forloop.rindex'] },
    depth - 1,
  )
  const modifiers = fc.constantFrom(
    '',
    ' limit: 2',
    ' offset: 1',
    ' reversed',
    ' limit: 1 offset: 1',
    ' reversed limit: n',
    ' offset: 9',
  )
  const nested = [
    fc
      .tuple(
        fc.constantFrom('if', 'unless'),
        tag(condition(known)),
        inner,
        tag(condition(known)),
        inner,
        inner,
        fc.nat(3),
      )
      .map(
        ([name, first, a, second, b, c, arms]) =>
          `${first.replace(/^\{%-?/, (open) => `${open} ${name}`)}${a}${arms > 1 ? second.replace(/^\{%-?/, (open) => `${open} elsif`) + b : ''}${arms > 0 ? `{% else %}${c}` : ''}{% end${name} %}`,
      ),
    fc
      .tuple(
        pick(known.any),
        fc.array(fc.tuple(fc.constantFrom("'a'", '1', 'n', 'nil', 'blank', "'', 't'", '0 or 2'), inner), {
          minLength: 1,
          maxLength: 3,
        }),
        inner,
        fc.boolean(),
      )
      .map(
        ([value, arms, otherwise, has]) =>
          `{% case ${value} %}${arms.map(([when, body]) => `{% when ${when} %}${body}`).join('')}${has ? `{% else %}${otherwise}` : ''}{% endcase %}`,
      ),
    fc
      .tuple(modifiers, looped, inner, trim)
      .map(
        ([more, body, otherwise, dash]) =>
          `{% for item in items${more} ${dash}%}${body}{% else %}${otherwise}{% endfor ${dash}%}`,
      ),
    fc
      .tuple(fc.constantFrom('list', '(1..3)', '(n..m)', '(1..items.size)', 'nothing'), modifiers, numbered)
      .map(([over, more, body]) => `{% for i in ${over}${more} %}${body}{% endfor %}`),
    fc
      .tuple(
        fc.constantFrom('v', 'w'),
        fc.array(
          fc.oneof(
            fc.constantFrom('x', ' a '),
            pick(known.numbers).map((value) => `{{ ${value} }}`),
          ),
          { maxLength: 3 },
        ),
      )
      .map(([name, parts]) => `{% capture ${name} %}${parts.join('')}{% endcapture %}{{ ${name} }}`),
    fc.tuple(pick(known.any), pick(known.numbers)).map(([a, b]) => `{% render 'p', a: ${a}, b: ${b} %}`),
  ]
  return fc
    .array(fc.oneof(...flat, ...nested.map((arbitrary) => ({ weight: 2, arbitrary }))), { maxLength: 5 })
    .map((parts) => parts.join(''))
}

/** Random templates with data for them. */
export const randomCase: fc.Arbitrary<Case> = fc.record({
  template: block(start, 3),
  data,
  partials: fc.record({
    p: block({ texts: ['a'], numbers: ['b'], lists: ['a'], any: ['a', 'b', 'v'] }, 1).filter(
      (body) => !body.includes("render 'p'") && !/\b(items|list|n|m)\b/.test(body),
    ),
  }),
})
