import fc from 'fast-check'

import { type Known, text } from './generator-data.js'

/** A text in quotes, of characters that need no escape in Liquid. */
export function quoted({ safe }: Known): fc.Arbitrary<string> {
  const unwanted = safe === true ? /[^\w ,]/g : /[^\w ,<>&]/g
  return text.map((value) => `'${value.replace(unwanted, '')}'`)
}

const small = fc.integer({ min: -3, max: 6 }).map(String)

/** One of these names. */
export const pick = (list: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...list)

function textFilter(known: Known): fc.Arbitrary<string> {
  const argument = fc.oneof(quoted(known), pick(known.texts))
  const bare = ['upcase', 'downcase', 'capitalize', 'strip', 'lstrip', 'rstrip', 'strip_newlines', 'url_encode']
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...bare, 'truncate', 'truncatewords') },
    {
      weight: 2,
      arbitrary: fc.constantFrom('escape | size', 'escape_once | size', 'newline_to_br | size', 'escape | upcase'),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.constantFrom('append', 'prepend', 'remove', 'remove_first', 'remove_last', 'default', 'strip'),
          argument,
        )
        .map(([name, value]) => `${name}: ${value}`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('replace', 'replace_first', 'replace_last'), argument, argument)
        .map(([name, a, b]) => `${name}: ${a}, ${b}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('truncate', 'truncatewords'), small, argument)
        .map(([name, a, b]) => `${name}: ${a}, ${b}`),
    },
    { weight: 1, arbitrary: fc.tuple(small, fc.nat(6)).map(([a, b]) => `slice: ${a}, ${b}`) },
    { weight: 1, arbitrary: argument.map((value) => `split: ${value} | join: '+'`) },
    { weight: 2, arbitrary: fc.constantFrom('size', 'first', 'last') },
  )
}

function numberFilter({ numbers }: Known): fc.Arbitrary<string> {
  const argument = fc.oneof(small, pick(numbers))
  const binary = ['plus', 'minus', 'times', 'divided_by', 'modulo', 'at_least', 'at_most']
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('ceil', 'floor', 'abs', 'round', 'round: 1') },
    {
      weight: 6,
      arbitrary: fc.tuple(fc.constantFrom(...binary), argument).map(([name, value]) => `${name}: ${value}`),
    },
    { weight: 1, arbitrary: small.map((value) => `divided_by: ${value}, true`) },
  )
}

function listFilter({ lists, safe }: Known): fc.Arbitrary<string> {
  const plain = ['sort', 'sort_natural', 'reverse', 'uniq', 'compact', 'slice: 0, 2', 'slice: -2, 2', 'sort | reverse']
  // In a capture the first list is a text with a comma.
  return safe === true && !lists.includes('list')
    ? fc.constantFrom("split: ','")
    : fc.oneof(
        fc.constantFrom(...plain),
        pick(lists).map((list) => `concat: ${list}`),
      )
}

function listEnd({ safe }: Known): fc.Arbitrary<string> {
  const ends = ["join: ', '", 'join', 'size', 'sum', 'first | append: ""', 'last | append: ""']
  return fc.constantFrom(...ends, ...(safe === true ? [] : ["join: '<'"]))
}

const ofItems = fc.constantFrom(
  "items | map: 'name' | join: ';'",
  "items | sort: 'price' | map: 'price' | join",
  "items | sort_natural: 'name' | map: 'name' | first",
  "items | reverse | where: 'price', 12.9 | size",
  "items | where: 'name' | map: 'price' | compact | sum",
  "items | sum: 'price'",
  "items | map: 'name' | compact | uniq | size",
)

/** An expression that an output prints. */
export function printed(known: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 1, arbitrary: pick(known.any) },
    { weight: 4, arbitrary: chain(pick(known.texts), textFilter(known)) },
    { weight: 3, arbitrary: chain(pick(known.numbers), numberFilter(known)) },
    {
      weight: 3,
      arbitrary: fc.tuple(chain(pick(known.lists), listFilter(known)), listEnd(known)).map(([a, b]) => `${a} | ${b}`),
    },
    ...(known.items ? [{ weight: 2, arbitrary: ofItems }] : []),
    { weight: 2, arbitrary: fc.tuple(pick(known.any), quoted(known)).map(([a, b]) => `${a} | default: ${b}`) },
    { weight: 1, arbitrary: quoted(known) },
    { weight: 1, arbitrary: condition(known) },
  )
}

function chain(base: fc.Arbitrary<string>, filter: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(base, fc.array(filter, { minLength: 1, maxLength: 3 }))
    .map(([value, filters]) => [value, ...filters].join(' | '))
}

const order = fc.constantFrom('==', '!=', '<', '>', '<=', '>=')

/** Something that is true or not. */
export function condition(known: Known): fc.Arbitrary<string> {
  const simple = fc.oneof(
    pick(known.any),
    fc.tuple(pick(known.numbers), order, fc.oneof(small, pick(known.numbers))).map((parts) => parts.join(' ')),
    fc
      .tuple(
        pick(known.any),
        fc.constantFrom('==', '!='),
        fc.constantFrom('blank', 'empty', 'nil', 'true', 'false', "'a'", '0'),
      )
      .map((parts) => parts.join(' ')),
    fc.tuple(pick(known.texts), quoted(known)).map(([a, b]) => `${a} contains ${b}`),
    fc.tuple(pick(known.lists), small).map(([a, b]) => `${a} contains ${b}`),
  )
  const join = fc.constantFrom('and', 'or')
  return fc.oneof(
    { weight: 3, arbitrary: simple },
    { weight: 1, arbitrary: simple.map((one) => `not ${one}`) },
    { weight: 2, arbitrary: fc.tuple(simple, join, simple).map((parts) => parts.join(' ')) },
    { weight: 1, arbitrary: fc.tuple(simple, join, simple, join, simple).map((parts) => parts.join(' ')) },
  )
}
