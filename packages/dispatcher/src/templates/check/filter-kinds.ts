import { anyShape, type Kind, type Shape, shapeOfKinds } from './shape.js'

/** What a filter takes and gives, as far as it can be known without data. */
export interface FilterKind {
  /** Kinds that make sense as its input. */
  readonly takes: readonly Kind[]
  gives(input: Shape): Shape
  /** Whether it may give nothing although it was given something. */
  readonly maybeNothing?: (input: Shape) => boolean
}

const text = shapeOfKinds(['text'])
const number = shapeOfKinds(['number'])
const printable: readonly Kind[] = ['text', 'number', 'truth value', 'nothing']
const numeric: readonly Kind[] = ['number', 'text', 'nothing']
const lists: readonly Kind[] = ['list', 'nothing']

const same = (input: Shape): Shape => input
const toText: FilterKind = { takes: printable, gives: () => text }
const toNumber: FilterKind = { takes: numeric, gives: () => number }
const keepsList: FilterKind = { takes: lists, gives: same }
const end: FilterKind = {
  takes: ['list', 'text', 'nothing'],
  gives: (input) => input.element ?? anyShape,
  maybeNothing: (input) => input.minItems === 0,
}

const kinds: Readonly<Record<string, FilterKind>> = {
  ...Object.fromEntries(
    [
      ...[
        'upcase',
        'downcase',
        'capitalize',
        'strip',
        'lstrip',
        'rstrip',
        'strip_newlines',
        'newline_to_br',
        'truncate',
      ],
      ...[
        'truncatewords',
        'replace',
        'replace_first',
        'replace_last',
        'remove',
        'remove_first',
        'remove_last',
        'append',
        'prepend',
        'escape',
        'escape_once',
        'url_encode',
        'asset_url',
      ],
    ].map((name) => [name, toText]),
  ),
  ...Object.fromEntries(
    [...['plus', 'minus', 'times', 'divided_by', 'modulo', 'round', 'ceil', 'floor', 'abs', 'at_least', 'at_most']].map(
      (name) => [name, toNumber],
    ),
  ),
  split: { takes: printable, gives: () => shapeOfKinds(['list'], text) },
  join: { takes: lists, gives: () => text },
  size: { takes: ['list', 'text', 'nothing'], gives: () => number },
  first: end,
  last: end,
  sort: keepsList,
  sort_natural: keepsList,
  where: { takes: lists, gives: (input) => ({ ...input, minItems: 0 }) },
  sum: { takes: lists, gives: () => number },
  concat: { takes: lists, gives: () => shapeOfKinds(['list']) },
  reverse: keepsList,
  uniq: keepsList,
  compact: { takes: lists, gives: (input) => ({ ...input, minItems: 0 }) },
  map: { takes: lists, gives: () => shapeOfKinds(['list']) },
  slice: {
    takes: ['list', 'text', 'number', 'nothing'],
    gives: (input) => ({ ...input, minItems: 0, values: undefined }),
  },
  date: { takes: ['text', 'nothing'], gives: () => text },
  time: { takes: ['text', 'nothing'], gives: () => text },
  relative_time: { takes: ['text', 'nothing'], gives: () => text },
  number: { takes: numeric, gives: () => text },
  money: { takes: ['object', 'number', 'text', 'nothing'], gives: () => text },
}

/** Kinds of a filter; `default` and filters that do not exist take anything. */
export function filterKind(name: string): FilterKind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined
}
