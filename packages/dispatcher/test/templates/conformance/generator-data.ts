import fc from 'fast-check'

/** Texts as customers and authors write them, with all that escaping and trimming care about. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'a',
    'Grüße',
    '<b>&"\'',
    '12',
    '-3.5',
    'a,b,c',
    '😀 ok',
    'two words',
    'line\nbreak',
    'Ab aB',
  ),
  fc.string({ maxLength: 6 }),
)
const number = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(0.5, -1.5, 1.005, 12.9))

/** Data of a known shape, so that most templates find what they ask for; some of it is missing on purpose. */
export const data: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  {
    t: text,
    u: text,
    safe: fc.constantFrom('safe', 'two words', '', 'aXa', '7'),
    n: number,
    m: number,
    yes: fc.boolean(),
    list: fc.array(number, { maxLength: 4 }),
    words: fc.array(text, { maxLength: 4 }),
    items: fc.array(fc.record({ name: text, price: number, note: text }, { requiredKeys: ['name', 'price'] }), {
      maxLength: 3,
    }),
    o: fc.record({ id: text, deep: fc.record({ n: number, t: text }) }),
    maybe: text,
    nothing: fc.constant(null),
  },
  { requiredKeys: ['t', 'u', 'safe', 'n', 'm', 'yes', 'list', 'words', 'items', 'o', 'nothing'] },
)

/** Names that can be read at one place of a template, by what they hold. */
export interface Known {
  readonly texts: readonly string[]
  readonly numbers: readonly string[]
  readonly lists: readonly string[]
  readonly any: readonly string[]
  /** Whether a list `items` of objects is there. */
  readonly items: boolean
  /** Inside of capture, where liquidjs escapes once more: nothing that an escape would change. */
  readonly safe?: true
}

/** What the template itself sees. */
export const atStart: Known = {
  texts: ['t', 'u', 'o.id', 'o.deep.t', "o['id']", 'safe'],
  numbers: ['n', 'm', 'o.deep.n', 'list.size', 't.size', 'items.size'],
  lists: ['list', 'words'],
  any: ['t', 'n', 'yes', 'list', 'words', 'o.id', 'maybe', 'nothing', 'items.first.name', 'list[0]', 'words[-1]'],
  items: true,
}

/** What a partial sees: its arguments. */
export const inPartial: Known = {
  texts: ['a'],
  numbers: ['b'],
  lists: ['c'],
  any: ['a', 'b', 'c', 'c[0]'],
  items: true,
}

/** The same place inside of a capture. */
export function inCapture(known: Known): Known {
  const partial = known.texts.includes('a')
  return {
    texts: partial ? ["'x'"] : ['safe'],
    numbers: known.numbers.filter((name) => /^[bnmi]$|forloop/.test(name)),
    lists: partial ? ["'x,y'"] : ['list'],
    any: partial ? ['b'] : ['n', 'yes', 'safe', 'list'],
    items: false,
    safe: true,
  }
}
